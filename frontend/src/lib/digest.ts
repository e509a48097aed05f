/** How often a chair hears of new requests, at most, in milliseconds. Source: acc-H2. */
const EVERY = 10_000;
/** The first of a rush waits for so long for those that follow it, in milliseconds. */
const GATHER = 4000;

/** Gathers what comes in a rush, and says it together. */
export class Digest {
  readonly #say: (names: string[]) => void;
  #names: string[] = [];
  #last = -Infinity;
  #timer = 0;

  constructor(say: (names: string[]) => void) {
    this.#say = say;
  }

  add(names: string[]): void {
    if (names.length === 0) return;
    this.#names.push(...names);
    this.#timer ||= window.setTimeout(() => this.#tell(), Math.max(GATHER, this.#last + EVERY - Date.now()));
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #tell(): void {
    this.#timer = 0;
    this.#last = Date.now();
    this.#say(this.#names);
    this.#names = [];
  }
}
