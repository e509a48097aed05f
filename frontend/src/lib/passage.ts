import type { Line } from './captions.svelte.ts';
import type { Meeting } from './meeting.svelte.ts';
import type { Command, Quote } from './protocol.gen.ts';

/** What captions become in the minutes. */
export type Kind = 'quote' | 'decision' | 'action';

/** So many characters of who spoke a line of the minutes takes. Source: meeting/note.go. */
const LABEL = 60;

/** Words of captions: who said them, if it was one, and in which lines they stand. */
export interface Passage {
  text: string;
  speaker: string;
  /** Some of it was said off the record. */
  live: boolean;
  quote: Quote;
}

/** What is selected in a panel of captions; undefined where the selection is empty, or none of the panel's. */
export function selected(panel: Element): Range | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const inside = [range.startContainer, range.endContainer].some((end) => panel.contains(end));
  return inside ? range : undefined;
}

/** The part of a panel's lines that is in a range, without what the page says of lines; undefined for no words. */
export function passage(panel: Element, lines: Line[], lang: string, range: Range): Passage | undefined {
  const drawn = [...panel.querySelectorAll<HTMLElement>('[data-line]')];
  const touched = drawn.flatMap((element) => {
    const line = lines.find(({ id }) => String(id) === element.dataset.line);
    const words = tidy(within(element, range));
    return line && words ? [{ line, words }] : [];
  });
  const [first, last] = [touched[0]?.line, touched.at(-1)?.line];
  if (!first || !last) return undefined;
  return {
    text: touched.map(({ words }) => words).join(' '),
    speaker: touched.every(({ line }) => line.block === first.block) ? first.block : '',
    live: touched.some(({ line }) => line.live),
    quote: { lang, from: first.id, to: last.id },
  };
}

export function intoMinutes(kind: Kind, { text, speaker, quote }: Passage): Command {
  if (kind === 'decision') return { do: 'record_decision', in: { text, quote } };
  if (kind === 'action') return { do: 'record_action', in: { text, quote } };
  const label = Array.from(speaker).slice(0, LABEL).join('');
  return { do: 'add_note', in: { text, kind, quote, ...(label ? { label } : {}) } };
}

/** Whether the minutes have it: who presses twice has meant it once. */
export function isIn(meeting: Meeting, kind: Kind, { text, quote }: Passage): boolean {
  const notes = meeting.notes.filter((note) => note.kind === kind);
  const lines = { quote: notes, decision: meeting.decisions, action: meeting.actions }[kind];
  const same = (one: Quote) => one.lang === quote.lang && one.from === quote.from && one.to === quote.to;
  return lines.some((line) => line.text === text && line.quote && same(line.quote));
}

const tidy = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** The words of a line that are in a range. */
function within(line: Element, range: Range): string {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let words = '';
  while (walk.nextNode()) {
    const node = walk.currentNode as Text;
    if (!range.intersectsNode(node) || node.parentElement?.closest('small')) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    words += node.data.slice(from, node === range.endContainer ? range.endOffset : undefined);
  }
  return words;
}
