import { type Doing, MOST_ERASED, MOST_TYPED } from './entry.ts';
import type { Op } from './protocol.gen.ts';

/** What waits is put together if it was typed within so long, in milliseconds: what is off the record is told by when it was typed. */
const TOGETHER = 1000;

/** What is kept of an outbox over a reload. */
export interface Pending {
  acked: number;
  off: boolean;
  ops: Op[];
}

/** What a console has done, by number, until the server says that it was taken. */
export class Outbox {
  /** What is not acknowledged, in order. */
  #ops: Op[] = [];
  /** The last op that is known to be taken. */
  #acked = 0;
  /** What is taken went off the record, and not back. */
  #off = false;
  /** Ops up to here may have arrived, so they are never changed. */
  #sent = 0;

  /** Numbers what was done at a time, together with what waits where that says the same. */
  add(doing: Doing, at: number): number {
    const op = this.#merge({ ...doing }, at);
    if (!op) return this.last;
    this.#ops.push({ ...op, n: this.last + 1, at: new Date(at).toISOString() });
    return this.last;
  }

  /** The number of the last op that was done. */
  get last(): number {
    return this.#ops[this.#ops.length - 1]?.n ?? Math.max(this.#acked, this.#sent);
  }

  get pending(): Pending {
    return { acked: this.#acked, off: this.#off, ops: this.#ops };
  }

  /**
   * What may be kept on the device, and whether what is typed now may be: nothing that was typed off the record,
   * by the captioner's own word or, if off is true, by the meeting's. Its numbers stay, so that what follows has its own.
   */
  lasting(off: boolean): Pending & { silent: boolean } {
    let silent = this.#off || off;
    const ops = this.#ops.map((op): Op => {
      if (op.op === 'record') silent = op.on !== true;
      const { n, at } = op;
      return silent && op.op !== 'record' ? { op: 'clear', ...(n && { n }), ...(at && { at }) } : op;
    });
    return { acked: this.#acked, off: this.#off, ops, silent };
  }

  /** What comes after a number; it may arrive, so it is not changed from now on. */
  after(n: number): Op[] {
    this.#sent = Math.max(this.#sent, this.last);
    return this.#ops.filter((op) => (op.n ?? 0) > n);
  }

  acknowledge(n: number): void {
    while (this.#ops.length > 0 && (this.#ops[0]?.n ?? 0) <= n) {
      const op = this.#ops.shift();
      if (op?.op === 'record') this.#off = op.on !== true;
    }
    this.#acked = Math.max(this.#acked, n);
  }

  /** An op that was refused changes nothing: it counts, but the record is as it was. */
  refuse(n: number): void {
    this.#ops = this.#ops.map((op) => (op.n === n && op.op === 'record' ? { ...op, on: !this.#off } : op));
  }

  /** The server has taken up to n; what was never sent goes on from there. */
  welcome(n: number): void {
    const sent = this.#ops.filter((op) => (op.n ?? 0) <= this.#sent);
    const fresh = this.#ops.slice(sent.length);
    this.#ops = sent;
    this.acknowledge(n);
    this.#sent = Math.max(this.#sent, this.#acked);
    this.#append(fresh);
  }

  /** Puts what was kept before what was done since. */
  restore({ acked, off, ops }: Pending): void {
    const fresh = this.#ops;
    this.#ops = [...ops];
    this.#acked = acked;
    this.#off = off;
    this.#sent = this.last;
    this.#append(fresh);
  }

  #append(fresh: Op[]): void {
    for (const op of fresh) this.#ops.push({ ...op, n: this.last + 1 });
  }

  /** Changes what waits, where it may be, and returns what is left to do. */
  #merge(op: Doing, at: number): Doing | undefined {
    const last = this.#ops[this.#ops.length - 1];
    if (!last || (last.n ?? 0) <= this.#sent) return op;
    if (op.op === 'e' && last.op === 'e' && (last.c ?? 0) + (op.c ?? 0) <= MOST_ERASED) {
      last.c = (last.c ?? 0) + (op.c ?? 0);
      return undefined;
    }
    if (op.op === 'e' && last.op === 't') return this.#takeBack(last, op, at);
    const typed = Array.from((last.s ?? '') + (op.s ?? ''));
    const together = at - Date.parse(last.at ?? '') < TOGETHER && typed.length <= MOST_TYPED;
    if (op.op !== 't' || last.op !== 't' || !together) return op;
    last.s = typed.join('');
    return undefined;
  }

  #takeBack(last: Op, { c = 0 }: Doing, at: number): Doing | undefined {
    const typed = Array.from(last.s ?? '');
    const left = typed.length - c;
    if (left > 0) {
      last.s = typed.slice(0, left).join('');
      return undefined;
    }
    this.#ops.pop();
    return left < 0 ? this.#merge({ op: 'e', c: -left }, at) : undefined;
  }
}

/** How many words wait in ops. */
export function words(ops: Op[]): number {
  const typed = ops
    .map(({ op, s, text }) => s ?? text ?? (['nl', 'p', 'spk'].includes(op) ? ' ' : ''))
    .join('');
  return typed.split(/\s+/).filter(Boolean).length;
}
