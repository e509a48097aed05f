import type { Turn } from './protocol.gen.ts';

/** So many turns are remembered. */
const MOST = 200;

/** Who had the floor when, as far as this page has seen: whom captions may mean that name nobody. */
export class Floors {
  #held = $state.raw<{ turn: Turn; until: number }[]>([]);

  /** Notes who has the floor; now is the server's time in milliseconds since 1970. */
  note(turn: Turn | null | undefined, now: number): void {
    const last = this.#held.at(-1);
    const same = last && last.until === Infinity && last.turn.id === turn?.id;
    if (same || (!turn?.name && last?.until !== Infinity)) return;
    const ended = this.#held.map((one) => (one.until === Infinity ? { ...one, until: now } : one));
    this.#held = turn?.name ? [...ended, { turn, until: Infinity }].slice(-MOST) : ended;
  }

  /** Who had the floor at a time, if that is known. */
  at(time: string): Turn | undefined {
    const at = Date.parse(time);
    const held = this.#held.filter(({ turn, until }) => Date.parse(turn.began ?? '') <= at && at < until);
    return held.at(-1)?.turn;
  }
}
