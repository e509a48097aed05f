import { expect, test } from 'vitest';
import { about, agenda, NOW } from '../../fixtures/meeting.ts';
import { dropped, ends, moves } from './agenda.ts';
import type { Item } from './protocol.gen.ts';

const item = (number: string) => agenda.find((one) => one.number === number) as Item;
const to = (number: string) => moves(agenda, item(number));

test('where an item can go', () => {
  expect(to('2')).toMatchObject({
    up: { in: { item: 11, after: 0 } },
    down: { in: { item: 11, after: 12 } },
    in: { in: { item: 11, parent: 10 } },
    out: undefined,
    place: 2,
    of: 6,
  });
  expect(to('1')).toMatchObject({ up: undefined, in: undefined });
  expect(to('6').down).toBeUndefined();
  expect(to('3').in, 'it is three levels high').toBeUndefined();
  expect(to('3.2')).toMatchObject({
    up: { in: { item: 14, after: 0 } },
    down: undefined,
    in: undefined, // what is below it would be four levels deep
    out: { in: { item: 14, parent: 0, after: 12 } },
  });
  expect(to('3.1').in).toBeUndefined();
  expect(to('3.2.1').out).toEqual({ do: 'move_item', in: { item: 18, parent: 12, after: 14 } });
});

test('to a position among its siblings', () => {
  expect(to('1').to(1), 'where it is').toBeUndefined();
  expect(to('1').to(3)).toEqual({ do: 'move_item', in: { item: 10, after: 12 } });
  expect(to('6').to(1)).toEqual({ do: 'move_item', in: { item: 17, after: 0 } });
  expect(to('6').to(2)).toEqual({ do: 'move_item', in: { item: 17, after: 10 } });
  expect(to('6').to(7)).toBeUndefined();
  expect(to('6').to(0)).toBeUndefined();
});

test('what the mouse drops goes where the other one was', () => {
  expect(dropped(agenda, 17, 14)).toEqual({ do: 'move_item', in: { item: 17, parent: 12, after: 13 } });
  expect(dropped(agenda, 17, 10)).toEqual({ do: 'move_item', in: { item: 17, parent: 0, after: 0 } });
  expect(dropped(agenda, 10, 0)).toEqual({ do: 'move_item', in: { item: 10, parent: 0 } });
});

test('when the item and the meeting end, by what is planned', () => {
  const now = Date.parse(NOW);
  const minutes = (at: number) => Math.round((at - now) / 60_000);
  const all = { ...about, ahead: 1800 };
  const left = ends(all, item('3.1'), now); // 790 of 1200 seconds have passed
  expect([minutes(left.item), minutes(left.meeting)]).toEqual([7, 37]);
  const over = ends(all, { ...item('3.1'), minutes: 5 }, now);
  expect([minutes(over.item), minutes(over.meeting)], 'it is over its time').toEqual([0, 30]);
  const again = ends(all, { ...item('3.1'), spent: 600 }, now);
  expect(minutes(again.item), 'it was under discussion before').toBe(0);
  expect(minutes(ends(all, undefined, now).meeting)).toBe(30);
});
