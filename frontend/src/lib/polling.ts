import { Posting } from './posting.ts';
import type { Patch } from './protocol.gen.ts';
import { BROKEN, ending, type Ask, type Ear, type Goal, type Way } from './way.ts';

/** How long the server keeps a question that it has no news for, in seconds. */
const WAIT = 20;

export const byPolling = (goal: Goal, ear: Ear): Way => new Polling(goal, ear);

/** The way that is left where nothing may stay open: a question for each feed, held until there is news. */
class Polling implements Way {
  readonly #goal: Goal;
  readonly #ear: Ear;
  readonly #posting: Posting;
  readonly #polls = new Map<string, AbortController>();
  #up = false;

  constructor(goal: Goal, ear: Ear) {
    this.#goal = goal;
    this.#ear = ear;
    this.#posting = new Posting(goal, ear);
    this.follow();
  }

  follow(): void {
    const feeds = Object.keys(this.#goal.positions());
    for (const [feed, poll] of this.#polls) {
      if (feeds.includes(feed)) continue;
      poll.abort();
      this.#polls.delete(feed);
    }
    for (const feed of feeds.filter((one) => !this.#polls.has(one))) {
      const poll = new AbortController();
      this.#polls.set(feed, poll);
      this.#poll(feed, poll.signal).catch(() => {
        if (!poll.signal.aborted) this.#end(BROKEN);
      });
    }
  }

  ask(ask: Ask): void {
    this.#posting.ask(ask);
  }

  close(): void {
    for (const poll of this.#polls.values()) poll.abort();
    this.#polls.clear();
    this.#posting.close();
  }

  async #poll(feed: string, signal: AbortSignal): Promise<void> {
    const over = (): boolean => signal.aborted;
    while (!over()) {
      const answer = await this.#question(feed, signal);
      const patch = answer.status === 204 ? undefined : ((await answer.json()) as Patch);
      if (over()) return;
      if (!answer.ok) {
        this.#end(feed === 'me' || feed === 'meeting' ? ending(answer) : BROKEN);
        return;
      }
      this.#hear(answer, patch);
    }
  }

  #question(feed: string, signal: AbortSignal): Promise<Response> {
    const since = this.#goal.positions()[feed] ?? '';
    // At first the answer is wanted at once, so that one knows whether the server can be reached.
    const query = new URLSearchParams({ since, wait: this.#up ? String(WAIT) : '0' });
    return fetch(`${this.#goal.path}/feeds/${feed}?${query}`, {
      headers: { Authorization: `Bearer ${this.#goal.session}` },
      cache: 'no-store',
      signal,
    });
  }

  #hear(answer: Response, patch: Patch | undefined): void {
    this.#up = true;
    this.#ear.alive();
    this.#ear.up();
    const date = answer.headers.get('Date');
    if (date) this.#ear.now(new Date(date).toISOString());
    if (patch) this.#ear.patch(patch);
  }

  #end(code: number): void {
    this.close();
    this.#ear.lost(code, '');
  }
}
