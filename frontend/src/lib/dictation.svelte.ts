/** What we use of the Web Speech API, of which TypeScript knows only the results. */
export interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Heard> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

type Heard = ArrayLike<{ transcript: string }> & { isFinal: boolean };
type Maker = new () => Recogniser;
export type Failure = 'denied' | 'microphone' | 'language' | 'service';

/** Engines stop by themselves, after a silence or a minute; after this pause, in milliseconds, one goes on. */
const PAUSE = 200;
/** Engines that so often in a row end without a word, each within so many milliseconds, do not work. */
const ATTEMPTS = 5;
const SHORT = 2000;
/** A restart may hear so many words again; of fewer than two it is a coincidence. */
const AGAIN = 8;

const FAILURES: Partial<Record<string, Failure>> = {
  'not-allowed': 'denied',
  'service-not-allowed': 'denied',
  'audio-capture': 'microphone',
  'language-not-supported': 'language',
  network: 'service',
};

/** How this browser listens; undefined where it does not. */
export function recogniser(): Maker | undefined {
  const some = globalThis as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return some.SpeechRecognition ?? some.webkitSpeechRecognition;
}

/** Turns what a microphone hears into text: what may still change, and what will not. */
export class Dictation {
  on = $state(false);
  failure = $state<Failure>();

  readonly #make: Maker;
  readonly #hear: (words: string, final: boolean) => void;
  #lang = '';
  #now: Recogniser | undefined;
  #timer = 0;
  #began = 0;
  #empty = 0;
  /** What was final last, what was final before the last restart, and what is not final yet. */
  #last = '';
  #before = '';
  #open = '';

  constructor(make: Maker, hear: (words: string, final: boolean) => void) {
    this.#make = make;
    this.#hear = hear;
  }

  start(lang: string): void {
    this.#lang = lang;
    this.#last = this.#open = '';
    this.#empty = 0;
    this.failure = undefined;
    this.on = true;
    this.#listen();
  }

  /** Stops; what was heard stands. */
  stop(): void {
    this.on = false;
    clearTimeout(this.#timer);
    const now = this.#now;
    this.#now = undefined;
    if (now) {
      now.onresult = now.onerror = now.onend = null;
      now.abort();
    }
    this.#finish();
  }

  #listen(): void {
    const now = (this.#now = new this.#make());
    this.#before = this.#last;
    now.lang = this.#lang;
    now.continuous = now.interimResults = true;
    now.onresult = ({ resultIndex, results }) => {
      for (let i = resultIndex; i < results.length && results[i]?.isFinal; i++) {
        this.#commit(this.#words(results[i], i));
      }
      const open = Array.from(results).slice(resultIndex);
      const rest = open.map((heard, i) => (heard.isFinal ? '' : this.#words(heard, resultIndex + i)));
      this.#show(rest.filter(Boolean).join(' '));
    };
    now.onerror = ({ error }) => this.#fail(FAILURES[error]);
    now.onend = () => this.#again();
    this.#began = performance.now();
    now.start();
  }

  /** The words of a result; of the first one those that were heard before the restart are left out. */
  #words(heard: Heard | undefined, at: number): string {
    const words = heard?.[0]?.transcript.trim() ?? '';
    return at === 0 ? withoutOverlap(this.#before, words) : words;
  }

  #show(words: string): void {
    if (words === this.#open) return;
    this.#open = words;
    this.#hear(words, false);
  }

  #commit(words: string): void {
    if (words) {
      this.#last = words;
      this.#hear(words, true);
    }
    this.#open = '';
    this.#empty = 0;
  }

  /** What was not final when an engine ended will not come any more. */
  #finish(): void {
    if (this.#open) this.#commit(this.#open);
  }

  #again(): void {
    this.#finish();
    if (!this.on) return;
    this.#empty = performance.now() - this.#began < SHORT ? this.#empty + 1 : 0;
    if (this.#empty >= ATTEMPTS) {
      this.#fail('service');
      return;
    }
    this.#timer = window.setTimeout(() => this.#listen(), PAUSE);
  }

  #fail(failure: Failure | undefined): void {
    if (!failure) return; // silence, or our own stop: its end follows
    this.failure = failure;
    this.stop();
  }
}

/** The words, but for those at their beginning that another text ends with. */
export function withoutOverlap(before: string, words: string): string {
  const bare = (text: string): string[] =>
    text
      .toLocaleLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''));
  const [old, now] = [bare(before), bare(words)];
  for (let n = Math.min(AGAIN, old.length, now.length); n >= 2; n--) {
    if (old.slice(-n).join(' ') === now.slice(0, n).join(' ')) return words.split(/\s+/).slice(n).join(' ');
  }
  return words;
}
