import type { Monitored } from './protocol.gen.ts';
import { text } from './text/index.ts';

/** Between attempts after a failure, in milliseconds: longer each time, up to the last. */
const WAITS = [1000, 2000, 4000, 8000];
/** The server answers within 15 s; an attempt may take so long, in milliseconds. */
const PATIENCE = 25_000;
/** However fast text comes, the page asks no oftener, in milliseconds. */
const PACE = 200;
const TICK = 1000;

/** What readers see of a captioner's channel, as the server last said. */
export class Monitor {
  seen = $state.raw<Monitored>();
  /** Why the last attempt failed, or ''. */
  error = $state('');
  /** The server's time in milliseconds since 1970, at the last tick; 0 before its first word. */
  now = $state(0);

  readonly #secret: string;
  #offset = 0;
  #failures = 0;
  #timer = 0;
  #ticker = 0;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The seconds since the first word of the newest line came; undefined while there is none. */
  readonly age = $derived.by(() => {
    const newest = this.seen?.segments[this.seen.segments.length - 1];
    return newest && this.now ? Math.max(0, (this.now - Date.parse(newest.at)) / 1000) : undefined;
  });

  start(): void {
    this.#ticker = window.setInterval(() => this.#tick(), TICK);
    void this.#look();
  }

  close(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#ticker);
  }

  take(seen: Monitored): void {
    this.seen = seen;
    this.#offset = Date.parse(seen.now) - performance.now();
    this.#tick();
  }

  #tick(): void {
    if (this.seen) this.now = performance.now() + this.#offset;
  }

  async #look(): Promise<void> {
    const timeout = new AbortController();
    const timer = window.setTimeout(() => timeout.abort(), PATIENCE);
    try {
      const answer = await fetch(`/captions/monitor?since=${this.seen?.cursor ?? ''}`, {
        headers: { Authorization: `Bearer ${this.#secret}` },
        signal: timeout.signal,
      });
      if (answer.ok) {
        this.take((await answer.json()) as Monitored);
        this.error = '';
      } else if (answer.status === 404) {
        this.error = text.captioner.refused;
        this.close(); // asking again would not help
        return;
      } else this.error = text.captioner.status(answer.status);
    } catch {
      this.error = text.captioner.unreachable;
    } finally {
      clearTimeout(timer);
    }
    this.#failures = this.error ? this.#failures + 1 : 0;
    const wait = this.error ? WAITS[Math.min(this.#failures, WAITS.length) - 1] : PACE;
    this.#timer = window.setTimeout(() => void this.#look(), wait);
  }
}
