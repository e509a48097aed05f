/** A QR code: how many squares wide it is, and the dark ones as the path of an SVG. */
export interface Code {
  size: number;
  path: string;
}

/** The margin that readers of codes need, in squares. Source: ISO/IEC 18004. */
const QUIET = 4;

/** Draws a text. What it takes is loaded when the first one is drawn. */
export async function code(text: string): Promise<Code> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  const dark = rows.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')));
  return { size: rows.length, path: dark.join('') };
}
