import type { Painted, Patch } from './protocol.gen.ts';

/** The server counts one a second at most, in milliseconds. */
const EVERY = 1100;
const TEXT = /^(captions|live)\//;

/** Tells the server, which has asked for it, how soon after their arrival patches of captions are drawn. */
export function painting(send: (frame: { painted: Painted }) => void): (patch: Patch) => void {
  let due = 0;
  return ({ feed, cursor, reset }) => {
    const now = performance.now();
    if (reset || now < due || document.hidden || !TEXT.test(feed)) return;
    due = now + EVERY;
    const drawn = (): void => {
      const took = Math.round(performance.now() - now);
      if (!document.hidden) send({ painted: { feed, cursor, took } });
    };
    requestAnimationFrame(() => setTimeout(drawn)); // after what the frame draws
  };
}
