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
  /** The part of the meeting that it belongs to, which can be published by itself; absent if there is none. */
  part?: Seq;
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
  /** Too few who spoke in this part stay unnamed for it to be published. */
  few?: boolean;
  /** Somebody has to read what is marked in it. */
  doubts?: boolean;
}

/** All that the server offers. */
export interface Offer {
  /** What stands instead of who is named, in the meeting's language. */
  somebody: string;
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
  #lines = $state<(Offered & Looked)[]>([]);
  #passages = $state<(Captioned & Looked)[]>([]);
  #part = $state<Seq>(0);
  #level = $state<Level>(1);
  #somebody = '';
  /** What is masked or not against the offer, by what it says: in each line alike. */
  #turned = $state<string[]>([]);
  /** Words that somebody has marked whom the program did not find. */
  words = $state<string[]>([]);

  /** What is looked through: all, or what belongs to a part. */
  readonly lines = $derived(this.#lines.filter((line) => this.#among(line)));
  readonly passages = $derived(this.#passages.filter((passage) => this.#among(passage)));

  /** How many passages have something marked that nobody has read. */
  readonly unread = $derived(
    this.passages.filter(({ kept, doubts, read }) => kept && doubts && !read).length,
  );

  /** Something was captioned, and of none of it did enough people speak for it to be published. */
  readonly few = $derived(this.passages.length > 0 && this.passages.every(({ few }) => few));
  /** What can be published. */
  readonly levels = $derived<Level[]>(this.passages.length > 0 && !this.few ? [1, 2, 3, 0] : [1, 0]);

  /** The part whose record it is, 0 for all that is not published yet. */
  get part(): Seq {
    return this.#part;
  }
  set part(part: Seq) {
    this.#part = part;
    this.level = this.levels.includes(this.#level) ? this.#level : 1;
  }
  #among({ part }: Stripped): boolean {
    return this.#part === 0 || part === this.#part;
  }

  get level(): Level {
    return this.#level;
  }
  /** Another level begins with all of what was captioned, or with none of it. */
  set level(level: Level) {
    this.#level = level;
    for (const passage of this.passages) passage.kept = level === 3 && !passage.struck && !passage.few;
  }

  /** Takes what the server offers; what a draft before had is as it had it. */
  take({ somebody, lines, passages }: Offer, draft: Review | undefined): void {
    this.#somebody = somebody;
    this.#part = draft?.item ?? 0;
    /** The draft is of a part, and this is of another: nobody has left it out. */
    const beside = ({ part }: Stripped): boolean => draft?.item !== undefined && part !== draft.item;
    const looked = (of: Stripped & { few?: boolean }, had: { text: string } | undefined): Looked => ({
      kept: !of.struck && !of.few && (!draft || beside(of) || had !== undefined),
      own: had && had.text !== of.strip ? had.text : '',
      read: had !== undefined,
    });
    this.#lines = lines.map((line) => ({
      ...line,
      ...looked(
        line,
        draft?.lines.find((other) => other.line === line.line),
      ),
    }));
    const before = draft?.passages ?? [];
    this.#passages = passages.map((passage) => ({
      ...passage,
      ...looked(
        passage,
        before.find(({ from, to }) => from === passage.from && to === passage.to),
      ),
    }));
    const level = draft ? (draft.level as Level) : this.#level;
    if (!this.levels.includes(level)) this.level = 1;
    else if (draft) this.#level = level;
    else this.level = level;
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

  /** Marks words that tell who spoke, wherever they stand. */
  mark(words: string): void {
    const trimmed = words.trim();
    if (trimmed && !this.words.some((other) => same(other, trimmed))) this.words = [...this.words, trimmed];
  }
  /** Takes a mark back. */
  unmark(words: string): void {
    this.words = this.words.filter((other) => other !== words);
  }

  /** The pieces of a line, with the words that were marked since: these go before a doubt. */
  pieces(line: Stripped): Piece[] {
    if (line.told || this.words.length === 0) return line.pieces;
    const whole = line.pieces.length > 0 ? line.pieces : [{ text: line.text }];
    const marked = this.#found(line.text).map(([from, to]) => ({ from, to }));
    const cut: Piece[] = [];
    let at = 0;
    for (const piece of whole) {
      const end = at + piece.text.length;
      const certain = piece.class === 'A' || piece.class === 'B';
      const within = certain ? [] : marked.filter(({ from, to }) => from < end && to > at);
      let done = at;
      for (const { from, to } of within) {
        if (from > done) cut.push({ text: line.text.slice(done, from) });
        // What reaches over several pieces stands where it begins.
        if (from >= at)
          cut.push({ text: line.text.slice(from, to), with: this.#somebody, class: 'B', reason: '' });
        done = Math.min(to, end);
      }
      if (done === at) cut.push(piece);
      else if (done < end) cut.push({ text: line.text.slice(done, end) });
      at = end;
    }
    return cut;
  }

  /** Where the words that were marked stand in a text, whole and whatever their case. */
  #found(text: string): [from: number, to: number][] {
    const longest = [...this.words].sort((a, b) => b.length - a.length);
    const any = longest.map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const found = text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu'));
    return [...found].map((one) => [one.index, one.index + one[0].length]);
  }

  /** What a line says in the record. */
  text(line: Stripped & Looked): string {
    if (line.own) return line.own;
    const pieces = this.pieces(line);
    if (pieces.length === 0) return line.strip;
    const text = pieces.map((piece) => (this.masked(piece) ? (piece.with ?? '') : piece.text)).join('');
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
    const of = this.#part ? { item: this.#part } : {};
    return { do: 'draft_record', in: { ...of, level: this.#level, lines } };
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
