import { expect, test } from 'vitest';
import { commandOf, COMMANDS, keptKeys, pressed, remap, resetKeys } from './keys.ts';

const press = (key: string, more: KeyboardEventInit = {}): string =>
  pressed(new KeyboardEvent('keydown', { key, ...more }));

test.each<[string, string, KeyboardEventInit, string]>([
  ['a letter is text', 'a', { code: 'KeyA' }, ''],
  ['so is a capital', 'A', { code: 'KeyA', shiftKey: true }, ''],
  ['a letter with Alt is none', 'a', { code: 'KeyA', altKey: true }, 'Alt+A'],
  ['AltGr types characters', '@', { code: 'KeyQ', altKey: true, ctrlKey: true, modifierAltGraph: true }, ''],
  ['a digit is what stands on the key', '&', { code: 'Digit1', altKey: true }, 'Alt+1'],
  ['a letter is where its Latin one stands', 'ф', { code: 'KeyA', altKey: true }, 'Alt+A'],
  ['Dvorak is Dvorak', 'a', { code: 'KeyQ', altKey: true }, 'Alt+A'],
  ['a function key is enough', 'F9', {}, 'F9'],
  ['a modifier alone is nothing', 'Alt', { altKey: true }, ''],
  ['composing is nothing', 'a', { altKey: true, isComposing: true }, ''],
  [
    'all modifiers have their order',
    'R',
    { shiftKey: true, altKey: true, ctrlKey: true },
    'Ctrl+Alt+Shift+R',
  ],
])('%s', (_, key, more, name) => {
  expect(press(key, more)).toBe(name);
});

test('a command has its key, and a number for each of nine speakers', () => {
  const keys = keptKeys();
  expect(commandOf(keys, 'Alt+U')).toEqual({ name: 'unknown', digit: 0 });
  expect(commandOf(keys, 'Alt+0')).toEqual({ name: 'floor', digit: 0 });
  expect(commandOf(keys, 'Alt+7')).toEqual({ name: 'speaker', digit: 7 });
  expect(commandOf(keys, 'Ctrl+7')).toBeUndefined();
  expect(commandOf(keys, '')).toBeUndefined();
});

test('no two commands have the same key', () => {
  const keys = Object.values(keptKeys());
  expect(new Set(keys).size).toBe(COMMANDS.length);
});

test('a key that is changed is kept for the next time', () => {
  const keys = remap(keptKeys(), 'unknown', 'F9');
  expect(keys).toMatchObject({ unknown: 'F9' });
  expect(keptKeys()).toEqual(keys);
  expect(resetKeys().unknown).toBe('Alt+U');
  expect(keptKeys().unknown).toBe('Alt+U');
});

test('a key that cannot be one is refused, and says why', () => {
  const keys = keptKeys();
  expect(remap(keys, 'unknown', '')).toBe('plain');
  for (const press of ['Ctrl+V', 'F5', 'Alt+F4', 'Ctrl+Backspace'])
    expect(remap(keys, 'unknown', press)).toBe('needed');
  expect(remap(keys, 'unknown', 'Alt+P')).toBe('paragraph');
  expect(remap(keys, 'unknown', 'Alt+3')).toBe('speaker');
  expect(remap(keys, 'speaker', 'Alt+X')).toBe('plain');
  expect(remap(keys, 'unknown', 'Alt+U')).toMatchObject({ unknown: 'Alt+U' });
  expect(keptKeys()).toEqual(keys);
});

test('the numbers can have another modifier', () => {
  const keys = remap(keptKeys(), 'speaker', 'Ctrl+Shift+4');
  expect(keys).toMatchObject({ speaker: 'Ctrl+Shift+#' });
});
