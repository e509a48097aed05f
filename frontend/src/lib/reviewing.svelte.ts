import type { Command, OfferedPassage, Review, Seq } from './protocol.gen.ts';

/** A piece of a line: plain, or something that may identify somebody, and what would stand instead. */
export interface Piece {
  text: string;
  with?: string;
  /** A is certain, B likely; C is a doubt that is only shown. Plain text has none. */
  class?: 'A' | 'B' | 'C';
  reason?: string;
}

/** What was written or captioned, as it could be published. */
export interface Stripped {
  /** On an open item: it may be told who said it. */
  told: boolean;
  /** Who said it keeps it out of the record. */
  struck?: boolean;
  text: string;
  strip: string;
  pieces: Piece[];
}

/** A line of the minutes as the server offers it for the record. */
export interface Offered extends Stripped {
  line: Seq;
  item: Seq;
  kind: string;
  /** Who said it, as far as it may be told. */
  said?: string;
}

/** What one speaker said, as it was captioned, as the server offers it for the record. */
export interface Captioned extends Stripped {
  from: number;
  to: number;
  item: Seq;
  /** Somebody has to read what is marked in it. */
  doubts?: boolean;
}

/** All that the server offers. */
export interface Offer {
  lines: Offered[];
  passages: Captioned[];
}

/** Something that is looked through. */
export interface Looked {
  /** Whether it is to be in the record. */
  kept: boolean;
  /** As somebody has written it anew; empty while it is made of its pieces. */
  own: string;
  /** Somebody has read what is marked in it. */
  read: boolean;
}

/** How much is published: the title, what was written down, and some or all of what was captioned. */
export type Level = 0 | 1 | 2 | 3;

/** So many bytes of passages go into one ask, which may have 32 KiB. */
const AT_ONCE = 20_000;

const same = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();

/** The record of a meeting under the Rule while somebody looks it through. */
export class Reviewing {
  lines = $state<(Offered & Looked)[]>([]);
  passages = $state<(Captioned & Looked)[]>([]);
  #level = $state<Level>(1);
  /** What is masked or not against the offer, by what it says: in each line alike. */
  #turned = $state<string[]>([]);

  /** How many passages have something marked that nobody has read. */
  readonly unread = $derived(
    this.passages.filter(({ kept, doubts, read }) => kept && doubts && !read).length,
  );

  get level(): Level {
    return this.#level;
  }
  /** Another level begins with all of what was captioned, or with none of it. */
  set level(level: Level) {
    this.#level = level;
    for (const passage of this.passages) passage.kept = level === 3 && !passage.struck;
  }

  /** Takes what the server offers; what a draft before had is as it had it. */
  take({ lines, passages }: Offer, draft: Review | undefined): void {
    const looked = (of: Stripped, had: { text: string } | undefined): Looked => ({
      kept: !of.struck && (!draft || had !== undefined),
      own: had && had.text !== of.strip ? had.text : '',
      read: had !== undefined,
    });
    this.lines = lines.map((line) => ({
      ...line,
      ...looked(
        line,
        draft?.lines.find((other) => other.line === line.line),
      ),
    }));
    const before = draft?.passages ?? [];
    this.passages = passages.map((passage) => ({
      ...passage,
      ...looked(
        passage,
        before.find(({ from, to }) => from === passage.from && to === passage.to),
      ),
    }));
    if (draft) this.#level = draft.level as Level;
    else this.level = this.#level;
  }

  /** Whether a piece is replaced in the record. */
  masked({ text, class: of }: Piece): boolean {
    const offered = of === 'A' || of === 'B';
    return this.#turned.some((other) => same(other, text)) ? !offered : offered;
  }

  /** Has a piece be replaced or not, wherever it stands. */
  turn({ text }: Piece): void {
    const had = this.#turned.some((other) => same(other, text));
    this.#turned = had ? this.#turned.filter((other) => !same(other, text)) : [...this.#turned, text];
  }

  /** What a line says in the record. */
  text(line: Stripped & Looked): string {
    if (line.own) return line.own;
    if (line.pieces.length === 0) return line.strip;
    const text = line.pieces.map((piece) => (this.masked(piece) ? (piece.with ?? '') : piece.text)).join('');
    return text === line.text ? text : collapse(text);
  }

  /** The wish to have it read by somebody else. */
  draft(): Command {
    const lines = this.lines
      .filter(({ kept }) => kept && this.#level > 0)
      .map((line) => ({
        line: line.line,
        text: this.text(line),
        ...(line.said ? { said: line.said } : {}),
      }));
    return { do: 'draft_record', in: { level: this.#level, lines } };
  }

  /** What was captioned, as it is added to the draft: some at a time. */
  portions(): OfferedPassage[][] {
    const portions: OfferedPassage[][] = [];
    let bytes = AT_ONCE;
    for (const passage of this.#level < 2 ? [] : this.passages.filter(({ kept }) => kept)) {
      const { from, to, read } = passage;
      const one = { from, to, text: this.text(passage), ...(read ? { read } : {}) };
      const long = new TextEncoder().encode(JSON.stringify(one)).length;
      if (bytes + long > AT_ONCE) {
        portions.push([]);
        bytes = 0;
      }
      portions.at(-1)?.push(one);
      bytes += long;
    }
    return portions;
  }
}

/** Two placeholders in a row are one. */
const collapse = (text: string): string => text.replace(/(\[[^\]]+\])(?:[\s,]+\1)+/g, '$1');
