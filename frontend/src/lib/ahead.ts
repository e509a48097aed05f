import type { Segment } from './protocol.gen.ts';

// What the protocol does not type yet.

export interface Marked extends Segment {
  /** Off the record: shown, and not kept. */
  live?: boolean;
}

/** Whether text reaches a channel, and since when it is so. */
export interface Arrival {
  state: 'live' | 'lost';
  since: string;
}
