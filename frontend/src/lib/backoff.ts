/** After these a new connection would only be closed again: sign in, revoked, no such meeting, replaced, reload. */
export const FINAL = new Set([4501, 4503, 4504, 4509, 4526]);
/** The server restarts or is full: the close reason is the longest wait in seconds. */
const ANNOUNCED = new Set([1012, 1013]);

/** The wait that the server asked for when it closed a line, in milliseconds; 0 if it asked for none. */
export function announced(code: number, reason: string): number {
  const seconds = ANNOUNCED.has(code) ? Number(reason) : 0;
  return seconds > 0 ? seconds * 1000 : 0;
}

/** The longest wait before the next attempt, in milliseconds, after so many losses in a row. */
export function longest(losses: number): number {
  return losses === 0 ? 1000 : Math.min(30_000, 1000 * 2 ** losses);
}
