/** How often a chair hears of new requests, at most, in milliseconds. */
const EVERY = 10_000;

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
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#tell(), Math.max(0, this.#last + EVERY - Date.now()));
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #tell(): void {
    this.#last = Date.now();
    this.#say(this.#names);
    this.#names = [];
  }
}
