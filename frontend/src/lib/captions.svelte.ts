import type { Arrival, Marked } from './ahead.ts';
import type { Patch, Segment } from './protocol.gen.ts';

/** A stretch of captions, in the block of one speaker. */
export interface Line extends Marked {
  /** It begins a block: another speaker than the one before. */
  heads: boolean;
  /** Whose block it stands in, which a sound does not interrupt; '' for somebody unknown. */
  block: string;
}

/** A line that is a sound, in brackets: it is nobody's, and interrupts nobody. */
const isSound = ({ speaker, text }: Segment): boolean => !speaker && /^[[(].*[\])]$/.test(text);

/** Says of each line which block it stands in. */
function inBlocks(segments: Marked[]): Line[] {
  let speaker: string | undefined;
  return segments.map((segment) => {
    const heads = !isSound(segment) && segment.speaker !== speaker;
    if (heads) speaker = segment.speaker;
    return { ...segment, heads, block: speaker ?? '' };
  });
}

const SEGMENT = 'seg/';

/** The captions of one channel, in the order of the text. */
export class Captions {
  #segments = $state.raw<Marked[]>([]);
  /** Whether text arrives; unknown of servers that do not say. */
  source = $state.raw<Arrival>();

  readonly #all = $derived(inBlocks(this.#segments));
  readonly lines = $derived(this.#all.filter((line) => line.final));
  /** What is being written and may still change. */
  readonly growing = $derived(this.#all.filter((line) => !line.final));

  /** Takes a patch and returns the lines that it finished, for those who have captions read to them. */
  apply(patch: Patch): Marked[] {
    if (patch.reset) this.source = undefined;
    if ('source' in patch.set) this.source = (patch.set.source as Arrival | null) ?? undefined;
    const before = patch.reset ? [] : this.#segments;
    const set = Object.entries(patch.set).filter(([key]) => key.startsWith(SEGMENT));
    if (set.length === 0 && !patch.reset) return [];
    const came = set.map(([, value]) => value as Marked | null).filter((value) => value !== null);
    const kept = before.filter(({ id }) => !(`${SEGMENT}${id}` in patch.set));
    this.#segments = [...kept, ...came].sort((a, b) => a.id - b.id);
    if (patch.reset) return [];
    const known = (id: number): boolean => before.some((line) => line.id === id && line.final);
    return came.filter(({ id, final }) => final && !known(id)).sort((a, b) => a.id - b.id);
  }
}
