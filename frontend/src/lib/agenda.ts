import type { Command, Item, Meeting, Seq } from './protocol.gen.ts';

/** The items that are on the agenda, and those that are only proposed. */
export const accepted = (agenda: Item[]): Item[] => agenda.filter(({ state }) => state !== 'proposed');
export const proposed = (agenda: Item[]): Item[] => agenda.filter(({ state }) => state === 'proposed');

/** Where an item can go. Each is a wish, or undefined where there is no such place. */
export interface Moves {
  up: Command | undefined;
  down: Command | undefined;
  /** Below the item before it. */
  in: Command | undefined;
  /** Behind the item it is below. */
  out: Command | undefined;
  /** From 1, among its siblings. */
  place: number;
  of: number;
  to: (place: number) => Command | undefined;
}

const LEVELS = 3;
const level = ({ number }: Item): number => number.split('.').length;

export function moves(agenda: Item[], item: Item): Moves {
  const siblings = accepted(agenda).filter(({ parent }) => parent === item.parent);
  const at = siblings.findIndex(({ id }) => id === item.id);
  const others = siblings.filter(({ id }) => id !== item.id);
  const above = agenda.find(({ id }) => id === item.parent);
  const before = siblings[at - 1];
  const deepest = Math.max(...branch(agenda, item).map(level));
  const after = (after: Seq): Command => ({ do: 'move_item', in: { item: item.id, after } });
  const to = (place: number) =>
    place < 1 || place > siblings.length || place === at + 1 ? undefined : after(others[place - 2]?.id ?? 0);
  return {
    up: to(at),
    down: to(at + 2),
    in:
      before && deepest < LEVELS ? { do: 'move_item', in: { item: item.id, parent: before.id } } : undefined,
    out: above
      ? { do: 'move_item', in: { item: item.id, parent: above.parent, after: above.id } }
      : undefined,
    place: at + 1,
    of: siblings.length,
    to,
  };
}

/** An item and those below it. */
function branch(agenda: Item[], item: Item): Item[] {
  return agenda.filter((other) => other.id === item.id || other.number.startsWith(`${item.number}.`));
}

/** The wish to put an item where another is, or at the end of the agenda for 0: that one moves on. */
export function dropped(agenda: Item[], item: Seq, before: Seq): Command {
  const other = agenda.find(({ id }) => id === before);
  if (!other) return { do: 'move_item', in: { item, parent: 0 } };
  const siblings = accepted(agenda).filter(({ parent, id }) => parent === other.parent && id !== item);
  const at = siblings.findIndex(({ id }) => id === before);
  return { do: 'move_item', in: { item, parent: other.parent, after: siblings[at - 1]?.id ?? 0 } };
}

/** When the current item and the meeting will end if all goes on as planned, in milliseconds; for what runs. */
export function ends(about: Meeting, item: Item | undefined, now: number): { item: number; meeting: number } {
  const began = item?.began ? Date.parse(item.began) : now;
  const left = item ? Math.max(0, item.minutes * 60 - (item.spent ?? 0)) * 1000 : 0;
  const end = Math.max(now, began + left);
  return { item: end, meeting: end + (about.ahead ?? 0) * 1000 };
}
