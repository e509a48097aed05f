import { expect, test } from 'vitest';
import { alarming, monitored, troubled } from '../../fixtures/meeting.ts';
import { hints } from './hints.ts';

const well = monitored('open');
const { source } = well;

test('where nothing is wrong, nothing is said', () => {
  expect(hints(well)).toEqual([]);
  const odd = { ...source, delay: 2900, erases: 400, duplicates: 3, restarts: 1 };
  expect(hints({ ...well, source: odd })).toEqual([]);
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
  expect(hints({ ...well, source: { ...source, ...wrong } })).toEqual([expect.stringMatching(hint)]);
});

test.each([
  ['erase_storm', /is taken back at once/],
  ['capitals', /Switch them off/],
  ['wrong_language', /looks like another language than this channel’s \(en\)/],
] as const)('%s has one hint', (alarm, hint) => {
  const health = { ...well.health, alarms: [alarm] };
  expect(hints({ ...well, health })).toEqual([expect.stringMatching(hint)]);
});

test('all that can be wrong at once is said once each', () => {
  const all = hints({ ...well, source: troubled, health: alarming });
  expect(all).toHaveLength(10); // of the wrong language the text tells more than the program
  expect(new Set(all).size).toBe(10);
});
