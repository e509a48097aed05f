import { expect, test } from 'vitest';
import { about, hands, papers, queue } from '../../fixtures/meeting.ts';
import { Captions } from './captions.svelte.ts';
import { Meeting } from './meeting.svelte.ts';
import type { Patch, Segment } from './protocol.gen.ts';

const patch = (set: Record<string, unknown>, reset = false) => ({ feed: 'meeting', cursor: '1', reset, set });

test('null takes a value away, reset takes all away that is not named', () => {
  const meeting = new Meeting();
  meeting.apply(patch({ meeting: about, ...papers }));
  expect(meeting.notes.map(({ id }) => id)).toEqual([20, 22, 24]);
  meeting.apply(patch({ 'note/22': null }));
  expect(meeting.notes.map(({ id }) => id)).toEqual([20, 24]);
  meeting.apply(patch({ meeting: about }, true));
  expect(meeting.notes).toEqual([]);
});

test('a reset of the meeting does not forget who I am', () => {
  const meeting = new Meeting();
  meeting.apply({ feed: 'me', cursor: '1', set: { me: { person: 'p2', name: 'Ann', roles: ['deputy'] } } });
  meeting.apply(patch({ meeting: about, queue: queue({ hands: hands(3) }) }, true));
  expect(meeting.place).toBe(2);
  expect(meeting.may('lead')).toBe(true);
  expect(meeting.myHand?.id).toBe(2);
});

test('my place is the one in the queue that is shown, though what is only mine came before it', () => {
  const meeting = new Meeting();
  meeting.apply(patch({ meeting: about, queue: queue({ hands: [] }) }));
  meeting.apply({ feed: 'me', cursor: '1', set: { me: { person: 'p1', name: 'Ann', place: 1 } } });
  expect(meeting.place).toBe(0);
  meeting.apply(patch({ queue: queue({ hands: hands(1) }) }));
  expect(meeting.place).toBe(1);
});

test('an answer is settled when the page has come as far', async () => {
  const meeting = new Meeting();
  meeting.apply(patch({ meeting: { ...about, seq: 7 } }));
  let settled = false;
  const reached = meeting.reached(8).then(() => (settled = true));
  await Promise.resolve();
  expect(settled).toBe(false);
  meeting.apply(patch({ meeting: { ...about, seq: 8 } }));
  await reached;
  expect(settled).toBe(true);
});

test('captions stand in the order of the text, whenever they come, and a correction changes its line', () => {
  const captions = new Captions();
  const line = (id: number, text: string, more: Partial<Segment> = {}): Segment => ({
    ...{ id, rev: 1, text, final: true, speaker: 'Ann', at: '2026-11-24T14:02:00Z', gap: false },
    ...more,
  });
  const give = (...segments: Segment[]) =>
    captions.apply({
      feed: 'captions/en',
      cursor: '1',
      set: Object.fromEntries(segments.map((segment) => [`seg/${segment.id}`, segment])),
    });
  expect(give(line(1, 'One.'), line(3, 'thr', { final: false }))).toHaveLength(1);
  expect(captions.growing.map(({ text }) => text)).toEqual(['thr']);
  expect(give(line(3, 'Three.', { rev: 2, speaker: 'Bob' })).map(({ text }) => text)).toEqual(['Three.']);
  expect(give(line(2, 'Two.'), line(1, 'ONE.', { rev: 2 })).map(({ text }) => text)).toEqual(['Two.']);
  expect(captions.lines.map(({ text, heads }) => [text, heads])).toEqual([
    ['ONE.', true],
    ['Two.', false],
    ['Three.', true],
  ]);
  give(
    line(4, '[ Applause ]', { speaker: '' }),
    line(5, 'Five.', { speaker: 'Bob' }),
    line(6, 'Yes.', { speaker: '' }),
  );
  expect(captions.lines.slice(3).map(({ heads }) => heads)).toEqual([false, false, true]); // a sound interrupts nobody
  captions.apply({
    feed: 'captions/en',
    cursor: '2',
    set: { 'seg/2': null, 'seg/4': null, 'seg/5': null, 'seg/6': null },
  });
  expect(captions.lines).toHaveLength(2);
});

test('what is said off the record stands where it was said, and goes without a trace', () => {
  const captions = new Captions();
  const line = (id: number, text: string, minute: number): Segment => ({
    ...{ id, rev: 1, text, final: true, speaker: 'Ann', gap: false },
    at: `2026-11-24T14:0${minute}:00Z`,
  });
  const set = (...segments: Segment[]) =>
    Object.fromEntries(segments.map((segment) => [`seg/${segment.id}`, segment]));
  const said = () => captions.lines.map(({ text, live }) => (live ? `(${text})` : text));
  captions.applyLive({ feed: 'live/en', cursor: '1', set: set(line(1, 'Two.', 2), line(2, 'Three.', 3)) });
  captions.apply({ feed: 'captions/en', cursor: '1', reset: true, set: set(line(1, 'One.', 1)) });
  captions.apply({ feed: 'captions/en', cursor: '2', set: set(line(2, 'Four.', 4)) });
  expect(said()).toEqual(['One.', '(Two.)', '(Three.)', 'Four.']);
  expect(new Set(captions.lines.map(({ id }) => id)).size).toBe(4);
  captions.applyLive({ feed: 'live/en', cursor: '3', reset: true, set: {} });
  expect(said()).toEqual(['One.', 'Four.']);
});

test('a long text is the past until its last piece has come', () => {
  const captions = new Captions();
  const piece = (id: number, more: Partial<Patch>) =>
    captions.apply({
      ...{ feed: 'captions/en', cursor: String(id), ...more },
      set: {
        [`seg/${id}`]: {
          ...{ id, rev: 1, text: `${id}.`, final: true, speaker: '', at: '2026-11-24T14:02:00Z', gap: false },
        },
      },
    });
  expect(piece(1, { reset: true, more: true })).toEqual([]);
  expect(piece(2, { more: true })).toEqual([]);
  expect(captions.lines).toHaveLength(2);
  expect(piece(3, {})).toEqual([]);
  expect(piece(4, {})).toHaveLength(1);
});

test('labels are known beside who is here, and change one by one', () => {
  const meeting = new Meeting();
  const label = (label: string, person: string, sure = true) => ({
    [`label/${label}`]: { label, person, name: person, body: '', sure },
  });
  const give = (set: object, reset = false) =>
    meeting.apply({ feed: 'presence', cursor: '1', reset, set: set as Patch['set'] });
  give({ ...label('ANN', 'p1'), ...label('BOBB', 'p2', false) }, true);
  give(label('BOBB', 'p2'));
  expect(meeting.labels.map(({ label, sure }) => [label, sure])).toEqual([
    ['ANN', true],
    ['BOBB', true],
  ]);
  expect(meeting.label('ANN')?.person).toBe('p1');
  give({ 'label/BOBB': null });
  expect(meeting.labels.map(({ label }) => label)).toEqual(['ANN']);
  give({}, true);
  expect(meeting.label('ANN')).toBeUndefined();
});

test('how captions do is known to those who are told, one channel at a time', () => {
  const meeting = new Meeting();
  const give = (set: object) => meeting.apply({ feed: 'presence', cursor: '1', set: set as Patch['set'] });
  give({
    'label/ANN': { label: 'ANN' },
    'health/en': { frame: null, paint: null, delay: null, alarms: ['capitals'] },
  });
  expect(meeting.health('en')?.alarms).toEqual(['capitals']);
  expect(meeting.health('fr')).toBeUndefined();
  expect(meeting.labels).toHaveLength(1);
  give({ 'health/en': null });
  expect(meeting.health('en')).toBeUndefined();
});

test('bodies that are here and silent are told of once another has spoken', () => {
  const meeting = new Meeting();
  meeting.apply({
    feed: 'presence',
    cursor: '1',
    set: {
      'present/p': { person: 'p', name: 'Ann', body: 'Islands', roles: [] },
    },
  });
  const heard = (unheard: string[]) =>
    meeting.apply({
      feed: 'meeting',
      cursor: '1',
      set: {
        meeting: { ...about, bodies: ['Libraries', 'Islands', 'Seniors'] },
        heard: { item: 1, unheard },
      },
    });
  heard(['Libraries', 'Islands', 'Seniors']);
  expect(meeting.unheard).toEqual([]);
  heard(['Islands', 'Seniors']);
  expect(meeting.unheard).toEqual(['Islands']);
});
