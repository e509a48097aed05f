import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { segments } from '../../fixtures/meeting.ts';
import { Captions } from './captions.svelte.ts';
import { Scrollback } from './scrollback.svelte.ts';
import { Search } from './search.svelte.ts';
import { moment } from './text/words.ts';

/** So many lines, six seconds apart, and a panel that shows those in the window. */
function open(count: number): { captions: Captions; back: Scrollback; search: Search; panel: HTMLElement } {
  const captions = new Captions();
  captions.apply({ feed: 'captions/en', cursor: '1', reset: true, set: segments(count) });
  const back = new Scrollback(() => captions.lines);
  const panel = document.createElement('div');
  back.attach(panel);
  return { captions, back, search: new Search(() => captions.lines, back), panel };
}
const more = (captions: Captions, from: number, to: number): void => {
  const set = Object.fromEntries(Object.entries(segments(to)).slice(from));
  flushSync(() => captions.apply({ feed: 'captions/en', cursor: '2', set }));
};

test('a line far back is shown among those around it, and what comes moves nothing', async () => {
  const { captions, back } = open(900);
  await back.go(200);
  expect([back.following, back.from, back.at?.id]).toEqual([false, 49, 200]);
  more(captions, 900, 950);
  expect([back.from, back.at?.id, back.unread]).toEqual([49, 200, 50]);
  await back.go(951);
  expect(back.at?.id).toBe(200);
});

test('from a line one goes on to the next speaker, or back to the one before', async () => {
  const { back } = open(30);
  await back.go(4);
  for (const [step, id] of [
    [1, 7],
    [1, 8],
    [1, 10],
    [-1, 8],
    [-1, 7],
    [-1, 4],
    [-1, 3],
    [-1, 1],
    [-1, 1],
  ] as const) {
    await back.goSpeaker(step);
    expect(back.at?.id).toBe(id);
  }
});

test('a time is where the first line of it stands, or the last line there is', async () => {
  const { captions, back } = open(30);
  const at = Date.parse(captions.lines[11]?.at ?? '');
  await back.goTime(at);
  expect(back.at?.id).toBe(12);
  await back.goTime(at + 1);
  expect(back.at?.id).toBe(13);
  await back.goTime(at + 3_600_000);
  expect(back.at?.id).toBe(30);
  expect(new Date(moment('10:42', at) ?? 0).getMinutes()).toBe(42);
  expect([moment('', at), moment('10:42', NaN)]).toEqual([undefined, undefined]);
});

test('words are found wherever they are, round about, and as they are written', () => {
  const { captions, search } = open(900);
  search.words = '  SESSIONS,   for ';
  expect(search.matches).toHaveLength(90);
  expect(search.go(-1)?.id).toBe(893);
  expect(search.go(1)?.id).toBe(3);
  expect(search.go(1)?.id).toBe(13);
  more(captions, 900, 1000);
  expect([search.matches.length, search.position]).toEqual([100, 2]);
  search.words = 'sessions.*';
  expect([search.matches.length, search.position]).toEqual([0, 0]);
  expect(search.go(1)).toBeUndefined();
  search.words = ' ';
  expect([search.matches.length, search.parts('a b')]).toEqual([0, [{ text: 'a b', hit: false }]]);
});

test('what is found is marked, as often as it is there', () => {
  const { search } = open(1);
  search.words = '(a)';
  expect(search.parts('(A) or (a)?')).toEqual([
    { text: '(A)', hit: true },
    { text: ' or ', hit: false },
    { text: '(a)', hit: true },
    { text: '?', hit: false },
  ]);
});
