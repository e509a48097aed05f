import type { Line } from './lines.ts';
import type { Seq } from './protocol.gen.ts';

/**
 * The lines of the minutes as a reader sees them while others write: what was read stays as it was until the reader
 * asks for what has changed, and only where the minutes grow do new lines come by themselves. Source: acc-D2.
 */
export class Held {
  readonly #now: () => Line[];
  /** Whether a line that is new stands where the minutes grow. */
  readonly #grows: (line: Line) => boolean;
  /** What the reader has been shown of each line. */
  #seen = $state.raw<Line[]>([]);
  /** What had changed when the reader asked last. */
  changed = $state.raw<Seq[]>([]);

  constructor(now: () => Line[], grows: (line: Line) => boolean) {
    this.#now = now;
    this.#grows = grows;
  }

  /** Which lines are not as they were shown. */
  readonly pending = $derived.by(() => this.#pending());

  /** What is shown, in the order in which it was written. */
  readonly shown = $derived.by(() => {
    const held = (line: Line): boolean => this.pending.includes(line.id);
    const lines = [...this.#now().filter((line) => !held(line)), ...this.#seen.filter(held)];
    return lines.sort((a, b) => a.id - b.id);
  });

  /** Shows what is there now, and returns the first line that has changed. */
  show(): Seq | undefined {
    this.changed = this.pending;
    this.#seen = this.#now();
    return this.changed[0];
  }

  /** Takes what comes by itself as shown. */
  take(): void {
    const held = (line: Line): boolean => this.pending.includes(line.id);
    const kept = this.#seen.filter(held);
    const taken = this.#now().filter((line) => !held(line));
    if (taken.some((line) => !this.#seen.includes(line))) this.#seen = [...kept, ...taken];
  }

  #fresh(): Line[] {
    const seen = byId(this.#seen);
    return this.#now().filter(({ id }) => !seen[id]);
  }

  #pending(): Seq[] {
    const now = byId(this.#now());
    const changed = this.#seen.filter((seen) => !same(seen, now[seen.id]));
    const fresh = this.#seen.length === 0 ? [] : this.#fresh().filter((line) => !this.#grows(line));
    return [...changed, ...fresh].map(({ id }) => id).sort((a, b) => a - b);
  }
}

/** Whether a line says what it said, or goes on from there, which takes nothing away from who reads it. */
const same = (seen: Line, now: Line | undefined): boolean =>
  now !== undefined && (now.rev === seen.rev || now.text.startsWith(seen.text));

const byId = (lines: Line[]): Partial<Record<Seq, Line>> =>
  Object.fromEntries(lines.map((line) => [line.id, line]));
