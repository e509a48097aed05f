import { keepSetting, setting } from './settings.ts';

/** Families of letters that devices have; one may be missing, and then its like stands in. */
export const FONTS = {
  page: 'var(--sans)',
  arial: 'Arial, Helvetica, "Liberation Sans", sans-serif',
  verdana: 'Verdana, "DejaVu Sans", Geneva, sans-serif',
  atkinson: '"Atkinson Hyperlegible", "Atkinson Hyperlegible Next", Verdana, sans-serif',
  dyslexic:
    'OpenDyslexic, "Open-Dyslexic", OpenDyslexic3, "Comic Sans MS", "Comic Neue", Verdana, sans-serif',
  georgia: 'Georgia, "DejaVu Serif", "Times New Roman", Times, serif',
  mono: 'ui-monospace, "Courier New", Courier, Consolas, "DejaVu Sans Mono", monospace',
};
export type Font = keyof typeof FONTS;
export type Edge = 'none' | 'outline' | 'shadow';

/** Pairs of text and ground that are offered; each reaches 7:1 (accessibility reference, C4). */
export const PRESETS = {
  blackOnCream: ['#000000', '#fff6dc'],
  yellowOnBlack: ['#ffff00', '#000000'],
  whiteOnBlack: ['#ffffff', '#000000'],
  blackOnWhite: ['#000000', '#ffffff'],
  creamOnBlue: ['#fff6dc', '#0b2a5b'],
  greenOnBlack: ['#4dff88', '#000000'],
  blueOnYellow: ['#00134d', '#ffef9e'],
} satisfies Record<string, [string, string]>;
export type Preset = keyof typeof PRESETS;

/** How captions look to one reader. */
export interface Look {
  font: Font;
  /** In per cent of the usual size. */
  size: number;
  /** Of text and ground, as #rrggbb; '' is the page's own, which knows light and dark. */
  ink: string;
  ground: string;
  /** Of the ground, in per cent. */
  opacity: number;
  edge: Edge;
  /** The height of a line in per cent of the letters', and what is added between words and letters in hundredths of it. */
  leading: number;
  words: number;
  letters: number;
  /** The most letters in a line, about; 0 for as many as fit. */
  width: number;
  /** The lines in sight; 0 for as many as fit. */
  lines: number;
  /** Where few lines stand. */
  stand: 'top' | 'bottom';
  /** As it was sent, or what is all capitals as a sentence. */
  capitals: 'sent' | 'sentence';
}

export const USUAL: Look = {
  font: 'page',
  size: 100,
  ink: '',
  ground: '',
  opacity: 100,
  edge: 'none',
  leading: 150,
  words: 0,
  letters: 0,
  width: 76,
  lines: 0,
  stand: 'top',
  capitals: 'sent',
};

const CHOICES = {
  font: Object.keys(FONTS),
  edge: ['none', 'outline', 'shadow'],
  stand: ['top', 'bottom'],
  capitals: ['sent', 'sentence'],
} satisfies Partial<Record<keyof Look, string[]>>;

const BOUNDS = {
  size: [50, 400],
  opacity: [0, 100],
  leading: [100, 300],
  words: [0, 100],
  letters: [0, 50],
  width: [0, 200],
  lines: [0, 8],
} satisfies Partial<Record<keyof Look, [number, number]>>;

/** The usual size of captions in pixels, and the dark box of an overlay. */
const PIXELS = 21;

/** A look of what was kept or asked for; what makes no sense is as if it were not there. */
function sensible(asked: Partial<Record<keyof Look, unknown>>, otherwise: Look): Look {
  const look: Record<string, unknown> = { ...otherwise };
  for (const [name, values] of Object.entries(CHOICES)) {
    const value = asked[name as keyof Look];
    if ((values as unknown[]).includes(value)) look[name] = value;
  }
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const value = asked[name as keyof Look];
    if (typeof value === 'number' && Number.isFinite(value)) {
      look[name] = Math.round(Math.min(Math.max(value, least), most));
    }
  }
  for (const name of ['ink', 'ground'] as const) {
    const value = asked[name];
    if (typeof value === 'string') look[name] = value === '' ? '' : (colour(value) ?? look[name]);
  }
  return look as unknown as Look;
}

/** The look that was kept in this browser. */
export function keptLook(): Look {
  try {
    return sensible(Object(JSON.parse(setting('look', '{}'))) as object, USUAL);
  } catch {
    return USUAL;
  }
}

export const keepLook = (look: Look): void => keepSetting('look', JSON.stringify(look));

const query = (search: string): URLSearchParams => new URLSearchParams(search);
/** A number of the address, or undefined. An empty one is none. */
const number = (text: string | null): number | undefined => {
  const value = text ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
};

/** The family of FONTS that a list such as "Verdana, sans-serif" begins with. */
function family(list: string | null): string | undefined {
  const first = list?.split(',')[0]?.replace(/["']/g, '').trim().toLowerCase();
  if (!first) return undefined;
  const known = Object.entries(FONTS).find(([name, stack]) => {
    const families = stack.split(',').map((one) => one.replace(/"/g, '').trim().toLowerCase());
    return name === first || families.includes(first);
  });
  return known?.[0];
}

/** The look that an address asks for, by the parameters that StreamText has too: fs, ff, fgc, bgc, spacing. */
export function askedLook(search: string, otherwise: Look): Look {
  const ask = query(search);
  const size = number(ask.get('fs'));
  const spacing = number(ask.get('spacing'));
  return sensible(
    {
      font: family(ask.get('ff')),
      size: size && (size / PIXELS) * 100,
      ink: ask.get('fgc') || undefined,
      ground: ask.get('bgc') || undefined,
      leading: spacing && spacing * 100,
      lines: number(ask.get('lines')),
    },
    otherwise,
  );
}

const NO = ['false', '0', 'no', 'off'];

/** What else an address asks of a page: what is on it, and which channel. */
export interface Asked {
  /** Only the captions. */
  alone: boolean;
  /** Only who speaks and who waits, for a projector. */
  queue: boolean;
  /** The channel; '' for the reader's own choice. */
  lang: string;
  header: boolean;
  title: boolean;
  controls: boolean;
  scroll: boolean;
}

export function asked(search: string): Asked {
  const ask = query(search);
  const on = (name: string): boolean => !NO.includes((ask.get(name) ?? '').toLowerCase());
  return {
    alone: ask.get('view') === 'captions',
    queue: ask.get('view') === 'queue',
    lang: ask.get('language') ?? ask.get('lang') ?? '',
    header: on('header'),
    title: on('title'),
    controls: on('controls'),
    scroll: on('scroll'),
  };
}

/** How an overlay looks, as its address says. A stream must not stand still for an address that makes no sense. */
export interface OverlayLook {
  /** The channel; '' for the first. */
  lang: string;
  lines: number;
  /** The height of letters in pixels. */
  size: number;
  position: 'top' | 'bottom';
  /** The text stands in a box, or has an edge only. */
  box: boolean;
  /** In seconds, behind the captions: where the picture comes late, they may wait for it. */
  delay: number;
  look: Look;
}

export function overlayLook(search: string): OverlayLook {
  const ask = query(search);
  const whole = (names: string[], least: number, usual: number, most: number): number => {
    const value = names.map((name) => number(ask.get(name))).find((one) => one !== undefined) ?? usual;
    return Number.isInteger(value) ? Math.min(Math.max(value, least), most) : usual;
  };
  const usual: Look = { ...USUAL, ink: '#ffffff', ground: '#000000', opacity: 80, leading: 130 };
  return {
    lang: asked(search).lang,
    lines: whole(['lines'], 1, 2, 3),
    size: whole(['size', 'fs'], 12, 48, 200),
    position: ask.get('position') === 'top' ? 'top' : 'bottom',
    box: ask.get('bg') !== 'transparent',
    delay: whole(['delay'], 0, 0, 120),
    look: askedLook(search, usual),
  };
}

const NAMED: Record<string, string> = { black: '#000000', white: '#ffffff', yellow: '#ffff00' };

/** A colour as #rrggbb, of what people write for one. */
export function colour(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(word)?.[1];
  if (!digits) return NAMED[word];
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Relative luminance, 0 to 1. Source: WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour that is seen where one lies over another, so opaque in per cent. */
export function over(top: string, opacity: number, below: string): string {
  const under = channels(below);
  const mixed = channels(top).map((value, i) => (value * opacity + (under[i] ?? 0) * (100 - opacity)) / 100);
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

/** What lies around letters: dark around light ones, light around dark ones. */
function shadow({ edge, ink }: Look): string {
  if (edge === 'none') return 'none';
  const around = ink ? (luminance(ink) > 0.18 ? '#000' : '#fff') : 'var(--paper)';
  if (edge === 'shadow') return `0.06em 0.06em 0.12em ${around}, 0.06em 0.06em 0.12em ${around}`;
  return ['1px 1px', '-1px 1px', '1px -1px', '-1px -1px'].map((side) => `${side} 1px ${around}`).join(', ');
}

/** The ground of a look that has one, as far as it lets through. */
export const ground = ({ ground, opacity }: Look): string =>
  `rgb(${channels(ground).join(' ')} / ${opacity}%)`;

/** The look as styles of the element that holds the captions. What has a colour of its own takes the reader's. */
export function styles(look: Look): string {
  const rules: Record<string, string> = {
    'font-size': `${look.size}%`,
    'font-family': FONTS[look.font],
    'word-spacing': `${look.words / 100}em`,
    'letter-spacing': `${look.letters / 100}em`,
    'text-shadow': shadow(look),
    '--leading': String(look.leading / 100),
    '--width': look.width ? `${look.width / 2}em` : 'none',
    '--lines': String(look.lines),
  };
  if (look.ground) {
    rules['--sheet'] = look.ground;
    rules['background-color'] = ground(look);
  }
  if (look.ink) {
    for (const name of ['ink', 'soft', 'accent', 'line', 'edge', 'floor', 'focus'])
      rules[`--${name}`] = look.ink;
    rules.color = look.ink;
  }
  return Object.entries(rules)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}
