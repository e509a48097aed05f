import type { Term } from './protocol.gen.ts';

/** Between a term and what is said about it. */
const BETWEEN = ': ';

/** A glossary as people type it: a term a line. */
export const typedOf = (terms: Term[]): string =>
  terms.map(({ term, about }) => (about ? `${term}${BETWEEN}${about}` : term)).join('\n');

/** The terms of what was typed. */
export function termsOf(typed: string): Term[] {
  const lines = typed.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const [term = '', ...about] = line.split(BETWEEN);
    return about.length > 0 ? { term, about: about.join(BETWEEN) } : { term };
  });
}
