import type { Item, Me, Meeting, Person, Queue } from './protocol.gen.ts';
import type { Announcement } from './announcer.ts';
import { text } from './text/index.ts';

/** What the page shows at one moment, as far as it is worth a word when it changes. */
export interface Moment {
  about: Meeting | undefined;
  item: Item | undefined;
  queue: Queue | undefined;
  me: Partial<Me>;
  place: number;
}

const status = (sentence: string, key: string): Announcement => ({ text: sentence, level: 'status', key });

/** What to say when the page goes from one moment to the next. Of others' places nothing is said. */
export function news(before: Moment, after: Moment): Announcement[] {
  if (!before.about || !after.about) return [];
  return [
    ...stageNews(before, after),
    ...itemNews(before, after),
    ...queueNews(before, after),
    ...turnNews(before, after),
  ];
}

function stageNews(before: Moment, after: Moment): Announcement[] {
  if (before.about?.stage === after.about?.stage) return [];
  if (after.about?.stage === 'open') return [status(text.news.started, 'stage')];
  return after.about?.stage === 'ended' ? [status(text.news.ended, 'stage')] : [];
}

function itemNews(before: Moment, after: Moment): Announcement[] {
  if (!after.item || before.item?.id === after.item.id) return [];
  return [status(text.news.item(after.item.number, after.item.title), 'item')];
}

function queueNews(before: Moment, after: Moment): Announcement[] {
  if (!before.queue || !after.queue || before.queue.open === after.queue.open) return [];
  return [status(after.queue.open ? text.news.queueOpen : text.news.queueClosed, 'queue')];
}

/** My turn, and my place: on raising a hand or being put back, and from the third on. */
function turnNews(before: Moment, after: Moment): Announcement[] {
  const { turn, hands = [] } = after.queue ?? {};
  const had = has(before.queue, before.me.person);
  if (has(after.queue, after.me.person)) {
    return had || !turn ? [] : [{ text: text.news.turn(turn.limit), level: 'urgent', key: 'turn' }];
  }
  const over = had ? [status(text.news.over, 'turn')] : [];
  if (before.place === after.place) return over;
  if (after.place === 0) return [status(text.news.down, 'pos')];
  if (before.place === 0 && had) return [status(text.news.putBack(after.place, hands.length), 'turn')];
  if (before.place === 0) return [status(text.news.up(after.place, hands.length), 'pos')];
  if (after.place === 1) return [status(text.news.next, 'turn')];
  return after.place <= 3 ? [status(text.news.place(after.place, hands.length), 'pos')] : over;
}

function has(queue: Queue | undefined, person: Person | undefined): boolean {
  return person !== undefined && queue?.turn?.person === person;
}

/** What the speaker and the chair are told as the remaining seconds go from one number to a smaller one. */
export function timeNews(before: number, after: number): Announcement[] {
  const marks: [number, string][] = [
    [0, text.news.up0],
    [30, text.news.soon],
    [60, text.news.minute],
  ];
  const passed = marks.find(([mark]) => before > mark && after <= mark);
  return passed ? [status(passed[1], 'clock')] : [];
}
