import { expect, test } from 'vitest';
import { turn } from '../../fixtures/meeting.ts';
import { Floors } from './floors.svelte.ts';

const time = (clock: string): string => `2026-11-24T14:${clock}Z`;
const ms = (clock: string): number => Date.parse(time(clock));
const ann = turn({ id: 1, name: 'Ann', began: time('40:00') });
const ben = turn({ id: 2, name: 'Ben', began: time('42:00') });

test('who had the floor is known from the turn’s beginning to its end', () => {
  const floors = new Floors();
  expect(floors.at(time('40:00'))).toBeUndefined();
  floors.note(ann, ms('40:30'));
  floors.note({ ...ann, paused: 10 }, ms('40:40'));
  floors.note(null, ms('41:30'));
  floors.note(null, ms('41:40'));
  floors.note(ben, ms('42:01'));
  const names = ['39:59', '40:00', '41:29', '41:30', '41:59', '42:00', '43:00'];
  expect(names.map((clock) => floors.at(time(clock))?.name)).toEqual([
    ...[undefined, 'Ann', 'Ann', undefined, undefined, 'Ben', 'Ben'],
  ]);
});

test('a turn follows another without a pause', () => {
  const floors = new Floors();
  floors.note(ann, ms('40:00'));
  floors.note(ben, ms('42:00'));
  expect([floors.at(time('41:59'))?.name, floors.at(time('42:00'))?.name]).toEqual(['Ann', 'Ben']);
});

test('under the Rule outsiders are told of turns without names, and know nobody', () => {
  const floors = new Floors();
  floors.note({ class: 'topic', limit: 180 }, ms('40:00'));
  expect(floors.at(time('40:30'))).toBeUndefined();
});
