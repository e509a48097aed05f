/** How an overlay looks, as its address says. */
export interface Look {
  /** The channel; '' for the first. */
  lang: string;
  lines: number;
  /** The height of letters in pixels. */
  size: number;
  position: 'top' | 'bottom';
  /** The text stands in a dark box, or has a dark edge only. */
  box: boolean;
}

/** Reads an address. What makes no sense is as if it were not there: a stream must not stand still for it. */
export function looks(search: string): Look {
  const query = new URLSearchParams(search);
  const number = (name: string, least: number, usual: number, most: number): number => {
    const value = Number(query.get(name) ?? usual);
    return Number.isInteger(value) ? Math.min(Math.max(value, least), most) : usual;
  };
  return {
    lang: query.get('lang') ?? '',
    lines: number('lines', 1, 2, 3),
    size: number('size', 12, 48, 200),
    position: query.get('position') === 'top' ? 'top' : 'bottom',
    box: query.get('bg') !== 'transparent',
  };
}
