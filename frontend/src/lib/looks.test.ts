import { expect, test } from 'vitest';
import { looks } from './looks.ts';

const usual = { lang: '', lines: 2, size: 48, position: 'bottom', box: true };

test.each([
  ['', {}],
  ['?lang=ja', { lang: 'ja' }],
  ['?lines=3&size=30&position=top&bg=transparent', { lines: 3, size: 30, position: 'top', box: false }],
  ['?lines=9&size=9999', { lines: 3, size: 200 }],
  ['?lines=0&size=1', { lines: 1, size: 12 }],
  ['?lines=two&size=1.5&position=left&bg=pink', {}],
])('%s', (search, other) => {
  expect(looks(search)).toEqual({ ...usual, ...other });
});
