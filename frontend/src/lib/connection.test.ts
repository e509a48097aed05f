import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Connection, type Link, type Listener } from './connection.ts';
import { FakeSocket } from '../test.socket.ts';
import type { Hello, Patch } from './protocol.gen.ts';

interface Sent {
  hello?: Hello;
  follow?: Record<string, string>;
  n?: number;
  id?: string;
  do?: string;
}

/** The server's end of the line. */
class Line extends FakeSocket<Sent> {
  static get lines(): Line[] {
    return FakeSocket.all as Line[];
  }
  static get last(): Line {
    return Line.lines[Line.lines.length - 1] as Line;
  }
  get asks(): Sent[] {
    return this.sent.filter(({ n }) => n !== undefined);
  }
  welcomes(): void {
    this.onopen?.();
    this.says({
      welcome: { person: 'ann', name: 'Ann', roles: ['chair'], now: '2026-11-24T10:00:00Z', limits: {} },
    });
  }
}

let links: Link[];
let patches: Patch[];
const listener: Listener = {
  link: (link) => links.push(link),
  welcome: () => undefined,
  now: () => undefined,
  patch: (patch) => patches.push(patch),
};
let connection: Connection;
const connect = (): void => {
  connection = new Connection('m1', 'secret', ['meeting', 'me'], listener);
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Line);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  [FakeSocket.all, links, patches] = [[], [], []];
});
afterEach(() => {
  connection.close();
});

test('when the device says that it is offline, the line is lost at once, not when its socket notices', () => {
  connect();
  Line.last.welcomes();
  dispatchEvent(new Event('offline'));
  expect(links.at(-1)).toMatchObject({ is: 'lost' });
  expect(Line.last.closed).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(Line.lines).toHaveLength(2);
  dispatchEvent(new Event('offline'));
  expect(links.filter(({ is }) => is === 'lost')).toHaveLength(2);
});

test('the first frame says who it is and that it has seen nothing', () => {
  connect();
  Line.last.welcomes();
  expect(Line.last.sent[0]?.hello).toMatchObject({
    session: 'secret',
    version: 1,
    feeds: { meeting: '', me: '' },
  });
  expect(links.map(({ is }) => is)).toEqual(['connecting', 'up']);
});

test('after a loss each feed goes on from the last change that was seen', () => {
  connect();
  Line.last.welcomes();
  Line.last.says({ feed: 'meeting', cursor: 'e:7', set: {} });
  Line.last.drops();
  vi.advanceTimersByTime(1000);
  expect(Line.lines).toHaveLength(2);
  Line.last.welcomes();
  expect(Line.last.sent[0]?.hello?.feeds).toEqual({ meeting: 'e:7', me: '' });
});

test('what was not answered is asked again under the same id, in order, and only that', async () => {
  connect();
  Line.last.welcomes();
  const first = connection.ask({ do: 'open_queue', in: {} });
  const second = connection.ask({ do: 'lower_hand', in: { hand: 4 } });
  const [one, two] = Line.last.asks;
  Line.last.says({ n: one?.n, seq: 9 });
  expect(await first).toEqual({ n: 1, seq: 9 });
  Line.last.drops();
  const third = connection.ask({ do: 'close_queue', in: {} });
  vi.advanceTimersByTime(1000);
  Line.last.welcomes();
  expect(Line.last.asks.map((ask) => ask.do)).toEqual(['lower_hand', 'close_queue']);
  expect(Line.last.asks[0]?.id).toBe(two?.id);
  Line.last.says({ n: 2, code: 'unknown', text: 'That is not there.' });
  Line.last.says({ n: 3, seq: 12 });
  expect(await second).toMatchObject({ code: 'unknown' });
  expect(await third).toMatchObject({ seq: 12 });
});

describe('waits', () => {
  test('are drawn from one second, then from ever more, up to thirty', () => {
    connect();
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      const before = Line.lines.length;
      Line.last.drops();
      vi.advanceTimersByTime(seconds * 500 - 1);
      expect(Line.lines).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(Line.lines).toHaveLength(before + 1);
    }
  });

  test('begin anew after a line that held', () => {
    connect();
    for (let i = 0; i < 5; i++) {
      Line.last.drops();
      vi.advanceTimersByTime(15_000);
    }
    Line.last.welcomes();
    for (let i = 0; i < 4; i++) {
      vi.advanceTimersByTime(10_000);
      Line.last.says({ now: '2026-11-24T10:00:10Z' });
    }
    const before = Line.lines.length;
    Line.last.drops();
    vi.advanceTimersByTime(500);
    expect(Line.lines).toHaveLength(before + 1);
  });

  test('are drawn from what the server announces when it restarts, and not shortened', () => {
    connect();
    Line.last.welcomes();
    Line.last.drops(1012, '8');
    window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(3999);
    expect(Line.lines).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(Line.lines).toHaveLength(2);
  });

  test('are cut short when the network is back', () => {
    connect();
    for (let i = 0; i < 5; i++) {
      Line.last.drops();
      vi.advanceTimersByTime(15_000);
    }
    const before = Line.lines.length;
    Line.last.drops();
    window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(500);
    expect(Line.lines).toHaveLength(before + 1);
  });
});

test('a line that says nothing for 25 seconds is given up', () => {
  connect();
  Line.last.welcomes();
  vi.advanceTimersByTime(24_999);
  expect(Line.last.closed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(Line.lines[0]?.closed).toBe(true);
  expect(links[links.length - 1]?.is).toBe('lost');
});

test.each([4501, 4503, 4504, 4509, 4526])(
  'close code %i is the end, and what was asked is answered',
  async (code) => {
    connect();
    Line.last.welcomes();
    const asked = connection.ask({ do: 'open_queue', in: {} });
    Line.last.drops(code);
    vi.advanceTimersByTime(120_000);
    expect(Line.lines).toHaveLength(1);
    expect(links[links.length - 1]).toEqual({ is: 'over', code });
    expect(await asked).toMatchObject({ code: 'gone' });
  },
);

test.each([1000, 1001, 4408, 4429])('close code %i is a loss like any other', (code) => {
  connect();
  Line.last.welcomes();
  Line.last.drops(code);
  vi.advanceTimersByTime(500);
  expect(Line.lines).toHaveLength(2);
});

test('following another channel names all feeds, and late patches of the old one are dropped', () => {
  connect();
  Line.last.welcomes();
  connection.follow(['meeting', 'me', 'captions/fr']);
  expect(Line.last.sent[1]?.follow).toEqual({ meeting: '', me: '', 'captions/fr': '' });
  Line.last.says({ feed: 'captions/en', cursor: '1', set: {} });
  Line.last.says({ feed: 'captions/fr', cursor: '1', set: {} });
  expect(patches.map(({ feed }) => feed)).toEqual(['captions/fr']);
});

test('what comes in pieces is one patch, also over a lost line; text is shown piece by piece', () => {
  connect();
  Line.last.welcomes();
  Line.last.says({ feed: 'meeting', cursor: '1', reset: true, more: true, set: { a: 1, b: 1 } });
  expect(patches).toEqual([]);
  Line.last.drops(1006);
  vi.advanceTimersByTime(1000);
  Line.last.welcomes();
  expect(Line.last.sent[0]?.hello).toMatchObject({ feeds: { meeting: '1' } });
  Line.last.says({ feed: 'meeting', cursor: '2', set: { b: 2, c: 2 } });
  expect(patches).toEqual([{ feed: 'meeting', cursor: '2', reset: true, set: { a: 1, b: 2, c: 2 } }]);
  connection.follow(['meeting', 'me', 'captions/en']);
  Line.last.says({ feed: 'captions/en', cursor: '1', reset: true, more: true, set: {} });
  expect(patches).toHaveLength(2);
});
