import { expect, test } from 'vitest';
import { monitored, troubled } from '../../fixtures/meeting.ts';
import { hints } from './hints.ts';

const { source } = monitored('open');

test('where nothing is wrong, nothing is said', () => {
  expect(hints(source, 'en')).toEqual([]);
  expect(hints({ ...source, delay: 2900, erases: 400, duplicates: 3, restarts: 1 }, 'en')).toEqual([]);
});

test.each([
  [{ body_cut: 1 }, /cuts accented letters.*Update it/],
  [{ charset_guess: 1 }, /Set it to UTF-8/],
  [{ gaps: 1 }, /^1 piece of your text never arrived/],
  [{ gaps: 2 }, /^2 pieces of your text never arrived/],
  [{ late: 1 }, /does not number/],
  [{ seq_repeat: 1 }, /does not number/],
  [{ lang_mismatch: 1 }, /another language than this channel’s \(en\)/],
  [{ stamp_off: 1 }, /clock of your computer/],
  [{ delay: 3000 }, /arrives 3 seconds after/],
  [{ mode: 'rolling' as const }, /without rolling/],
])('%j has one hint', (wrong, hint) => {
  expect(hints({ ...source, ...wrong }, 'en')).toEqual([expect.stringMatching(hint)]);
});

test('all that can be wrong at once is said once each', () => {
  const all = hints(troubled, 'en');
  expect(all).toHaveLength(8);
  expect(new Set(all).size).toBe(8);
});
