import { Captions } from './captions.svelte.ts';
import type { Patch } from './protocol.gen.ts';

/** How long the server keeps a question that it has no news for, in seconds. */
const WAIT = 20;
/** Between attempts after a failure, in milliseconds. */
const AGAIN = 5000;

/** What those outside a meeting under the Rule can follow of its captions, in one language. */
export class Outside {
  captions = $state.raw(new Captions());
  /** It follows, the line is lost, or there is nothing more to follow. */
  is = $state<'on' | 'away' | 'over'>('on');

  readonly #feed: string;
  readonly #closing = new AbortController();
  #cursor = '';

  constructor(meeting: string, lang: string) {
    this.#feed = `/api/v1/meetings/${encodeURIComponent(meeting)}/feeds/captions/${encodeURIComponent(lang)}`;
  }

  /** Follows until it is closed or there is nothing more. */
  async follow(): Promise<void> {
    while (this.is !== 'over' && !this.#closing.signal.aborted) {
      await this.#look().catch(() => (this.is = 'away'));
      if (this.is === 'away') await new Promise((again) => setTimeout(again, AGAIN));
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #look(): Promise<void> {
    const wait = this.#cursor ? WAIT : 0; // at first the answer is wanted at once
    const answer = await fetch(`${this.#feed}?since=${encodeURIComponent(this.#cursor)}&wait=${wait}`, {
      credentials: 'omit',
      cache: 'no-store',
      signal: this.#closing.signal,
    });
    if (answer.status === 401 || answer.status === 404) {
      this.captions = new Captions();
      this.is = 'over';
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    this.is = 'on';
    if (answer.status === 204) return;
    const patch = (await answer.json()) as Patch;
    this.#cursor = patch.cursor;
    this.captions.apply(patch);
  }
}
