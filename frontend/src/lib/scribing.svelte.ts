import type { Answer, Command, Seq } from './protocol.gen.ts';
import { uuid } from './uuid.ts';

/** A line that a scribe has finished. By its id it is written down once, however often it is sent. */
export interface Written {
  id: string;
  text: string;
  item: Seq;
  /** When it was finished, in milliseconds since 1970. */
  at: number;
  /** Why it was not written down. */
  refusal?: string;
}

/** Asks under an id, and settles when the page shows what came of it; undefined where no line will come back. */
export type Send = (command: Command, id: string) => Promise<Answer | undefined>;

/** Refusals that pass by themselves, and how long that takes, in milliseconds. */
const PASSING = ['too_often', 'internal'];
const AGAIN = 1000;

/**
 * What one writes in the minutes of a meeting, kept on this device until the meeting has it: over a lost line, a
 * page that is loaded again, and a browser that falls over. Each line is kept under its own id, so tabs do not
 * overwrite each other, and it does no harm that two of them send the same line.
 */
export class Scribing {
  /** What is not written down yet, in the order in which it was finished. */
  waiting = $state.raw<Written[]>([]);

  readonly #lines: string;
  readonly #field: string;
  readonly #send: Send;
  #draft = $state('');
  #sending = false;

  constructor(meeting: string, send: Send) {
    this.#lines = `convener.line.${meeting}.`;
    this.#field = `convener.draft.${meeting}`;
    this.#send = send;
    this.#draft = read(this.#field);
    this.waiting = kept(this.#lines);
    void this.#flush();
  }

  get draft(): string {
    return this.#draft;
  }

  /** What the field holds; off the record it is not kept. */
  type(text: string, off: boolean): void {
    this.#draft = text;
    keep(this.#field, off ? '' : text);
  }

  /** Finishes a line on an item, 0 for none. */
  write(text: string, item: Seq, off: boolean): void {
    const line = { id: uuid(), text, item, at: Date.now() };
    this.waiting = [...this.waiting, line];
    if (!off) keep(this.#lines + line.id, JSON.stringify(line));
    this.type('', off);
    void this.#flush();
  }

  /** Takes a line that was refused back into the field, before what is there. */
  change(line: Written, off: boolean): void {
    this.discard(line);
    this.type([line.text, this.#draft].filter(Boolean).join('\n'), off);
  }

  discard(line: Written): void {
    this.waiting = this.waiting.filter(({ id }) => id !== line.id);
    keep(this.#lines + line.id, '');
  }

  /** Sends what waits, one line after the other, so that they are written down in their order. */
  async #flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let line = this.#next(); line; line = this.#next()) {
      const answer = await this.#send(
        { do: 'write_line', in: { text: line.text, item: line.item } },
        line.id,
      );
      if (!answer) break;
      if (!('code' in answer)) this.discard(line);
      else if (PASSING.includes(answer.code)) await new Promise((later) => setTimeout(later, AGAIN));
      else this.#refuse(line, answer.text);
    }
    this.#sending = false;
  }

  #next(): Written | undefined {
    return this.waiting.find(({ refusal }) => refusal === undefined);
  }

  #refuse(line: Written, refusal: string): void {
    this.waiting = this.waiting.map((one) => (one.id === line.id ? { ...one, refusal } : one));
  }
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return ''; // storage may be forbidden; then what is typed lasts as long as the page
  }
}

function keep(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // see read
  }
}

/** The lines that are kept under a beginning. What is not one of ours is left alone. */
function kept(beginning: string): Written[] {
  const lines: Written[] = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(beginning)) continue;
      const { id, text, item, at } = JSON.parse(localStorage.getItem(key) ?? '{}') as Written;
      if (id && text) lines.push({ id, text, item, at });
    }
  } catch {
    // see read
  }
  return lines.sort((a, b) => a.at - b.at);
}
