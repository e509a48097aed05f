import { expect, test } from 'vitest';
import {
  asked,
  askedLook,
  colour,
  contrast,
  FONTS,
  keepLook,
  keptLook,
  over,
  overlayLook,
  PRESETS,
  styles,
  USUAL,
} from './look.ts';

test('there are at least six fonts, each of a family that every device has in the end', () => {
  expect(Object.keys(FONTS).length).toBeGreaterThanOrEqual(6);
  for (const stack of Object.values(FONTS))
    expect(stack).toMatch(/(serif|sans-serif|monospace|var\(--sans\))$/);
});

test.each(Object.entries(PRESETS))('%s reaches 7:1', (_, [ink, ground]) => {
  expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7);
});

test('contrast is what WCAG says', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#123456', '#123456')).toBe(1);
});

test('a ground that lets through is seen mixed with what lies below', () => {
  expect(over('#000000', 100, '#ffffff')).toBe('#000000');
  expect(over('#000000', 0, '#ffffff')).toBe('#ffffff');
  expect(over('#ff0000', 50, '#0000ff')).toBe('#800080');
});

test.each([
  ['ffffff', '#ffffff'],
  ['#FFF', '#ffffff'],
  ['0a3', '#00aa33'],
  ['Yellow', '#ffff00'],
  ['pink', undefined],
  ['url(x)', undefined],
  ['#ffff', undefined],
])('a colour written %s is %s', (text, hex) => {
  expect(colour(text)).toBe(hex);
});

test('a look is kept for the next time, and what is kept in vain is as usual', () => {
  const own = { ...USUAL, size: 250, ink: '#ffff00', ground: '#000000', lines: 3, font: 'dyslexic' } as const;
  keepLook(own);
  expect(keptLook()).toEqual(own);
  for (const broken of [
    '',
    'null',
    '[]',
    '7',
    '{"size":"big","font":"wingdings","ink":"red;}","lines":1e9}',
  ]) {
    localStorage.setItem('convener.look', broken);
    expect(keptLook()).toEqual(broken.startsWith('{') ? { ...USUAL, lines: 8 } : USUAL);
  }
});

test.each([
  ['', {}],
  ['?fs=42', { size: 200 }],
  ['?fs=9999', { size: 400 }],
  ['?fs=-3&spacing=0.1', { size: 50, leading: 100 }],
  ['?ff=Verdana,sans-serif', { font: 'verdana' }],
  ['?ff=%22Courier%20New%22', { font: 'mono' }],
  ['?ff=OpenDyslexic', { font: 'dyslexic' }],
  ['?ff=Papyrus', {}],
  ['?fgc=ffff00&bgc=%23000', { ink: '#ffff00', ground: '#000000' }],
  ['?fgc=pink&bgc=', {}],
  ['?spacing=2', { leading: 200 }],
  ['?fs=big&spacing=wide&footer=false&chat=true&indicator=on&start=0&delay=x', {}],
] as const)('the address %s asks for a look', (search, other) => {
  expect(askedLook(search, USUAL)).toEqual({ ...USUAL, ...other });
});

test.each([
  ['', {}],
  ['?language=fr', { lang: 'fr' }],
  ['?lang=fr', { lang: 'fr' }],
  ['?view=queue', { queue: true }],
  [
    '?view=captions&header=false&title=off&controls=0&scroll=No',
    { alone: true, header: false, title: false, controls: false, scroll: false },
  ],
  ['?header=maybe&controls=yes&view=all', {}],
])('the address %s asks for a page', (search, other) => {
  const usual = {
    alone: false,
    queue: false,
    lang: '',
    header: true,
    title: true,
    controls: true,
    scroll: true,
  };
  expect(asked(search)).toEqual({ ...usual, ...other });
});

const onPicture = { ...USUAL, ink: '#ffffff', ground: '#000000', opacity: 80, leading: 130 };
const overlay = { lang: '', lines: 2, size: 48, position: 'bottom', box: true, delay: 0, look: onPicture };

test.each([
  ['', {}],
  ['?lang=ja', { lang: 'ja' }],
  [
    '?lines=3&size=30&position=top&bg=transparent',
    { lines: 3, size: 30, position: 'top', box: false, look: { ...onPicture, lines: 3 } },
  ],
  ['?lines=9&size=9999', { lines: 3, size: 200, look: { ...onPicture, lines: 8 } }],
  ['?lines=0&size=1', { lines: 1, size: 12 }],
  ['?lines=two&size=1.5&position=left&bg=pink', {}],
  ['?language=fr&fs=60&delay=5', { lang: 'fr', size: 60, delay: 5, look: { ...onPicture, size: 286 } }],
  ['?fgc=ff0&bgc=fff', { look: { ...onPicture, ink: '#ffff00', ground: '#ffffff' } }],
])('the address %s asks for an overlay', (search, other) => {
  expect(overlayLook(search)).toEqual({ ...overlay, ...other });
});

test('a look becomes styles, and colours only where the reader chose some', () => {
  expect(styles(USUAL)).not.toMatch(/color|--ink|--sheet/);
  const own = styles({ ...USUAL, ink: '#ffff00', ground: '#001020', opacity: 60, edge: 'outline', width: 0 });
  expect(own).toContain('background-color:rgb(0 16 32 / 60%)');
  expect(own).toContain('--soft:#ffff00');
  expect(own).toContain('1px 1px 1px #000');
  expect(own).toContain('--width:none');
  expect(styles({ ...USUAL, ink: '#000000', edge: 'shadow' })).toContain('#fff');
});
