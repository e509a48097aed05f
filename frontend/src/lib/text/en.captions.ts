import type { Edge, Font, Preset } from '../look.ts';
import type { CaptionAlarm, Source } from '../protocol.gen.ts';
import { clock, count, duration } from './words.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language' });
/** The name of a language by its code; what is no code is its own name. */
function language(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The sentences of the captions, in English. */
export const captions = {
  title: 'Captions',
  text: 'Caption text',
  textIn: (channel: string) => `Caption text: ${channel}`,
  channel: 'Language',
  beside: 'Second language',
  noBeside: 'None',
  none: 'No captions yet. They appear here as soon as the captioner writes.',
  noChannel: 'This meeting has no captions. If you need them, tell the organisers.',
  stopped: (at: number) => `Stopped at ${clock(at)}.`,
  lost: (at: number) => `Captions stopped since ${clock(at)}.`,
  silent: (at: number) => `No captions since ${clock(at)}, though somebody has the floor.`,
  found: 'Captions are coming again.',
  goOff: 'Go off the record',
  goOn: 'Back on the record',
  offRecord: (at: number) => `Off the record since ${clock(at)}: captions are shown and not kept.`,
  sources: {
    human: 'Human captioner',
    automatic: 'Automatic, may have errors',
    mixed: 'Automatic and human',
    translated: 'Machine translation',
  } satisfies Record<Source, string>,
  translatedOf: (code: string) => `Machine translation from ${language(code)}`,
  pin: 'Keep in sight',
  off: 'Captions are off for you. Nobody else is affected.',
  hide: 'Turn captions off',
  show: 'Turn captions on',
  pause: 'Pause scrolling',
  latest: 'Jump to latest',
  unread: (n: number) => `(${n} unread)`,
  unknown: 'Unknown speaker',
  gap: 'Captions were missing here.',
  corrected: (at: number) => `corrected ${clock(at)}`,
  notKept: 'not kept',
  gone: 'The captions of this are not kept any more.',
  earlier: 'Load earlier lines',
  later: 'Load later lines',
  mark: 'Mark my place',
  marked: 'You have read up to here',
  markSaid: 'Your place is marked.',
  toMark: 'Go to my mark',
  published: 'Captions are published when the meeting is over.',
  settings: 'Caption settings',
  size: 'Text size',
  smaller: 'Smaller text',
  larger: 'Larger text',
  smallerSign: 'A−',
  largerSign: 'A+',
  percent: (size: number) => `${size} %`,
  send: 'Send captions to my screen reader or braille display',
  sends: {
    off: 'Off',
    each: 'Each sentence',
    '10': 'Every 10 seconds',
    '20': 'Every 20 seconds',
    '30': 'Every 30 seconds',
  },
  plain: 'Captions so far as plain text',
  braille: 'Text and braille view',
  alone: 'Captions only',
  whole: 'The whole meeting',
  at: (time: string) => clock(Date.parse(time)),
};

/** Within 40 ms, seldom over 110 ms. */
const within = (usual: number, most: number): string =>
  `${Math.max(1, usual)} ms, seldom over ${Math.max(1, most)} ms`;

/** The sentences about how captions do, in English. */
export const health = {
  frame: (usual: number, most: number) => `Text reaches readers in ${within(usual, most)}.`,
  mine: (usual: number, most: number) => `Your text reaches readers in ${within(usual, most)}.`,
  paint: (usual: number, most: number) => `It is on their screens in ${within(usual, most)}.`,
  delay: (seconds: number) => `It comes ${duration(seconds)} after it is said.`,
  behind: (seconds: number) =>
    `Captions are ${duration(seconds)} behind: let people pause until they are read.`,
  alarms: {
    erase_storm: 'Most of what the captioner writes is taken back at once. Ask whether all is well there.',
    capitals: '', // readers may have them as sentences
    wrong_language: 'This looks like another language than the channel’s. Ask the captioner.',
  } satisfies Record<CaptionAlarm, string>,
};

/** The sentences about how captions look, in English. */
export const look = {
  title: 'How captions look for me',
  sample: 'This is how captions look for you.',
  colours: 'Colours',
  page: 'As the page',
  own: 'My own',
  presets: {
    blackOnCream: 'Black on cream',
    yellowOnBlack: 'Yellow on black',
    whiteOnBlack: 'White on black',
    blackOnWhite: 'Black on white',
    creamOnBlue: 'Cream on dark blue',
    greenOnBlack: 'Green on black',
    blueOnYellow: 'Dark blue on yellow',
  } satisfies Record<Preset, string>,
  ink: 'Text colour',
  ground: 'Background colour',
  opacity: 'Background opacity',
  weak: (ratio: number) =>
    `These colours are hard to tell apart: their contrast is ${(Math.floor(ratio * 10) / 10).toFixed(1)}, and 4.5 or more is easy for most people.`,
  font: 'Font',
  fonts: {
    page: 'As the page',
    arial: 'Arial',
    verdana: 'Verdana, wide',
    atkinson: 'Atkinson Hyperlegible, if installed',
    dyslexic: 'OpenDyslexic, if installed',
    georgia: 'Georgia, with serifs',
    mono: 'Monospace, as typed',
  } satisfies Record<Font, string>,
  edge: 'Edge of letters',
  edges: { none: 'None', outline: 'Outline', shadow: 'Shadow' } satisfies Record<Edge, string>,
  leading: 'Space between lines',
  leadings: { 100: 'Tight', 130: 'Close', 150: 'Usual', 200: 'Wide', 250: 'Very wide' },
  words: 'Space between words',
  letters: 'Space between letters',
  spaces: { 0: 'Usual', 1: 'A little more', 2: 'Wide', 3: 'Very wide' },
  width: 'Length of lines',
  widths: { 0: 'As wide as fits', 32: '32 letters', 45: '45 letters', 60: '60 letters', 76: '76 letters' },
  lines: 'Lines shown',
  allLines: 'As many as fit',
  stand: 'Where text stands',
  stands: { top: 'From the top', bottom: 'At the bottom' },
  capitals: 'Text in capitals',
  capitalsAs: { sent: 'As it was sent', sentence: 'As sentences' },
  usual: 'Back to the usual look',
};

/** The sentences about finding something in captions, in English. */
export const find = {
  title: 'Find in captions',
  words: 'Words to find',
  next: 'Next match',
  previous: 'Previous match',
  matches: (n: number, at: number) =>
    at > 0 ? `${at} of ${count(n, 'match', 'matches')}` : count(n, 'match', 'matches'),
  said: (n: number, at: number, line: string) => `${at} of ${n}: ${line}`,
  speakers: 'Speakers',
  nextSpeaker: 'To the next speaker',
  previousSpeaker: 'To the speaker before',
  time: 'Time',
  item: 'Agenda item',
  itemAt: (number: string, title: string, at: number) => `${clock(at)}: ${number} ${title}`,
  go: 'Go there',
};

/** The sentences about a second screen, in English. */
export const screen = {
  make: 'Second screen',
  another: 'Another address for a second screen',
  made: 'The address of your second screen is there.',
  how: (until: number) =>
    `Open this address on another device, or scan the code. It works once, until ${clock(until)}; the device is then signed in as you.`,
  address: 'Address of the second screen',
  code: 'QR code of the address of the second screen',
  noCode: 'The QR code could not be loaded. Type the address instead.',
};
