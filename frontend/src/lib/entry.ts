import type { Op } from './protocol.gen.ts';

/** An op before it has its number and its time. */
export type Doing = Omit<Op, 'n' | 'at'>;

/** What one op may hold: 4 KiB of text are 1,000 characters at least, and no erase reaches further than 2,000. */
export const MOST_TYPED = 1000;
export const MOST_ERASED = 2000;
/** A field that holds more characters lets go of its beginning, and keeps so many: the server erases no further than 2,000. */
const LONG = 1000;
const KEPT = 400;

/** How many characters (code points) a text has. */
export const length = (text: string): number => Array.from(text).length;

/** A text as the server keeps it: a tab is a space, other control characters are nothing. */
export const clean = (text: string): string =>
  text
    .replace(/\r\n|[\r\v\f\u0085\u2028]/g, '\n')
    .replace(/\t/g, ' ')
    // eslint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]/g, '');

/** The ops that make one text of another: back to where both are the same, and from there anew. */
export function change(before: string, after: string): Doing[] {
  const [old, now] = [Array.from(before), Array.from(after)];
  let same = 0;
  while (same < old.length && old[same] === now[same]) same++;
  const ops: Doing[] = [];
  for (let c = old.length - same; c > 0; c -= MOST_ERASED) ops.push({ op: 'e', c: Math.min(c, MOST_ERASED) });
  for (let i = same; i < now.length; i += MOST_TYPED) {
    ops.push({ op: 't', s: now.slice(i, i + MOST_TYPED).join('') });
  }
  return ops;
}

/**
 * What a captioner types, found by comparing what the field holds with what was sent of it, whatever
 * changed it: keys, an input method, autocorrect, paste or a steno machine. In mode `live` each change
 * goes out at once; in mode `line` a line goes when Enter ends it.
 */
export class Entry {
  mode: 'live' | 'line';
  readonly #do: (op: Doing) => void;
  /** What was sent of what the field holds. */
  #sent = '';

  constructor(mode: 'live' | 'line', does: (op: Doing) => void) {
    this.mode = mode;
    this.#do = does;
  }

  /** Takes what the field holds, and returns what it should hold now. */
  input(value: string): string {
    const lines = clean(value).split(/(\n|\u2029)/);
    for (let i = 0; i + 1 < lines.length; i += 2) this.#end(lines[i] ?? '', lines[i + 1] === '\u2029');
    const rest = lines[lines.length - 1] ?? '';
    if (this.mode === 'line') return rest;
    this.#become(rest);
    return this.#shorten();
  }

  /** The field begins anew: what it held is sent, and not erased any more. */
  begin(): void {
    this.#sent = '';
  }

  /** The field holds again what it held, and all of it was sent. */
  restore(value: string): void {
    if (this.mode === 'live') this.#sent = value;
  }

  #end(line: string, paragraph: boolean): void {
    if (this.mode === 'line' && line.trim() === '') return;
    this.#become(line);
    this.#do({ op: paragraph ? 'p' : 'nl' });
    this.#sent = '';
  }

  #become(text: string): void {
    for (const op of change(this.#sent, text)) this.#do(op);
    this.#sent = text;
  }

  #shorten(): string {
    const characters = Array.from(this.#sent);
    if (characters.length > LONG) {
      const tail = characters.slice(-KEPT).join('');
      this.#sent = tail.slice(tail.indexOf(' ') + 1);
    }
    return this.#sent;
  }
}
