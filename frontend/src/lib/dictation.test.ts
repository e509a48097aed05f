import { beforeEach, expect, test, vi } from 'vitest';
import { Dictation, type Recogniser, withoutOverlap } from './dictation.svelte.ts';

let engines: Engine[];
let heard: string[];

/** An engine of a browser, which hears what a test says. */
class Engine implements Recogniser {
  lang = '';
  continuous = false;
  interimResults = false;
  onresult: Recogniser['onresult'] = null;
  onerror: Recogniser['onerror'] = null;
  onend: Recogniser['onend'] = null;
  readonly start = vi.fn();
  readonly stop = vi.fn();
  readonly abort = vi.fn();
  #results: { 0: { transcript: string }; length: 1; isFinal: boolean }[] = [];

  constructor() {
    engines.push(this);
  }

  /** Result number at is now so; a word that ends in a full stop will not change any more. */
  hear(at: number, ...transcripts: string[]): void {
    const results = transcripts.map((transcript) => ({
      0: { transcript: transcript.replace('.', '') },
      length: 1 as const,
      isFinal: transcript.endsWith('.'),
    }));
    this.#results = [...this.#results.slice(0, at), ...results];
    this.onresult?.({ resultIndex: at, results: this.#results });
  }
}

function dictate(): { dictation: Dictation; engine: () => Engine } {
  const dictation = new Dictation(Engine, (words, final) => heard.push(final ? `${words}|` : words));
  dictation.start('fr');
  return { dictation, engine: () => engines[engines.length - 1] as Engine };
}

beforeEach(() => {
  vi.useFakeTimers();
  engines = [];
  heard = [];
});

test('it listens on and on, in the language of the captions', () => {
  const { engine } = dictate();
  expect(engine()).toMatchObject({ lang: 'fr', continuous: true, interimResults: true });
  expect(engine().start).toHaveBeenCalledOnce();
});

test('what may change replaces what was open, and what is final ends it', () => {
  const { engine } = dictate();
  engine().hear(0, 'we be');
  engine().hear(0, 'we begin');
  engine().hear(0, 'We begin.');
  engine().hear(1, ' with the');
  engine().hear(1, ' with the agenda.', ' and then');
  expect(heard).toEqual(['we be', 'we begin', 'We begin|', 'with the', 'with the agenda|', 'and then']);
});

test('results before the index are not heard again', () => {
  const { engine } = dictate();
  engine().hear(0, 'One.', 'tw');
  engine().hear(1, 'two');
  expect(heard).toEqual(['One|', 'tw', 'two']);
});

test('an engine that ends is followed by another, and what both heard is there once', () => {
  const { engine } = dictate();
  engine().hear(0, 'the next item of the');
  engine().onend?.();
  expect(heard.pop()).toBe('the next item of the|');
  vi.advanceTimersByTime(200);
  expect(engines).toHaveLength(2);
  engine().hear(0, 'Item of the agenda');
  engine().hear(0, 'Item of the agenda is.');
  engine().hear(1, 'item of the agenda');
  expect(heard.slice(1)).toEqual(['agenda', 'agenda is|', 'item of the agenda']);
});

test('after it was stopped nothing is heard, and what was heard stands', () => {
  const { dictation, engine } = dictate();
  engine().hear(0, 'the end');
  const { onresult } = engine();
  dictation.stop();
  expect(heard).toEqual(['the end', 'the end|']);
  expect(engine().abort).toHaveBeenCalledOnce();
  expect(engine().onresult).not.toBe(onresult);
  vi.advanceTimersByTime(10_000);
  expect(engines).toHaveLength(1);
});

test.each([
  ['not-allowed', 'denied'],
  ['audio-capture', 'microphone'],
  ['language-not-supported', 'language'],
  ['network', 'service'],
])('an engine that says %s is not asked again', (error, failure) => {
  const { dictation, engine } = dictate();
  engine().onerror?.({ error });
  expect(dictation).toMatchObject({ on: false, failure });
  vi.advanceTimersByTime(10_000);
  expect(engines).toHaveLength(1);
});

test('silence is no failure, but an engine that only ends is one', () => {
  const { dictation, engine } = dictate();
  engine().onerror?.({ error: 'no-speech' });
  expect(dictation.on).toBe(true);
  for (let i = 0; i < 5; i++) {
    engine().onend?.();
    vi.advanceTimersByTime(200);
  }
  expect(dictation).toMatchObject({ on: false, failure: 'service' });
  expect(engines).toHaveLength(5);
});

test.each([
  ['we go on to the', 'to the next', 'next'],
  ['We go on, to the.', 'on to the next', 'next'],
  ['one word', 'word again', 'word again'],
  ['', 'from the start', 'from the start'],
  ['all of it', 'all of it', ''],
])('after "%s" what is new in "%s" is "%s"', (before, words, rest) => {
  expect(withoutOverlap(before, words)).toBe(rest);
});
