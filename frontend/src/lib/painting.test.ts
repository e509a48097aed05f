import { beforeEach, expect, test, vi } from 'vitest';
import { painting } from './painting.ts';
import type { Painted, Patch } from './protocol.gen.ts';
import { bySocket } from './socket.ts';
import { FakeSocket } from '../test.socket.ts';

const patch = (cursor: string, more: Partial<Patch> = {}): Patch => ({
  ...{ feed: 'captions/en', cursor, set: {} },
  ...more,
});
let said: Painted[];
let paints: (patch: Patch) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(10_000);
  said = [];
  paints = painting(({ painted }) => said.push(painted));
});

test('a patch of captions is told when it is drawn', () => {
  paints(patch('1-7'));
  expect(said).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(said).toEqual([{ feed: 'captions/en', cursor: '1-7', took: expect.any(Number) as number }]);
  expect(said[0]?.took).toBeGreaterThan(0);
  expect(said[0]?.took).toBeLessThanOrEqual(50);
});

test('one a second, and nothing of other feeds, nor of what was before', () => {
  paints(patch('1-1', { reset: true }));
  paints(patch('1-1', { feed: 'meeting' }));
  for (const cursor of ['1-2', '1-3', '1-4']) {
    paints(patch(cursor));
    vi.advanceTimersByTime(600);
  }
  expect(said.map(({ cursor }) => cursor)).toEqual(['1-2', '1-4']);
});

test('a hidden page says nothing: it draws nothing', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  paints(patch('1-2'));
  vi.advanceTimersByTime(1200);
  hidden.mockReturnValue(false);
  paints(patch('1-3'));
  hidden.mockReturnValue(true);
  vi.advanceTimersByTime(1200);
  expect(said).toEqual([]);
});

test.each([true, false])('a page says so where the server has asked for it: %s', async (paint) => {
  vi.stubGlobal('WebSocket', FakeSocket);
  const patches: Patch[] = [];
  const ear = { alive: vi.fn(), up: vi.fn(), now: vi.fn(), answer: vi.fn(), lost: vi.fn() };
  const goal = { path: '/m', session: '', positions: () => ({}) };
  bySocket(goal, { ...ear, patch: (one) => void patches.push(one) });
  const socket = FakeSocket.all.at(-1) as FakeSocket<{ painted?: Painted }>;
  socket.opens();
  socket.says({ welcome: { ...(paint && { paint }) } });
  await vi.dynamicImportSettled();
  socket.says(patch('1-7'));
  vi.advanceTimersByTime(50);
  expect(patches).toHaveLength(1);
  expect(socket.sent.flatMap(({ painted }) => painted?.cursor ?? [])).toEqual(paint ? ['1-7'] : []);
  vi.unstubAllGlobals();
});
