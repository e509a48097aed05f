import { expect, test } from 'vitest';
import { Outbox, words } from './outbox.ts';
import type { Op } from './protocol.gen.ts';

const AT = Date.parse('2026-11-24T14:42:00Z');
const brief = (ops: Op[]): string[] => ops.map(({ n, op, s, c }) => `${n} ${op} ${s ?? c ?? ''}`.trim());
const type = (box: Outbox, text: string, at = AT): void => {
  for (const s of text) box.add({ op: 't', s }, at);
};

test('what is typed while nothing can be sent is put together, and what is taken back of it is never sent', () => {
  const box = new Outbox();
  type(box, 'mornign');
  box.add({ op: 'e', c: 2 }, AT);
  type(box, 'ng');
  box.add({ op: 'nl' }, AT);
  box.add({ op: 't', s: 'x' }, AT);
  box.add({ op: 'e', c: 1 }, AT);
  expect(brief(box.after(0))).toEqual(['1 t morning', '2 nl']);
});

test('an erase that reaches further back than what waits goes on from there', () => {
  const box = new Outbox();
  type(box, 'sent');
  box.after(0);
  type(box, 'ab');
  box.add({ op: 'e', c: 3 }, AT);
  box.add({ op: 'e', c: 1 }, AT);
  expect(brief(box.after(1))).toEqual(['2 e 2']);
});

test('what may have arrived is not changed any more', () => {
  const box = new Outbox();
  type(box, 'a');
  box.after(0);
  type(box, 'b');
  expect(brief(box.pending.ops)).toEqual(['1 t a', '2 t b']);
});

test('what was typed later than a second has its own time, for the record may have changed', () => {
  const box = new Outbox();
  type(box, 'a');
  type(box, 'b', AT + 999);
  type(box, 'c', AT + 1000);
  expect(box.pending.ops.map(({ s, at }) => [s, at])).toEqual([
    ['ab', '2026-11-24T14:42:00.000Z'],
    ['c', '2026-11-24T14:42:01.000Z'],
  ]);
});

test('what is acknowledged is forgotten, and the numbers go on', () => {
  const box = new Outbox();
  for (const op of ['nl', 'p', 'clear']) box.add({ op }, AT);
  box.after(0);
  box.acknowledge(2);
  expect(brief(box.after(2))).toEqual(['3 clear']);
  box.acknowledge(3);
  expect(box.add({ op: 'nl' }, AT)).toBe(4);
});

test('after a reload what was kept comes first, and what the server has is not sent again', () => {
  const box = new Outbox();
  type(box, 'new');
  box.restore({
    acked: 4,
    off: false,
    ops: [
      { op: 't', n: 5, s: 'kept ' },
      { op: 'nl', n: 6 },
    ],
  });
  expect(brief(box.pending.ops)).toEqual(['5 t kept', '6 nl', '7 t new']);
  box.welcome(5);
  expect(brief(box.after(5))).toEqual(['6 nl', '7 t new']);
});

test('where the last of what was sent was not kept, what is new is not taken for it', () => {
  const box = new Outbox();
  box.restore({ acked: 4, off: false, ops: [] });
  type(box, 'new');
  box.welcome(6);
  expect(brief(box.after(6))).toEqual(['7 t new']);
});

test('it knows whether what was taken went off the record', () => {
  const box = new Outbox();
  box.add({ op: 'record' }, AT);
  box.add({ op: 't', s: 'secret' }, AT);
  expect(box.pending.off).toBe(false);
  box.acknowledge(1);
  expect(box.pending.off).toBe(true);
  box.add({ op: 'record', on: true }, AT);
  box.refuse(3);
  box.acknowledge(3);
  expect(box.pending.off).toBe(true);
});

test('words that wait are counted as they are read', () => {
  expect(words([])).toBe(0);
  const ops = [{ op: 't', s: 'two wo' }, { op: 't', s: 'rds' }, { op: 'nl' }, { op: 't', s: 'more' }];
  expect(words(ops)).toBe(3);
  expect(words([{ op: 'e', c: 4 }])).toBe(0);
});

test('what is off the record is not kept on the device, and leaves its numbers', () => {
  const box = new Outbox();
  box.add({ op: 't', s: 'kept ' }, AT);
  box.add({ op: 'record', on: false }, AT);
  box.add({ op: 't', s: 'secret' }, AT);
  box.add({ op: 'fix', seg: 1, base: 1, text: 'secret' }, AT);
  expect(box.lasting(false).silent).toBe(true);
  box.add({ op: 'record', on: true }, AT);
  box.add({ op: 't', s: ' kept' }, AT);
  expect(brief(box.lasting(false).ops)).toEqual([
    '1 t kept',
    '2 record',
    '3 clear',
    '4 clear',
    '5 record',
    '6 t  kept',
  ]);
  expect(JSON.stringify(box.lasting(true).ops[0])).not.toContain('kept');
  expect(box.lasting(true).silent).toBe(false);
  expect(brief(box.pending.ops)[2]).toBe('3 t secret');

  const again = new Outbox();
  again.restore({ acked: 7, off: true, ops: [] });
  again.add({ op: 't', s: 'secret' }, AT);
  expect(JSON.stringify(again.lasting(false))).not.toContain('secret');
});
