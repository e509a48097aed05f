import { accepted } from './agenda.ts';
import type { Command, Item, Meeting } from './protocol.gen.ts';
import type { Listed } from './setup.ts';
import { staff } from './text/staff.ts';

/** So many minutes an approval takes, as a rule. */
const MINUTES = 5;
/** So many characters of a meeting's title leave room for the rest of the item's, which has 200 at most. */
const TITLE = 140;

/** The last meeting of a series that was before this one and is over: this one can approve its minutes. */
export function before(all: Listed[], { id, series, starts }: Meeting): Listed | undefined {
  const time = (one: { starts: string }): number => Date.parse(one.starts);
  return all
    .filter((one) => series && one.series === series && one.id !== id)
    .filter((one) => one.stage === 'ended' && !one.cancelled && time(one) <= time({ starts }))
    .sort((a, b) => time(b) - time(a))[0];
}

/** The last of the items that open a meeting: those that are behind it, and those that adopt something. */
export function opening(agenda: Item[]): Item | undefined {
  const top = accepted(agenda).filter(({ parent }) => parent === 0);
  const end = top.findIndex(({ kind, state }) => kind !== 'adoption' && state === 'pending');
  return end < 0 ? top.at(-1) : top[end - 1];
}

/** The wish to put the approval of a meeting's minutes on the agenda, after an item or last. */
export function approving({ id, title, starts }: Listed, after: Item | undefined): Command {
  const named = staff.approval.title(Array.from(title).slice(0, TITLE).join(''), Date.parse(starts));
  const place = after ? { after: after.id } : {};
  return {
    do: 'add_item',
    in: { title: named, kind: 'adoption', minutes: MINUTES, approves: id, ...place },
  };
}
