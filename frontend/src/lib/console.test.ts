import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Link } from './connection.ts';
import { Console } from './console.svelte.ts';
import { FakeSocket } from '../test.socket.ts';
import type { Op } from './protocol.gen.ts';

/** The server's end of the line. */
class Line extends FakeSocket<Op> {
  static get last(): Line {
    return Line.all[Line.all.length - 1] as Line;
  }
  welcomes(n = 0): void {
    this.opens();
    this.says({ op: 'welcome', n, now: '2026-11-24T14:42:00Z', title: '', lang: 'en' });
  }
  override drops(code = 1006, reason = ''): void {
    this.readyState = 3;
    super.drops(code, reason);
  }
  /** What it was sent that has a number. */
  get ops(): string[] {
    return this.sent.filter(({ n }) => n !== undefined).map(({ n, op, s = '' }) => `${n} ${op} ${s}`.trim());
  }
}

let made: Console;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Line);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  FakeSocket.all = [];
  made = new Console('cvs_x');
  await made.start();
});
afterEach(() => {
  made.close();
});

const type = (text: string): void => {
  for (const s of text) made.do({ op: 't', s });
};
const is = (): Link['is'] => made.link.is;

test('the secret is in the first frame, and not in the address', () => {
  Line.last.opens();
  expect(Line.last.url).toBe(`ws://${location.host}/captions/socket`);
  expect(Line.last.sent).toEqual([
    {
      op: 'hello',
      proto: 1,
      client: 'console/1',
      secret: 'cvs_x',
      at: expect.any(String) as string,
      resume: { src: expect.stringMatching(/^[-0-9a-f]{36}$/) as string, n: 0 },
    },
  ]);
});

test('each key goes at once, with its number and its time', () => {
  Line.last.welcomes();
  type('ab');
  expect(Line.last.ops).toEqual(['1 t a', '2 t b']);
  expect(Line.last.sent[2]?.at).toBe(new Date().toISOString());
});

test('what is typed before the line is there goes in one, once it is', () => {
  type('early');
  expect(Line.last.sent).toEqual([]);
  Line.last.welcomes();
  expect(Line.last.ops).toEqual(['1 t early']);
});

test('after a lost line it goes on where the server is, and sends again what the server has not', () => {
  Line.last.welcomes();
  type('abc');
  Line.last.says({ op: 'ack', n: 1 });
  Line.last.drops();
  expect(is()).toBe('lost');
  type('de');
  vi.advanceTimersByTime(1000);
  Line.last.opens();
  expect(Line.last.sent[0]?.resume).toMatchObject({ n: 1 });
  Line.last.says({ op: 'welcome', n: 2 });
  expect(Line.last.ops).toEqual(['3 t c', '4 t de']);
  expect(is()).toBe('up');
});

test('what the server misses it gets', () => {
  Line.last.welcomes();
  type('abc');
  Line.last.says({ op: 'missing', n: 1 });
  expect(Line.last.ops.slice(3)).toEqual(['2 t b', '3 t c']);
});

test('the hello says when its own words are off the record', () => {
  Line.last.welcomes();
  made.do({ op: 'record' });
  Line.last.says({ op: 'ack', n: 1 });
  expect(made.off).toBe(true);
  Line.last.drops();
  vi.advanceTimersByTime(1000);
  Line.last.opens();
  expect(Line.last.sent[0]?.resume).toMatchObject({ n: 1, off: true });
});

test('words that wait are said to wait while there is no line, or when no answer comes', () => {
  Line.last.welcomes();
  type('two words');
  expect(made.waiting).toBe(0);
  vi.advanceTimersByTime(3000);
  expect(made.waiting).toBe(2);
  Line.last.says({ op: 'ack', n: 9 });
  expect(made.waiting).toBe(0);
  Line.last.drops();
  type('three more words');
  expect(made.waiting).toBe(3);
});

test('the delay is what a ping takes', () => {
  Line.last.welcomes();
  const t = Line.last.sent.find(({ op }) => op === 'ping')?.t;
  vi.advanceTimersByTime(34);
  Line.last.says({ op: 'pong', t });
  expect(made.delay).toBeGreaterThanOrEqual(33);
  expect(made.delay).toBeLessThan(36);
});

test('a line on which nothing comes any more is lost', () => {
  Line.last.welcomes();
  vi.advanceTimersByTime(6900);
  expect(is()).toBe('up');
  vi.advanceTimersByTime(200);
  expect(is()).toBe('lost');
  expect(Line.last.readyState).toBe(3);
  vi.advanceTimersByTime(1000);
  expect(Line.all).toHaveLength(2);
});

test('when the device is offline, it knows at once', () => {
  Line.last.welcomes();
  dispatchEvent(new Event('offline'));
  expect(is()).toBe('lost');
});

test('each attempt waits longer, and after a good line the first is quick again', () => {
  for (const wait of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
    const { length } = Line.all;
    Line.last.drops();
    vi.advanceTimersByTime(wait - 1);
    expect(Line.all).toHaveLength(length);
    vi.advanceTimersByTime(1);
    expect(Line.all).toHaveLength(length + 1);
  }
  Line.last.welcomes();
  type('a');
  Line.last.says({ op: 'ack', n: 1 });
  Line.last.drops();
  vi.advanceTimersByTime(500);
  Line.last.welcomes(1);
  expect(is()).toBe('up');
});

test('a wait that the server asks for is kept, also when the network comes back', () => {
  Line.last.welcomes();
  Line.last.drops(1012, '20');
  dispatchEvent(new Event('online'));
  vi.advanceTimersByTime(9_999);
  expect(Line.all).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(Line.all).toHaveLength(2);
});

test('when the network comes back, a long wait is not sat out', () => {
  for (let i = 0; i < 6; i++) {
    Line.last.drops();
    vi.advanceTimersByTime(15_000);
  }
  Line.last.drops();
  const { length } = Line.all;
  dispatchEvent(new Event('online'));
  vi.advanceTimersByTime(500);
  expect(Line.all).toHaveLength(length + 1);
});

test.each([4501, 4503, 4504, 4509, 4526])('after %i it does not come back', (code) => {
  Line.last.welcomes();
  Line.last.drops(code);
  expect(made.link).toEqual({ is: 'over', code });
  dispatchEvent(new Event('online'));
  vi.advanceTimersByTime(600_000);
  expect(Line.all).toHaveLength(1);
});

test('who asks is told why nothing was changed, or that it was done', async () => {
  Line.last.welcomes();
  const [first, second] = [made.ask({ op: 'fix', seg: 1, base: 1, text: 'x' }), made.ask({ op: 'nl' })];
  Line.last.says({ op: 'refused', n: 1, code: 'stale', text: 'Look again.' });
  Line.last.says({ op: 'ack', n: 2 });
  expect(await first).toMatchObject({ code: 'stale' });
  expect(await second).toBeUndefined();
  expect(made.refusal).toBe('');
  made.do({ op: 'shout' });
  Line.last.says({ op: 'refused', n: 3, code: 'malformed', text: 'There is no such op.' });
  expect(made.refusal).toBe('There is no such op.');
});

test('where nothing can be kept, it says so', () => {
  expect(made.lasts).toBe(false); // there is no IndexedDB here
});
