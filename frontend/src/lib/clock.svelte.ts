import type { Turn } from './protocol.gen.ts';

/**
 * The server's time. The device's own clock is never read: a device that is five minutes wrong
 * shows the same remaining time as any other.
 *
 * The offset between the server's time and performance.now() is kept as the interval it must lie
 * in. A message that took no time would put it at the low end; one whose request took no time,
 * at the high end. Every sample narrows the interval, so the quickest round trip counts most.
 */
export class Clock {
  /** The server's time in milliseconds since 1970, at the last tick. */
  now = $state(0);

  #low = -Infinity;
  #high = Infinity;

  /** Takes the server's time as it has just arrived; roundTrip is in milliseconds, where it is known. */
  sample(time: string, roundTrip = Infinity): void {
    const low = Date.parse(time) - performance.now();
    const high = low + roundTrip;
    if (low > this.#high || high < this.#low) {
      // One of the clocks jumped (the device slept): the newest sample is right.
      [this.#low, this.#high] = [low, high];
    } else {
      [this.#low, this.#high] = [Math.max(low, this.#low), Math.min(high, this.#high)];
    }
    this.tick();
  }

  tick(): void {
    const offset = this.#high === Infinity ? this.#low : (this.#low + this.#high) / 2;
    if (offset !== -Infinity) this.now = performance.now() + offset;
  }
}

/**
 * The seconds that remain of a turn; below zero when it is over its limit. Before its clock begins, all remain; a turn
 * without a limit has no end.
 */
export function remaining(turn: Turn, now: number): number {
  if (turn.limit === 0) return Infinity;
  if (turn.began === undefined) return turn.limit;
  const until = Math.max(turn.paused_at ? Date.parse(turn.paused_at) : now, Date.parse(turn.began));
  return turn.limit + (turn.paused ?? 0) - (until - Date.parse(turn.began)) / 1000;
}

/** Seconds as a clock shows them: 2:05. */
export function minutesAndSeconds(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
