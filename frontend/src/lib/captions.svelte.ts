import type { Patch, Segment } from './protocol.gen.ts';

/** A finished stretch of captions, and whether it begins a block: another speaker than the one before. */
export interface Line extends Segment {
  heads: boolean;
}

/** The captions of one channel, in the order of the text. */
export class Captions {
  #segments = $state.raw<Segment[]>([]);

  readonly lines = $derived(
    this.#segments
      .filter((segment) => segment.final)
      .map((line, i, all): Line => ({ ...line, heads: i === 0 || all[i - 1]?.speaker !== line.speaker })),
  );
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
