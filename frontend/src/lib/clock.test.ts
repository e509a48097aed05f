import { beforeEach, expect, test, vi } from 'vitest';
import { Clock, minutesAndSeconds, remaining } from './clock.svelte.ts';
import type { Turn } from './protocol.gen.ts';

beforeEach(() => vi.useFakeTimers());

const turn: Turn = {
  id: 1,
  class: 'topic',
  began: '2026-11-24T10:00:00Z',
  limit: 120,
  paused: 0,
  paused_at: null,
};
const at = (time: string): number => Date.parse(time);

test.each([-300, 0, 300])('a device that is %i seconds wrong shows the same remaining time', (wrong) => {
  vi.setSystemTime(at('2026-11-24T10:00:30Z') + wrong * 1000);
  const clock = new Clock();
  clock.sample('2026-11-24T10:00:30Z', 40);
  vi.advanceTimersByTime(10_000);
  clock.tick();
  expect(remaining(turn, clock.now)).toBeCloseTo(80, 0);
});

test('the quickest round trip decides, and a slow heartbeat does not set the clock back', () => {
  const clock = new Clock();
  clock.sample('2026-11-24T10:00:00.000Z', 4000);
  clock.sample('2026-11-24T10:00:01.980Z', 40);
  const exact = clock.now;
  clock.sample('2026-11-24T10:00:00.500Z');
  expect(clock.now).toBe(exact);
  expect(exact).toBeCloseTo(at('2026-11-24T10:00:02Z'), -1);
});

test('after the device has slept the newest sample is right', () => {
  const clock = new Clock();
  clock.sample('2026-11-24T10:00:00Z', 20);
  clock.sample('2026-11-24T11:00:00Z');
  expect(clock.now).toBe(at('2026-11-24T11:00:00Z'));
});

test('pauses do not count, and while it is paused the clock stands', () => {
  const now = at('2026-11-24T10:01:30Z');
  expect(remaining({ ...turn, paused: 20 }, now)).toBe(50);
  expect(remaining({ ...turn, paused_at: '2026-11-24T10:00:40Z' }, now)).toBe(80);
  expect(remaining(turn, at('2026-11-24T10:02:10Z'))).toBe(-10);
});

test('seconds are shown as a clock', () => {
  expect([125, 59.6, 0, -70].map(minutesAndSeconds)).toEqual(['2:05', '1:00', '0:00', '1:10']);
});
