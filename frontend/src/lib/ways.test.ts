import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection, type Link, type Listener } from './connection.ts';
import type { Patch } from './protocol.gen.ts';

/** A socket that a proxy swallows, unless a test lets it through. */
class Socket {
  static all: Socket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  constructor() {
    Socket.all.push(this);
  }
  send = () => undefined;
  close = () => undefined;
  refuses = () => this.onclose?.({ code: 1006, reason: '' });
  welcomes() {
    this.onopen?.();
    const welcome = { person: 'ann', name: 'Ann', roles: ['chair'], now: '2026-11-24T10:00:00Z', limits: {} };
    this.onmessage?.({ data: JSON.stringify({ welcome }) });
  }
}

interface Asked {
  url: URL;
  init: RequestInit;
  answer: (response: Response) => void;
  fail: () => void;
}
let asked: Asked[];
/** Whether the server answers what only asks whether it is there. */
let there: boolean;
let links: Link[];
let patches: Patch[];
let times: string[];
let connection: Connection;
const listener: Listener = {
  link: (link) => links.push(link),
  welcome: () => undefined,
  now: (time) => times.push(time),
  patch: (patch) => patches.push(patch),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    const url = new URL(address, 'http://test');
    if (url.pathname.endsWith('/feeds/me') && !url.searchParams.has('wait'))
      return there ? Promise.resolve(new Response('{}')) : Promise.reject(new TypeError());
    return new Promise<Response>((answer, fail) =>
      asked.push({ url, init, answer, fail: () => fail(new TypeError()) }),
    );
  });
  [asked, links, patches, times, Socket.all, there] = [[], [], [], [], [], true];
  connection = new Connection('m1', 'secret', ['meeting', 'captions/en'], listener);
});
afterEach(() => {
  connection.close();
});

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const last = () => asked[asked.length - 1] as Asked;
const socket = () => Socket.all[Socket.all.length - 1] as Socket;
const to = (end: string) => asked.filter(({ url }) => url.pathname.endsWith(end));

async function blockSockets(): Promise<void> {
  for (let i = 0; i < 2; i++) {
    socket().refuses();
    await pass(1000);
  }
}
async function blockEvents(): Promise<void> {
  for (const wait of [2000, 4000]) {
    last().answer(new Response('', { status: 502 }));
    await pass(wait);
  }
}
/** Answers the last question by a stream, and returns its writer. */
function stream(): (words: string) => Promise<void> {
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (control = controller) });
  last().answer(new Response(body));
  return async (words) => {
    control?.enqueue(new TextEncoder().encode(words));
    await pass(0);
  };
}
const event = (name: string, data: unknown) => `event: ${name}\nid: x\ndata: ${JSON.stringify(data)}\n\n`;

test('two sockets that get no welcome are enough: then events, from where the feeds were left', async () => {
  await blockSockets();
  expect(last().url.pathname).toBe('/api/v1/meetings/m1/events');
  expect(last().url.searchParams.get('feeds')).toBe('meeting,captions/en');
  expect(last().url.searchParams.get('since')).toBe('meeting=&captions/en=');
  expect(last().init.headers).toMatchObject({ Authorization: 'Bearer secret' });
  const say = stream();
  const [begin, end] = [event('now', { now: '2026-11-24T10:00:00Z' }), event('patch', {})];
  await say(begin.slice(0, 9));
  await say(begin.slice(9) + ': still here\n\n');
  expect(links[links.length - 1]).toEqual({ is: 'up', slow: true });
  expect(times).toEqual(['2026-11-24T10:00:00Z']);
  await say(end.replace('{}', JSON.stringify({ feed: 'meeting', cursor: '5-1', set: { a: 'é' } })));
  expect(patches).toEqual([{ feed: 'meeting', cursor: '5-1', set: { a: 'é' } }]);
  connection.follow(['meeting', 'captions/fr']);
  expect(last().url.searchParams.get('since')).toBe('meeting=5-1&captions/fr=');
});

test('sockets fail, but so does everything: the server is away, and sockets are tried on', async () => {
  there = false;
  for (let i = 0; i < 5; i++) {
    socket().refuses();
    await pass(20_000);
  }
  expect(Socket.all.length).toBeGreaterThan(5);
  expect(asked).toEqual([]);
});

test('where there are no sockets at all, events are tried first', async () => {
  connection.close();
  vi.stubGlobal('WebSocket', function () {
    throw new Error('forbidden');
  });
  connection = new Connection('m1', 'secret', ['meeting'], listener);
  await pass(1000);
  expect(to('/events')).toHaveLength(1);
});

test('a stream that brings nothing for ten seconds is left for polling', async () => {
  await blockSockets();
  last().answer(new Response(new ReadableStream()));
  await pass(12_000);
  expect(to('/feeds/meeting')).toHaveLength(1);
});

test('the end of a stream says why', async () => {
  await blockSockets();
  const say = stream();
  await say(event('now', { now: '2026-11-24T10:00:00Z' }) + event('end', { code: 4503, reason: 'removed' }));
  expect(links[links.length - 1]).toEqual({ is: 'over', code: 4503 });
});

test('polling asks for each feed, at once and then with patience, from the last cursor', async () => {
  await blockSockets();
  await blockEvents();
  expect(asked.slice(-2).map(({ url }) => url.pathname + url.search)).toEqual([
    '/api/v1/meetings/m1/feeds/meeting?since=&wait=0',
    '/api/v1/meetings/m1/feeds/captions/en?since=&wait=0',
  ]);
  const patch = { feed: 'meeting', cursor: '5-2', set: {} };
  const headers = { Date: 'Tue, 24 Nov 2026 10:00:00 GMT' };
  asked[asked.length - 2]?.answer(new Response(JSON.stringify(patch), { headers }));
  await pass(0);
  expect(links[links.length - 1]).toEqual({ is: 'up', slow: true });
  expect(patches).toEqual([patch]);
  expect(times).toEqual(['2026-11-24T10:00:00.000Z']);
  expect(last().url.search).toBe('?since=5-2&wait=20');
  last().answer(new Response(null, { status: 204 }));
  await pass(0);
  expect(last().url.search).toBe('?since=5-2&wait=20');
  last().answer(new Response('{"code":"no_session"}', { status: 401 }));
  await pass(0);
  expect(links[links.length - 1]).toEqual({ is: 'over', code: 4501 });
});

test('without a socket one asks by post, in order, and again under the same id until there is an answer', async () => {
  const first = connection.ask({ do: 'open_queue', in: {} });
  await blockSockets();
  const second = connection.ask({ do: 'close_queue', in: {} });
  await stream()(event('now', { now: '2026-11-24T10:00:00Z' }));
  const asks = () =>
    to('/ask').map(({ init }) => JSON.parse(init.body as string) as { id: string; do: string });
  expect(asks().map((ask) => ask.do)).toEqual(['open_queue']);
  last().fail();
  await pass(2000);
  last().answer(new Response('<html>', { status: 502 }));
  await pass(2000);
  expect(new Set(asks().map(({ id }) => id)).size).toBe(1);
  last().answer(new Response('{"seq":9}'));
  expect(await first).toEqual({ n: 1, seq: 9 });
  last().answer(new Response('{"code":"stale","text":"Look again."}', { status: 409 }));
  expect(await second).toEqual({ n: 2, code: 'stale', text: 'Look again.' });
});

test('every five minutes a socket is tried beside the slow way, which goes on until the socket works', async () => {
  await blockSockets();
  const say = stream();
  const now = () => say(event('now', { now: '2026-11-24T10:00:00Z' }));
  await now();
  const minutes = async (n: number) => {
    for (let i = 0; i < n * 6; i++) {
      await pass(10_000);
      await now();
    }
  };
  const before = Socket.all.length;
  await minutes(5);
  expect(Socket.all).toHaveLength(before + 1);
  socket().refuses();
  await minutes(5);
  expect(links[links.length - 1]).toEqual({ is: 'up', slow: true });
  expect(Socket.all).toHaveLength(before + 2);
  socket().welcomes();
  expect(links[links.length - 1]).toEqual({ is: 'up' });
  await now();
  expect(patches).toEqual([]);
});
