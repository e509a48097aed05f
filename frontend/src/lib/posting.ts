import type { Answer, Refusal, Seq } from './protocol.gen.ts';
import type { Ask, Ear, Goal } from './way.ts';

/** Between two attempts to hand in an ask, in milliseconds. */
const AGAIN = 2000;

/** Asks over HTTP, one after the other: an ask that got no answer is made again under its id. */
export class Posting {
  readonly #goal: Goal;
  readonly #ear: Ear;
  readonly #asks: Ask[] = [];
  readonly #over = new AbortController();
  #closed = false;
  #busy = false;
  #timer = 0;

  constructor(goal: Goal, ear: Ear) {
    this.#goal = goal;
    this.#ear = ear;
  }

  ask(ask: Ask): void {
    this.#asks.push(ask);
    void this.#send();
  }

  close(): void {
    this.#closed = true;
    this.#over.abort();
    clearTimeout(this.#timer);
  }

  async #send(): Promise<void> {
    const [next] = this.#asks;
    if (!next || this.#busy) return;
    this.#busy = true;
    const answer = await this.#post(next).catch(() => undefined);
    this.#busy = false;
    if (this.#closed) return;
    if (!answer) {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#send(), AGAIN);
      return;
    }
    this.#asks.shift();
    this.#ear.answer(answer);
    await this.#send();
  }

  /** Undefined for an answer that is not the server's own, such as a proxy's. */
  async #post({ n, id, command }: Ask): Promise<Answer | undefined> {
    const answer = await fetch(`${this.#goal.path}/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.#goal.session}` },
      body: JSON.stringify({ id, ...command }),
      signal: this.#over.signal,
    });
    const value = (await answer.json()) as { seq?: Seq } | Refusal;
    if ('code' in value) return { n, code: value.code, text: value.text };
    return value.seq === undefined ? undefined : { n, seq: value.seq };
  }
}
