import type { Answer, Command, Patch, Welcome } from './protocol.gen.ts';

/** Whom a way is to reach, and for whom. */
export interface Goal {
  /** The meeting's address in the interface, as /api/v1/meetings/… */
  path: string;
  session: string;
  /** Where each feed that is followed was left; '' is its beginning. */
  positions: () => Record<string, string>;
}

/** What was asked and has no answer yet. */
export interface Ask {
  n: number;
  id: string;
  command: Command;
}

/** Whoever hears what comes by a way. Times are as they arrive; roundTrip is in milliseconds. */
export interface Ear {
  /** Something came, if only a sign of life. */
  alive(): void;
  /** The first thing came: the way works. A socket's begins with a welcome. */
  up(welcome?: Welcome, roundTrip?: number): void;
  now(time: string): void;
  patch(patch: Patch): void;
  answer(answer: Answer): void;
  /** The way has ended, with a close code of sockets. It is not used any more. */
  lost(code: number, reason: string): void;
}

/** One attempt to follow a meeting, until it is lost or closed. */
export interface Way {
  follow(): void;
  ask(ask: Ask): void;
  close(): void;
}

/** The end of a line of which nothing is known. */
export const BROKEN = 1006;

/** What an answer over HTTP that is no success would have been as the end of a socket. */
export function ending({ status }: Response): number {
  if (status === 401) return 4501;
  return status === 404 ? 4504 : BROKEN;
}
