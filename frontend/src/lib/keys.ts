import { keepSetting, setting } from './settings.ts';

/** What a captioner can do by a key, in the order in which the page lists it. */
export const COMMANDS = [
  'floor',
  'speaker',
  'find',
  'unknown',
  'paragraph',
  'inaudible',
  'laughter',
  'applause',
  'older',
  'newer',
  'record',
  'turn',
  'dictate',
  'seen',
  'tell',
] as const;
export type CommandName = (typeof COMMANDS)[number];
/** Which keys do what: `Alt+U`, `Ctrl+Shift+F9`; # stands for one of the digits 1 to 9. */
export type Keys = Record<CommandName, string>;

/** On a Mac, Option with a key types a character. */
const mac = /^Mac/.test(navigator.platform);
const MOD = mac ? 'Ctrl' : 'Alt';

const DEFAULTS: Keys = {
  floor: `${MOD}+0`,
  speaker: `${MOD}+#`,
  find: `${MOD}+N`,
  unknown: `${MOD}+U`,
  paragraph: `${MOD}+P`,
  inaudible: `${MOD}+I`,
  laughter: `${MOD}+L`,
  applause: `${MOD}+A`,
  older: `${MOD}+ArrowUp`,
  newer: `${MOD}+ArrowDown`,
  record: `${MOD}+Shift+R`,
  turn: `${MOD}+Shift+T`,
  dictate: `${MOD}+Shift+D`,
  seen: `${MOD}+S`,
  tell: `${MOD}+M`,
};

/** What browsers, editing and moving about a page need. */
const NEEDED =
  /^((Ctrl|Meta)\+(Shift\+)?[ACFLNRTVWXYZ]|Alt\+F4|(Shift\+)?F(5|6|11|12)|.*\b(Tab|Backspace|Delete|Enter|Escape))$/;

/** What a key press is called, or '' if it may be text: without Ctrl, Alt or Meta only a function key is none. */
export function pressed(event: KeyboardEvent): string {
  if (event.isComposing || event.getModifierState('AltGraph')) return ''; // AltGr types characters
  const name = keyName(event);
  const { ctrlKey, altKey, shiftKey, metaKey } = event;
  const modified = ctrlKey || metaKey || (altKey && !mac);
  if (name === '' || !(modified || /^F\d+$/.test(name))) return '';
  const parts = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Meta', name];
  return parts.filter(Boolean).join('+');
}

/** The key as it is labelled, whatever a modifier makes of it. */
function keyName({ key, code }: KeyboardEvent): string {
  if (['Control', 'Alt', 'Shift', 'Meta', 'Dead', 'Unidentified', 'Process'].includes(key)) {
    return key === 'Dead' ? (/^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? '') : '';
  }
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return digit;
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  return /^Key(.)$/.exec(code)?.[1] ?? key;
}

/** Which command a press is for, and with which digit; undefined if it is for none. */
export function commandOf(keys: Keys, press: string): { name: CommandName; digit: number } | undefined {
  if (press === '') return undefined;
  const any = press.replace(/(?<=\+)[1-9]$/, '#');
  const name = COMMANDS.find((one) => keys[one] === press) ?? COMMANDS.find((one) => keys[one] === any);
  return name && { name, digit: any === press ? 0 : Number(press.slice(-1)) };
}

/** The keys as this browser has them. */
export function keptKeys(): Keys {
  const keys = { ...DEFAULTS };
  try {
    const kept = JSON.parse(setting('keys', '{}')) as Partial<Keys>;
    for (const name of COMMANDS) if (typeof kept[name] === 'string') keys[name] = kept[name];
  } catch {
    // what cannot be read is as if it was never kept
  }
  return keys;
}

/** The keys with one changed, and kept; or why that cannot be. */
export function remap(keys: Keys, name: CommandName, press: string): Keys | 'plain' | 'needed' | CommandName {
  if (press === '') return 'plain';
  if (NEEDED.test(press)) return 'needed';
  const key = name === 'speaker' ? press.replace(/(?<=\+)\d$/, '#') : press;
  if (name === 'speaker' && !key.endsWith('#')) return 'plain';
  const other = COMMANDS.find(
    (one) => one !== name && commandOf({ ...keys, [name]: '' }, press)?.name === one,
  );
  if (other) return other;
  const changed = { ...keys, [name]: key };
  keepSetting('keys', JSON.stringify(changed));
  return changed;
}

/** The keys as they were at first. */
export function resetKeys(): Keys {
  keepSetting('keys', '{}');
  return { ...DEFAULTS };
}
