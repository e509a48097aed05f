import type { Link } from './connection.ts';
import { ConsoleLine } from './consoleline.ts';
import type { Doing } from './entry.ts';
import { Outbox, words } from './outbox.ts';
import type { ConsoleWelcome, Desk, Op, Refused } from './protocol.gen.ts';
import { Shelf } from './shelf.ts';

/** What is on its way for less than this, in milliseconds, is not said to wait. */
const WAITS = 1500;
const TICK = 1000;

/** A captioner's console: what it does is numbered, kept until the server has it, and sent again after a lost line. */
export class Console {
  link = $state.raw<Link>({ is: 'connecting' });
  /** What the server says of the meeting; undefined before its first word. */
  desk = $state.raw<Desk>();
  /** How long the last answer took, in milliseconds; undefined before the first. */
  delay = $state<number>();
  /** How many words are not yet with the server, and how many of its ops. */
  waiting = $state(0);
  /** Whom the captioner has named last; empty for somebody unknown, undefined before the first. */
  speaker = $state<string>();
  /** Its own words went off the record, and not back. */
  off = $state(false);
  /** Why the last op changed nothing, or ''. */
  refusal = $state('');
  /** The browser keeps what waits also when the page is loaded again. */
  lasts = $state(true);

  readonly #secret: string;
  readonly #outbox = new Outbox();
  readonly #line = new ConsoleLine({
    hello: () => this.#hello(),
    link: (link) => (this.link = link),
    welcome: (welcome) => this.#welcome(welcome),
    ack: (n) => this.#ack(n),
    missing: (n) => this.#resend(n),
    refused: (refused) => this.#refused(refused),
    desk: (desk) => {
      this.desk = desk;
      this.#keep(); // what is off the record now is kept no more
    },
    delay: (milliseconds) => (this.delay = milliseconds),
  });
  // Nothing that is drawn depends on it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #asked = new Map<number, (refused: Refused | undefined) => void>();
  #shelf: Shelf | undefined;
  #field = '';
  #ticker = 0;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Opens the line, and returns what the field held when the page was left. */
  async start(): Promise<string> {
    this.#shelf = await Shelf.open(this.#secret);
    this.lasts = this.#shelf.lasts;
    const kept = this.#shelf.kept;
    if (kept) {
      this.#outbox.restore(kept);
      this.off = kept.off;
      this.speaker = kept.speaker || undefined;
    }
    this.#ticker = window.setInterval(() => this.#count(), TICK);
    this.#count();
    this.#line.start();
    return kept?.field ?? '';
  }

  close(): void {
    clearInterval(this.#ticker);
    this.#line.close();
  }

  /** Does something, now or as soon as there is a line, and returns its number. */
  do(doing: Doing): number {
    if (doing.op === 'spk') this.speaker = doing.label ?? '';
    const before = this.#outbox.last;
    const n = this.#outbox.add(doing, Date.now());
    if (this.#line.up) for (const op of this.#outbox.after(Math.min(before, n - 1))) this.#line.send(op);
    this.#changed();
    return n;
  }

  /** Does something, and tells why it changed nothing, if so. */
  ask(doing: Doing): Promise<Refused | undefined> {
    return new Promise((answer) => this.#asked.set(this.do(doing), answer));
  }

  /** Keeps what the field holds, for when the page is loaded again. */
  hold(field: string): void {
    this.#field = field;
    this.#keep();
  }

  #hello(): Op {
    const { acked, off } = this.#outbox.pending;
    const resume = { src: this.#shelf?.src ?? '', n: acked, ...(off && { off }) };
    return { op: 'hello', proto: 1, client: 'console/1', secret: this.#secret, resume };
  }

  #welcome({ n }: ConsoleWelcome): void {
    this.#outbox.welcome(n);
    this.#ack(n);
    this.#resend(n);
  }

  #resend(n: number): void {
    for (const op of this.#outbox.after(n)) this.#line.send(op);
    this.#changed();
  }

  #ack(n: number): void {
    this.#outbox.acknowledge(n);
    for (const [asked, answer] of this.#asked) if (asked <= n) this.#answer(asked, answer, undefined);
    this.off = this.#outbox.pending.off;
    this.#changed();
  }

  #refused(refused: Refused): void {
    this.#outbox.refuse(refused.n);
    const answer = this.#asked.get(refused.n);
    if (answer) this.#answer(refused.n, answer, refused);
    else this.refusal = refused.text;
  }

  #answer(n: number, answer: (refused: Refused | undefined) => void, refused: Refused | undefined): void {
    this.#asked.delete(n);
    answer(refused);
  }

  #changed(): void {
    this.#count();
    this.#keep();
  }

  #count(): void {
    const { ops } = this.#outbox.pending;
    const oldest = Date.parse(ops[0]?.at ?? '');
    this.waiting = this.link.is === 'up' && !(Date.now() - oldest > WAITS) ? 0 : words(ops);
  }

  #keep(): void {
    const { silent, ...lasting } = this.#outbox.lasting(Boolean(this.desk?.off_record));
    this.#shelf?.put({ ...lasting, field: silent ? '' : this.#field, speaker: this.speaker ?? '' });
  }
}
