import type { Command, RecordLine, Seq } from './protocol.gen.ts';

/** A piece of a line: plain, or something that may identify somebody, and what would stand instead. */
export interface Piece {
  text: string;
  with?: string;
  /** A is certain, B likely; C is a doubt that is only shown. Plain text has none. */
  class?: 'A' | 'B' | 'C';
  reason?: string;
}

/** A line of the minutes as the server offers it for the record. */
export interface Offered {
  line: Seq;
  item: Seq;
  kind: string;
  /** It is on an open item: it may be told who said it. */
  told: boolean;
  /** Who said it, as far as it may be told. */
  said?: string;
  /** Who said it keeps it out of the record. */
  struck?: boolean;
  text: string;
  strip: string;
  pieces: Piece[];
}

/** A line that is looked through. */
export interface Looked extends Offered {
  /** Whether it is to be in the record. */
  kept: boolean;
  /** As somebody has written it anew; empty while it is made of its pieces. */
  own: string;
}

const same = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();

/** The record of a meeting under the Rule while somebody looks it through. */
export class Reviewing {
  lines = $state<Looked[]>([]);
  /** What is masked or not against the offer, by what it says: in each line alike. */
  #turned = $state<string[]>([]);

  /** Takes what the server offers; what a draft before had is as it had it. */
  take(offered: Offered[], draft: RecordLine[] | undefined): void {
    this.lines = offered.map((line) => {
      const had = draft?.find((other) => other.line === line.line);
      return {
        ...line,
        kept: !line.struck && (!draft || had !== undefined),
        own: had && had.text !== line.strip ? had.text : '',
      };
    });
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
  text(line: Looked): string {
    if (line.own) return line.own;
    if (line.pieces.length === 0) return line.strip;
    const text = line.pieces.map((piece) => (this.masked(piece) ? (piece.with ?? '') : piece.text)).join('');
    return text === line.text ? text : collapse(text);
  }

  /** The wish to have it read by somebody else. */
  draft(level: 0 | 1): Command {
    const lines = this.lines
      .filter(({ kept }) => kept && level === 1)
      .map((line) => ({
        line: line.line,
        text: this.text(line),
        ...(line.said ? { said: line.said } : {}),
      }));
    return { do: 'draft_record', in: { level, lines } };
  }
}

/** Two placeholders in a row are one. */
const collapse = (text: string): string => text.replace(/(\[[^\]]+\])(?:[\s,]+\1)+/g, '$1');
