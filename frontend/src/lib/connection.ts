import type { Answer, Command, Hello, Patch, Welcome } from './protocol.gen.ts';
import { text } from './text/index.ts';
import { uuid } from './uuid.ts';

/** How the line is; `over` will not come back by itself. */
export type Link =
  { is: 'connecting' } | { is: 'up' } | { is: 'lost'; since: number } | { is: 'over'; code: number };

/** Whoever listens to a connection. Times are as they arrive; roundTrip is in milliseconds. */
export interface Listener {
  link(link: Link): void;
  welcome(welcome: Welcome, roundTrip: number): void;
  now(time: string): void;
  patch(patch: Patch): void;
}

type Frame = Answer | Patch | { welcome: Welcome } | { now: string };
interface Ask {
  id: string;
  command: Command;
  answer: (answer: Answer) => void;
}

/** After these a new connection would only be closed again: sign in, revoked, no such meeting, replaced, reload. */
const FINAL = new Set([4501, 4503, 4504, 4509, 4526]);
/** The server restarts or is full: the close reason is the longest wait in seconds. */
const ANNOUNCED = new Set([1012, 1013]);
/** The server says its time every 10 s; after this much silence the line is dead. */
const WATCHDOG = 25_000;
/** A line that held this long was a good one: the next loss is a first loss again. */
const STABLE = 30_000;

/** This tab, so that the server can tell its newer connection from a second tab's. */
const client = uuid();

/**
 * A line to the meeting that comes back by itself. What was asked and not answered is kept and
 * asked again under the same id, so that it happens once; feeds go on from their cursors.
 */
export class Connection {
  readonly #url: string;
  readonly #session: string;
  readonly #listener: Listener;
  readonly #cursors = new Map<string, string>();
  readonly #asks = new Map<number, Ask>();
  #feeds: string[];
  #asked = 0;
  #socket: WebSocket | null = null;
  #welcomed = false;
  #losses = 0;
  #since = 0;
  #due = 0;
  #retry = 0;
  #watchdog = 0;
  #stable = 0;

  constructor(url: string, session: string, feeds: string[], listener: Listener) {
    this.#url = url;
    this.#session = session;
    this.#feeds = feeds;
    this.#listener = listener;
    addEventListener('online', this.#hurry);
    addEventListener('offline', this.#cut);
    document.addEventListener('visibilitychange', this.#hurry);
    listener.link({ is: 'connecting' });
    this.#open();
  }

  /** Asks, now or as soon as there is a line. The answer may take as long as the outage lasts. */
  ask(command: Command): Promise<Answer> {
    return new Promise((answer) => {
      const n = ++this.#asked;
      this.#asks.set(n, { id: uuid(), command, answer });
      if (this.#welcomed) this.#sendAsk(n);
    });
  }

  /** Follows exactly these feeds, each from where it was left. */
  follow(feeds: string[]): void {
    this.#feeds = feeds;
    if (this.#welcomed) this.#send({ follow: this.#positions() });
  }

  /** Forgets where a feed was left: it will come whole. */
  forget(feed: string): void {
    this.#cursors.delete(feed);
  }

  close(): void {
    removeEventListener('online', this.#hurry);
    removeEventListener('offline', this.#cut);
    document.removeEventListener('visibilitychange', this.#hurry);
    clearTimeout(this.#retry);
    this.#socket?.close(1000);
    this.#drop();
  }

  #open(): void {
    const socket = new WebSocket(this.#url);
    let greeted = 0;
    this.#socket = socket;
    this.#watch();
    socket.onopen = () => {
      greeted = performance.now();
      const feeds = this.#positions();
      this.#send({ hello: { session: this.#session, version: 1, client, feeds } satisfies Hello });
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      this.#watch();
      this.#take(JSON.parse(event.data) as Frame, performance.now() - greeted);
    };
    socket.onclose = ({ code, reason }) => this.#lose(code, reason);
  }

  #take(frame: Frame, roundTrip: number): void {
    if ('welcome' in frame) this.#begin(frame.welcome, roundTrip);
    else if ('feed' in frame) this.#patch(frame);
    else if ('n' in frame) this.#answer(frame);
    else if ('now' in frame) this.#listener.now(frame.now);
    // Frames of a later release are none of ours.
  }

  #begin(welcome: Welcome, roundTrip: number): void {
    this.#welcomed = true;
    this.#since = 0;
    this.#stable = window.setTimeout(() => (this.#losses = 0), STABLE);
    this.#listener.welcome(welcome, roundTrip);
    this.#listener.link({ is: 'up' });
    for (const n of this.#asks.keys()) this.#sendAsk(n);
  }

  #patch(patch: Patch): void {
    if (!this.#feeds.includes(patch.feed)) return;
    this.#cursors.set(patch.feed, patch.cursor);
    this.#listener.patch(patch);
  }

  #answer(answer: Answer): void {
    this.#asks.get(answer.n)?.answer(answer);
    this.#asks.delete(answer.n);
  }

  #lose(code: number, reason: string): void {
    this.#drop();
    if (FINAL.has(code)) {
      this.#listener.link({ is: 'over', code });
      for (const n of this.#asks.keys()) this.#answer({ n, code: 'gone', text: text.ask.gone });
      return;
    }
    this.#since ||= Date.now();
    this.#listener.link({ is: 'lost', since: this.#since });
    const announced = ANNOUNCED.has(code) ? Number(reason) : 0;
    this.#retryIn(Math.random() * (announced > 0 ? announced * 1000 : longest(this.#losses++)));
    if (announced > 0) this.#due = 0; // a wait that the server asked for is not shortened
  }

  #retryIn(milliseconds: number): void {
    clearTimeout(this.#retry);
    this.#due = performance.now() + milliseconds;
    this.#retry = window.setTimeout(() => this.#open(), milliseconds);
  }

  /** The network is back, or the person is: do not sit out a long wait. */
  readonly #hurry = (): void => {
    const waits = this.#socket === null && this.#due - performance.now() > 1000;
    if (waits && document.visibilityState === 'visible') this.#retryIn(Math.random() * 1000);
  };

  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = window.setTimeout(this.#cut, WATCHDOG);
  }

  /** The line is dead, as far as we can know, and its socket may not notice for minutes. */
  readonly #cut = (): void => {
    if (!this.#socket) return;
    this.#socket.close();
    this.#lose(1006, '');
  };

  #drop(): void {
    clearTimeout(this.#watchdog);
    clearTimeout(this.#stable);
    this.#welcomed = false;
    if (this.#socket) this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket = null;
  }

  #positions(): Record<string, string> {
    return Object.fromEntries(this.#feeds.map((feed) => [feed, this.#cursors.get(feed) ?? '']));
  }

  #sendAsk(n: number): void {
    const ask = this.#asks.get(n);
    if (ask) this.#send({ n, id: ask.id, ...ask.command });
  }

  #send(frame: object): void {
    this.#socket?.send(JSON.stringify(frame));
  }
}

/** The longest wait before the next attempt, in milliseconds, after so many losses in a row. */
function longest(losses: number): number {
  return losses === 0 ? 1000 : Math.min(30_000, 1000 * 2 ** losses);
}
