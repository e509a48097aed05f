import { announced, FINAL, longest } from './backoff.ts';
import type { Ack, ConsoleWelcome, Desk, Op, Pong, Refused } from './protocol.gen.ts';
import type { Link } from './connection.ts';

type Frame = ConsoleWelcome | Ack | Refused | Pong | Desk;

/** Whoever listens to a line. */
export interface ConsoleEar {
  /** The first frame, without the time. */
  hello(): Op;
  link(link: Link): void;
  welcome(welcome: ConsoleWelcome): void;
  ack(n: number): void;
  missing(n: number): void;
  refused(refused: Refused): void;
  desk(desk: Desk): void;
  /** How long an answer took, in milliseconds. */
  delay(milliseconds: number): void;
}

/** How often the line is tried, in milliseconds: that measures the delay too. */
const PING = 2000;
/** After so much silence, in milliseconds, the line is dead. */
const SILENCE = 7000;
/** What any new line may need at first, in milliseconds. */
const PATIENCE = 10_000;

/** A console's line to the server, which comes back by itself. */
export class ConsoleLine {
  readonly #ear: ConsoleEar;
  #socket: WebSocket | undefined;
  #up = false;
  #over = false;
  #losses = 0;
  #since = 0;
  #due = 0;
  #retry = 0;
  #watchdog = 0;
  #pings = 0;

  constructor(ear: ConsoleEar) {
    this.#ear = ear;
  }

  start(): void {
    addEventListener('online', this.#hurry);
    addEventListener('offline', this.#cut);
    this.#open();
  }

  close(): void {
    removeEventListener('online', this.#hurry);
    removeEventListener('offline', this.#cut);
    clearTimeout(this.#retry);
    this.#drop();
  }

  get up(): boolean {
    return this.#up;
  }

  send(frame: Op): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #open(): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = (this.#socket = new WebSocket(`${scheme}://${location.host}/captions/socket`));
    this.#watch(PATIENCE);
    socket.onopen = () => this.send({ ...this.#ear.hello(), at: new Date().toISOString() });
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      if (this.#up) this.#watch(SILENCE);
      this.#hear(JSON.parse(data) as Frame);
    };
    socket.onclose = ({ code, reason }) => this.#lose(code, reason);
  }

  #hear(frame: Frame): void {
    if (frame.op === 'welcome') this.#begin(frame as ConsoleWelcome);
    else if (frame.op === 'ack') this.#took((frame as Ack).n);
    else if (frame.op === 'missing') this.#ear.missing((frame as Ack).n);
    else if (frame.op === 'refused') this.#ear.refused(frame as Refused);
    else if (frame.op === 'state') this.#ear.desk(frame as Desk);
    else if (frame.op === 'pong') this.#ear.delay(performance.now() - (frame as Pong).t);
    // What a later server says besides is not for us.
  }

  #begin(welcome: ConsoleWelcome): void {
    this.#up = true;
    this.#since = 0;
    this.#watch(SILENCE);
    this.#ear.welcome(welcome);
    this.#ear.link({ is: 'up' });
    const ping = (): void => this.send({ op: 'ping', t: Math.round(performance.now()) });
    this.#pings = window.setInterval(ping, PING);
    ping();
  }

  /** A line on which something arrived was a good one: the next loss is a first loss again. */
  #took(n: number): void {
    this.#losses = 0;
    this.#ear.ack(n);
  }

  #lose(code: number, reason: string): void {
    this.#drop();
    if (FINAL.has(code)) {
      this.#over = true;
      this.#ear.link({ is: 'over', code });
      return;
    }
    this.#since ||= Date.now();
    this.#ear.link({ is: 'lost', since: this.#since });
    const asked = announced(code, reason);
    this.#retryIn(Math.random() * (asked || longest(this.#losses++)));
    if (asked > 0) this.#due = 0; // a wait that the server asked for is not shortened
  }

  #retryIn(milliseconds: number): void {
    clearTimeout(this.#retry);
    this.#due = performance.now() + milliseconds;
    this.#retry = window.setTimeout(() => this.#open(), milliseconds);
  }

  /** The network is back: do not sit out a long wait. */
  readonly #hurry = (): void => {
    const waits = !this.#socket && !this.#over && this.#due - performance.now() > 1000;
    if (waits) this.#retryIn(Math.random() * 1000);
  };

  readonly #cut = (): void => {
    if (this.#socket) this.#lose(0, '');
  };

  #watch(milliseconds: number): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = window.setTimeout(this.#cut, milliseconds);
  }

  #drop(): void {
    clearTimeout(this.#watchdog);
    clearInterval(this.#pings);
    this.#up = false;
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
