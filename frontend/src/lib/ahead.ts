import type { Channel, Meeting, Segment } from './protocol.gen.ts';

// What some servers say already, and others not yet: each field may be missing.

/** Who or what writes a channel. */
export type Source = 'human' | 'automatic' | 'mixed' | 'translated';

export interface Sourced extends Channel {
  source?: Source;
  /** The language that it is translated from. */
  of?: string;
}

export interface Marked extends Segment {
  /** When it was corrected, long after it was read. */
  fixed?: string;
  /** Off the record: shown, and not kept. */
  live?: boolean;
}

export interface Recorded extends Meeting {
  /** Since when captions are not kept. */
  off_record?: string | null;
}

/** Whether text reaches a channel, and since when it is so. */
export interface Arrival {
  state: 'live' | 'lost';
  since: string;
}
