import type { Patch, Segment, SourceState } from './protocol.gen.ts';

/** A stretch of captions as a page has it. */
export interface Marked extends Segment {
  /** Off the record: shown, and not kept. */
  live?: boolean;
}

/** A stretch of captions, in the block of one speaker. */
export interface Line extends Marked {
  /** It begins a block: another speaker than the one before, or somebody who is not named. */
  heads: boolean;
  /** Whose block it stands in, which a sound does not interrupt; '' for somebody unknown. */
  block: string;
}

/** A line that is a sound, in brackets: it is nobody's, and interrupts nobody. */
const isSound = ({ speaker, text }: Segment): boolean => !speaker && /^[[(].*[\])]$/.test(text);

/** Two chevrons say that somebody else speaks, and not who. */
const isUnnamed = ({ speaker, text }: Segment): boolean => !speaker && /^>>/.test(text);

/** Says of each line which block it stands in. */
function inBlocks(segments: Marked[]): Line[] {
  let speaker: string | undefined;
  return segments.map((segment) => {
    const heads = !isSound(segment) && (segment.speaker !== speaker || isUnnamed(segment));
    if (heads) speaker = segment.speaker;
    return { ...segment, heads, block: speaker ?? '' };
  });
}

const SEGMENT = 'seg/';

/** What is said off the record, each after what was on it then: between two lines there is room for so many. */
const ROOM = 100_000;

function together(segments: Segment[], live: Segment[]): Marked[] {
  if (live.length === 0) return segments;
  const after = (at: string): number =>
    segments.reduce((latest, line) => (line.at <= at ? Math.max(latest, line.id) : latest), 0);
  const said = live.map((line) => ({ ...line, id: after(line.at) + line.id / ROOM, live: true }));
  return [...segments, ...said].sort((a, b) => a.id - b.id);
}

/** The captions of one channel, in the order of the text. */
export class Captions {
  #segments = $state.raw<Segment[]>([]);
  #live = $state.raw<Segment[]>([]);
  /** The text before the reader came is on its way. */
  #past = false;
  /** It has come. */
  whole = $state(false);
  /** When text came last, as performance.now tells time; 0 before any did. */
  heard = 0;
  /** Whether text arrives; unknown of servers that do not say. */
  source = $state.raw<SourceState>();

  readonly #all = $derived(inBlocks(together(this.#segments, this.#live)));
  readonly lines = $derived(this.#all.filter((line) => line.final));
  /** What is being written and may still change. */
  readonly growing = $derived(this.#all.filter((line) => !line.final));

  /** Takes a patch and returns the lines that it finished, for those who have captions read to them. */
  apply(patch: Patch): Segment[] {
    if (patch.reset) this.source = undefined;
    if ('source' in patch.set) this.source = (patch.set.source as SourceState | null) ?? undefined;
    const past = patch.reset === true || this.#past;
    this.#past = past && patch.more === true;
    this.whole = !this.#past;
    const { segments, finished } = patched(this.#segments, patch);
    this.#segments = segments;
    if (!past) this.heard = performance.now();
    return past ? [] : finished;
  }

  /** The same of what is said off the record. */
  applyLive(patch: Patch): Segment[] {
    const { segments, finished } = patched(this.#live, patch);
    this.#live = segments;
    if (!patch.reset) this.heard = performance.now();
    return patch.reset ? [] : finished;
  }
}

/** The segments after a patch, and those that it finished. */
function patched(before: Segment[], patch: Patch): { segments: Segment[]; finished: Segment[] } {
  const had = patch.reset ? [] : before;
  const set = Object.entries(patch.set).filter(([key]) => key.startsWith(SEGMENT));
  if (set.length === 0) return { segments: had, finished: [] };
  const came = set.map(([, value]) => value as Segment | null).filter((value) => value !== null);
  const kept = had.filter(({ id }) => !(`${SEGMENT}${id}` in patch.set));
  const segments = [...kept, ...came].sort((a, b) => a.id - b.id);
  const known = (id: number): boolean => had.some((line) => line.id === id && line.final);
  return {
    segments,
    finished: came.filter(({ id, final }) => final && !known(id)).sort((a, b) => a.id - b.id),
  };
}
