import type { Line } from './captions.svelte.ts';
import type { Scrollback } from './scrollback.svelte.ts';

/** A stretch of a text, and whether it is what is looked for. */
export interface Part {
  text: string;
  hit: boolean;
}

/** What finds words as they are written, small letters or capitals alike; undefined for no words. */
function pattern(words: string): RegExp | undefined {
  const plain = words.trim().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return plain ? new RegExp(`(${plain.replace(/\s+/g, '\\s+')})`, 'giu') : undefined;
}

/** Words that somebody looks for in all lines of a channel. Text that comes meanwhile is counted, and moves nothing. */
export class Search {
  words = $state('');
  /** The line that was shown last. */
  #at = $state(0);

  readonly #lines: () => Line[];
  readonly #back: Scrollback;
  readonly #pattern = $derived(pattern(this.words));
  readonly matches = $derived.by(() => this.#find());
  /** Which of the matches is shown, from 1; 0 for none. */
  readonly position = $derived(this.matches.findIndex(({ id }) => id === this.#at) + 1);

  constructor(lines: () => Line[], back: Scrollback) {
    this.#lines = lines;
    this.#back = back;
  }

  /** Shows the next match or the one before, round about, and returns it. */
  go(step: 1 | -1): Line | undefined {
    const before = step > 0 ? this.#at : this.#at || Infinity;
    const order = step > 0 ? this.matches : [...this.matches].reverse();
    const line = order.find(({ id }) => (id - before) * step > 0) ?? order[0];
    if (!line) return undefined;
    this.#at = line.id;
    void this.#back.go(line.id);
    return line;
  }

  /** A text in stretches, those that match marked. */
  parts(text: string): Part[] {
    if (!this.#pattern) return [{ text, hit: false }];
    const parts = text.split(this.#pattern).map((part, i) => ({ text: part, hit: i % 2 === 1 }));
    return parts.filter((part) => part.text);
  }

  /** Whether this is the match that is shown. */
  isAt = (line: Line): boolean => line.id === this.#at && this.#pattern !== undefined;

  #find(): Line[] {
    const pattern = this.#pattern;
    return pattern ? this.#lines().filter(({ text }) => text.search(pattern) >= 0) : [];
  }
}
