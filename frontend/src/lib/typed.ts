import type { Meeting } from './meeting.svelte.ts';
import type { Command } from './protocol.gen.ts';
import { text } from './text/index.ts';

/** How long an item is planned that somebody types, in minutes. */
const MINUTES = 10;

type Rule = [RegExp, (meeting: Meeting, words: string) => Command | string];

const hand = (meeting: Meeting, wish: 'lower_hand' | 'defer_hand'): Command | string =>
  meeting.myHand ? { do: wish, in: { hand: meeting.myHand.id } } : text.typed.nobody;

/** The lines that people type in other meetings, too. Source: W3C's IRC bot Zakim. */
const RULES: Rule[] = [
  [
    /^q\s*\+(?:\s*to\b)?\s*(.*)$/i,
    (meeting, words) => {
      const open = meeting.queue?.open || meeting.may('lead');
      return { do: 'raise_hand', in: { class: open ? 'topic' : 'order', ...(words ? { note: words } : {}) } };
    },
  ],
  [/^q\s*-$/i, (meeting) => hand(meeting, 'lower_hand')],
  [/^q\s+later$/i, (meeting) => hand(meeting, 'defer_hand')],
  [
    /^ack\s+next$/i,
    ({ queue }) => ({ do: 'call_next', in: { after: queue?.turn?.id ?? 0, head: queue?.hands[0]?.id ?? 0 } }),
  ],
  [
    /^next\s+item$/i,
    ({ agenda, about }) => {
      const at = agenda.findIndex(({ state }) => state === 'current');
      const next = agenda.slice(at + 1).find(({ state }) => state === 'pending');
      return next ? { do: 'start_item', in: { item: next.id, after: about?.item ?? 0 } } : text.typed.noItem;
    },
  ],
  [
    /^timer\s+(\d+\s*[ms]?)$/i,
    ({ queue }, words) => {
      const seconds = Number.parseInt(words, 10) * (/m$/i.test(words) ? 60 : 1);
      const turn = queue?.turn?.id;
      return turn ? { do: 'extend_turn', in: { turn, seconds } } : text.typed.noTurn;
    },
  ],
  [
    /^agenda\s*\+\s*(.+)$/i,
    (_, words) => ({ do: 'add_item', in: { title: words, kind: 'discussion', minutes: MINUTES } }),
  ],
  [/^action:?\s+(.+)$/i, (_, words) => ({ do: 'record_action', in: { text: words } })],
];

/** The command that a typed line means, or a sentence that says why it is none. */
export function commandOf(line: string, meeting: Meeting): Command | string {
  for (const [form, means] of RULES) {
    const found = form.exec(line.trim());
    if (found) return means(meeting, (found[1] ?? '').trim());
  }
  return text.typed.unknown;
}
