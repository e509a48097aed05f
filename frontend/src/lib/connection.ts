import { announced, FINAL, longest } from './backoff.ts';
import { byEvents } from './events.ts';
import { byPolling } from './polling.ts';
import type { Answer, Command, Patch, Welcome } from './protocol.gen.ts';
import { bySocket } from './socket.ts';
import { few as text } from './text/few.ts';
import { uuid } from './uuid.ts';
import { BROKEN, type Ask, type Ear, type Goal, type Way } from './way.ts';

/** How the line is; `over` will not come back by itself. A slow line is not by a socket. */
export type Link =
  | { is: 'connecting' }
  | { is: 'up'; slow?: true }
  | { is: 'lost'; since: number }
  | { is: 'over'; code: number };

/** Whoever listens to a connection. Times are as they arrive; roundTrip is in milliseconds. */
export interface Listener {
  link(link: Link): void;
  welcome(welcome: Welcome, roundTrip: number): void;
  now(time: string): void;
  patch(patch: Patch): void;
}

/** The ways to a meeting, the best first. Proxies that break one let the next one through (I3). */
const WAYS = [bySocket, byEvents, byPolling];
/** A way that failed so often in a row, and never worked meanwhile, is left for the next. */
const ATTEMPTS = 2;
/** A way that has brought nothing after so long, in milliseconds, does not work now. */
const PATIENCE = 10_000;
/** From a lesser way the best is tried again after so long, in milliseconds. */
const BETTER = 300_000;
/** Feeds of text: what came of it is shown though more comes. */
const TEXT = /^(captions|live)\//;
/** The server says its time every 10 s; after this much silence the line is dead. */
const WATCHDOG = 25_000;
/** A line that held this long was a good one: the next loss is a first loss again. */
const STABLE = 30_000;

/** One use of a way; what comes by another than the present one is late. */
interface Attempt {
  by: number;
  way?: Way;
  up: boolean;
}

/**
 * A line to the meeting that comes back by itself. What was asked and not answered is kept and
 * asked again under the same id, so that it happens once; feeds go on from their cursors.
 */
export class Connection {
  readonly #goal: Goal;
  readonly #listener: Listener;
  readonly #cursors = new Map<string, string>();
  readonly #asks = new Map<number, Ask & { answer: (answer: Answer) => void }>();
  #feeds: string[];
  #asked = 0;
  /** Which of the ways is used, and how often it failed in a row although the server is there. */
  /** What came of feeds whose patches come in pieces, until the last piece is there. */
  readonly #begun = new Map<string, Patch>();
  #by = 0;
  #failed = 0;
  #now: Attempt | undefined;
  /** A better way that is being tried beside the present one. */
  #trial: Attempt | undefined;
  #losses = 0;
  #since = 0;
  #due = 0;
  #retry = 0;
  #watchdog = 0;
  #stable = 0;
  #better = 0;

  constructor(meeting: string, session: string, feeds: string[], listener: Listener) {
    const path = `/api/v1/meetings/${encodeURIComponent(meeting)}`;
    const cursor = (feed: string): [string, string] => [feed, this.#cursors.get(feed) ?? ''];
    this.#goal = { path, session, positions: () => Object.fromEntries(this.#feeds.map(cursor)) };
    this.#feeds = feeds;
    this.#listener = listener;
    addEventListener('online', this.#hurry);
    addEventListener('offline', this.#cut);
    document.addEventListener('visibilitychange', this.#hurry);
    listener.link({ is: 'connecting' });
    this.#open();
  }

  /** Asks, now or as soon as there is a line. The answer may take as long as the outage lasts. The same id is the same wish. */
  ask(command: Command, id = uuid()): Promise<Answer> {
    return new Promise((answer) => {
      const ask = { n: ++this.#asked, id, command, answer };
      this.#asks.set(ask.n, ask);
      if (this.#now?.up) this.#now.way?.ask(ask);
    });
  }

  /** Follows exactly these feeds, each from where it was left. */
  follow(feeds: string[]): void {
    this.#feeds = feeds;
    if (this.#now?.up) this.#now.way?.follow();
  }

  close(): void {
    removeEventListener('online', this.#hurry);
    removeEventListener('offline', this.#cut);
    document.removeEventListener('visibilitychange', this.#hurry);
    clearTimeout(this.#retry);
    this.#drop();
  }

  #open(): void {
    const attempt = (this.#now = { by: this.#by, up: false });
    this.#watch(PATIENCE, () => {
      if (attempt.by > 0) this.#failed = ATTEMPTS - 1; // it is not tried a second time
      this.#cut();
    });
    this.#start(attempt);
  }

  /** A way that cannot even begin is left at once. */
  #start(attempt: Attempt): void {
    try {
      attempt.way = WAYS[attempt.by]?.(this.#goal, this.#ear(attempt)) as Way;
    } catch {
      if (attempt === this.#now) this.#failed = ATTEMPTS;
      this.#lose(attempt, BROKEN, '');
    }
  }

  #ear(attempt: Attempt): Ear {
    const mine = (): boolean => attempt === this.#now;
    return {
      alive: () => mine() && attempt.up && this.#watch(WATCHDOG),
      up: (welcome, roundTrip = Infinity) => {
        if (attempt.up || (!mine() && attempt !== this.#trial)) return;
        this.#begin(attempt);
        if (welcome) this.#listener.welcome(welcome, roundTrip);
        this.#listener.link(attempt.by > 0 ? { is: 'up', slow: true } : { is: 'up' });
        for (const ask of this.#asks.values()) attempt.way?.ask(ask);
      },
      now: (time) => mine() && this.#listener.now(time),
      patch: (patch) => mine() && this.#patch(patch),
      answer: (answer) => this.#answer(answer),
      lost: (code, reason) => this.#lose(attempt, code, reason),
    };
  }

  #begin(attempt: Attempt): void {
    if (attempt === this.#trial) {
      this.#trial = undefined;
      this.#drop();
      this.#now = attempt;
    }
    attempt.up = true;
    this.#by = attempt.by;
    this.#failed = this.#since = 0;
    this.#stable = window.setTimeout(() => (this.#losses = 0), STABLE);
    this.#watch(WATCHDOG);
    if (attempt.by > 0) this.#better = window.setTimeout(() => this.#tryBetter(), BETTER);
  }

  #tryBetter(): void {
    this.#better = window.setTimeout(() => this.#tryBetter(), BETTER);
    this.#trial?.way?.close();
    const attempt = (this.#trial = { by: 0, up: false });
    this.#start(attempt);
  }

  #patch(patch: Patch): void {
    if (!this.#feeds.includes(patch.feed)) return;
    this.#cursors.set(patch.feed, patch.cursor);
    const whole = joined(patch.reset ? undefined : this.#begun.get(patch.feed), patch);
    const waits = patch.more === true && !TEXT.test(patch.feed);
    if (waits) this.#begun.set(patch.feed, whole);
    else this.#begun.delete(patch.feed);
    if (!waits) this.#listener.patch(whole);
  }

  #answer(answer: Answer): void {
    this.#asks.get(answer.n)?.answer(answer);
    this.#asks.delete(answer.n);
  }

  #lose(attempt: Attempt, code: number, reason: string): void {
    if (attempt === this.#trial) this.#trial = undefined;
    if (attempt !== this.#now) return;
    this.#drop();
    if (FINAL.has(code)) {
      this.#listener.link({ is: 'over', code });
      for (const n of this.#asks.keys()) this.#answer({ n, code: 'gone', text: text.ask.gone });
      return;
    }
    this.#since ||= Date.now();
    this.#listener.link({ is: 'lost', since: this.#since });
    if (!attempt.up) void this.#doubt(attempt);
    const asked = announced(code, reason);
    this.#retryIn(Math.random() * (asked || longest(this.#losses++)));
    if (asked > 0) this.#due = 0; // a wait that the server asked for is not shortened
  }

  /** Counts a failure against its way, unless it is the server that is away. */
  async #doubt({ by }: Attempt): Promise<void> {
    if (!(await reachable(this.#goal)) || by !== this.#by || this.#now?.up) return;
    if (++this.#failed < ATTEMPTS) return;
    this.#by = (by + 1) % WAYS.length;
    this.#failed = 0;
  }

  #retryIn(milliseconds: number): void {
    clearTimeout(this.#retry);
    this.#due = performance.now() + milliseconds;
    this.#retry = window.setTimeout(() => this.#open(), milliseconds);
  }

  /** The network is back, or the person is: do not sit out a long wait. */
  readonly #hurry = (): void => {
    const waits = this.#now === undefined && this.#due - performance.now() > 1000;
    if (waits && document.visibilityState === 'visible') this.#retryIn(Math.random() * 1000);
  };

  #watch(milliseconds: number, cut = this.#cut): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = window.setTimeout(cut, milliseconds);
  }

  /** The line is dead, as far as we can know, and its way may not notice for minutes. */
  readonly #cut = (): void => {
    if (this.#now) this.#lose(this.#now, BROKEN, '');
  };

  #drop(): void {
    for (const timer of [this.#watchdog, this.#stable, this.#better]) clearTimeout(timer);
    this.#now?.way?.close();
    this.#trial?.way?.close();
    this.#now = this.#trial = undefined;
  }
}

/** A patch with what came before it of the same. */
function joined(begun: Patch | undefined, patch: Patch): Patch {
  const whole = { ...patch };
  delete whole.more;
  return begun ? { ...whole, reset: begun.reset === true, set: { ...begun.set, ...patch.set } } : whole;
}

/** Whether the server itself answers, if only that one is not signed in. */
async function reachable({ path, session }: Goal): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch(`${path}/feeds/me`, { headers: { Authorization: `Bearer ${session}` } });
    return answer.ok || answer.status === 401;
  } catch {
    return false;
  }
}
