import type { Patch, Segment } from './protocol.gen.ts';

/** A finished stretch of captions, and whether it begins a block: another speaker than the one before. */
export interface Line extends Segment {
  heads: boolean;
}

/** A line that is a sound, in brackets: it is nobody's, and interrupts nobody. */
const isSound = ({ speaker, text }: Segment): boolean => !speaker && /^[[(].*[\])]$/.test(text);

/** Says of each line whether it begins a block. */
function inBlocks(lines: Segment[]): Line[] {
  let speaker: string | undefined;
  return lines.map((line) => {
    const heads = !isSound(line) && line.speaker !== speaker;
    if (heads) speaker = line.speaker;
    return { ...line, heads };
  });
}

/** The captions of one channel, in the order of the text. */
export class Captions {
  #segments = $state.raw<Segment[]>([]);

  readonly lines = $derived(inBlocks(this.#segments.filter((segment) => segment.final)));
  /** What is being written and may still change. */
  readonly growing = $derived(this.#segments.filter((segment) => !segment.final));

  /** Takes a patch and returns the lines that it finished, for those who have captions read to them. */
  apply(patch: Patch): Segment[] {
    const before = patch.reset ? [] : this.#segments;
    const came = Object.values(patch.set).filter((value) => value !== null) as Segment[];
    const kept = before.filter(({ id }) => !(`seg/${id}` in patch.set));
    this.#segments = [...kept, ...came].sort((a, b) => a.id - b.id);
    if (patch.reset) return [];
    const known = (id: number): boolean => before.some((line) => line.id === id && line.final);
    return came.filter(({ id, final }) => final && !known(id)).sort((a, b) => a.id - b.id);
  }
}
