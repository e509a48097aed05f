import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { Held } from './held.svelte.ts';
import type { Line } from './lines.ts';

const line = (id: number, text: string, more: Partial<Line> = {}): Line => ({
  id,
  item: 1,
  rev: 1,
  text,
  kind: 'note',
  number: '',
  who: '',
  quote: undefined,
  was: [],
  own: false,
  hidden: false,
  ...more,
});

/** Lines as a reader sees them, of which those on item 2 stand where the minutes grow. */
function reading(...first: Line[]) {
  let now = $state.raw(first);
  const held = new Held(
    () => now,
    ({ item }) => item === 2,
  );
  held.take();
  return {
    held,
    texts: () => held.shown.map(({ text }) => text),
    set: (...lines: Line[]) => {
      flushSync(() => (now = lines));
      held.take();
    },
  };
}

// acc-D2
test('what was read stays until it is asked for, and what is new at the end comes by itself', () => {
  const { held, texts, set } = reading(line(1, 'One'), line(2, 'Two'));
  set(line(1, 'Uno', { rev: 2 }), line(3, 'Three', { item: 2 }));
  expect(texts()).toEqual(['One', 'Two', 'Three']);
  expect(held.pending).toEqual([1, 2]);
  expect(held.show()).toBe(1);
  expect(texts()).toEqual(['Uno', 'Three']);
  expect(held.pending).toEqual([]);
  expect(held.changed).toEqual([1, 2]);
});

test('a line that goes on comes by itself, too', () => {
  const { held, texts, set } = reading(line(1, 'One'));
  set(line(1, 'One and a half', { rev: 2 }));
  expect(texts()).toEqual(['One and a half']);
  expect(held.pending).toEqual([]);
});

test('a line that comes further up waits, too', () => {
  const { held, texts, set } = reading(line(1, 'One'), line(2, 'Two', { item: 2 }));
  set(line(1, 'One'), line(2, 'Two', { item: 2 }), line(3, 'Late'));
  expect(texts()).toEqual(['One', 'Two']);
  expect(held.show()).toBe(3);
  expect(texts()).toEqual(['One', 'Two', 'Late']);
});

test('a line that has come by itself is held like all others from then on', () => {
  const { held, texts, set } = reading(line(1, 'One'));
  set(line(1, 'One'), line(2, 'Two', { item: 2 }));
  set(line(1, 'One'), line(2, 'Zwei', { item: 2, rev: 2 }));
  expect(texts()).toEqual(['One', 'Two']);
  expect(held.pending).toEqual([2]);
});

test('who comes in sees all at once', () => {
  const { held, texts } = reading(line(1, 'One'), line(2, 'Two'));
  expect(texts()).toEqual(['One', 'Two']);
  expect(held.pending).toEqual([]);
});
