import { expect, test } from 'vitest';
import { Captions } from './captions.svelte.ts';
import type { Segment } from './protocol.gen.ts';

const segment = (id: number, speaker: string, text: string, final = true): Segment => ({
  ...{ id, rev: 1, text, final, speaker, at: '2026-11-24T14:02:00Z', gap: false },
});
const patch = (set: Record<string, unknown>, reset = false) => ({
  feed: 'captions/en',
  cursor: '1',
  reset,
  set,
});
const of = (...segments: Segment[]): Captions => {
  const captions = new Captions();
  captions.apply(patch(Object.fromEntries(segments.map((one) => [`seg/${one.id}`, one])), true));
  return captions;
};
const blocks = ({ lines, growing }: Captions) =>
  [...lines, ...growing].map(({ heads, block }) => `${heads ? '*' : ''}${block}`);

test('a block is one speaker’s, and a sound interrupts nobody', () => {
  const captions = of(
    segment(1, '', '[music]'),
    segment(2, 'Ann', 'Good morning.'),
    segment(3, '', '[applause]'),
    segment(4, 'Ann', 'Thank you.'),
    segment(5, '', 'Louder!'),
    segment(6, 'Ann', 'Is it'),
    segment(7, 'Ann', 'bett', false),
  );
  expect(blocks(captions)).toEqual(['', '*Ann', 'Ann', 'Ann', '*', '*Ann', 'Ann']);
});

test('chevrons without a name begin a block each', () => {
  const captions = of(
    segment(1, 'Ann', 'Who is that?'),
    segment(2, '', '>> Me. And I'),
    segment(3, '', 'go on.'),
    segment(4, '', '>> And me.'),
  );
  expect(blocks(captions)).toEqual(['*Ann', '*', '', '*']);
});

test('what grows begins a block as it will when it is finished', () => {
  expect(
    blocks(of(segment(1, 'Ann', '[laughs]'), segment(2, '', '(applause)'), segment(3, 'Ann', 'So', false))),
  ).toEqual(['*Ann', 'Ann', 'Ann']);
  expect(blocks(of(segment(1, 'Ann', 'Bob?'), segment(2, '', 'Her', false)))).toEqual(['*Ann', '*']);
});

test('what is no segment is no line', () => {
  const captions = of(segment(1, 'Ann', 'Good morning.'));
  const since = '2026-11-24T10:42:00Z';
  expect(captions.apply(patch({ source: { state: 'lost', since }, weather: 'fine', 'segue/2': {} }))).toEqual(
    [],
  );
  expect(captions.lines.map(({ id }) => id)).toEqual([1]);
  expect(captions.source).toEqual({ state: 'lost', since });
  captions.apply(patch({ 'seg/2': segment(2, 'Ann', 'Again.'), source: null }));
  expect(captions.lines).toHaveLength(2);
  expect(captions.source).toBeUndefined();
});

test('a channel that comes whole forgets what was', () => {
  const captions = of(segment(1, 'Ann', 'Good morning.'));
  captions.apply(patch({ source: { state: 'lost', since: '' } }));
  captions.apply(patch({ 'seg/9': segment(9, 'Bob', 'Hello.') }, true));
  expect(captions.lines.map(({ id }) => id)).toEqual([9]);
  expect(captions.source).toBeUndefined();
});
