import type { Alarm, Item, Me, Meeting, Person, Queue, Silence } from './protocol.gen.ts';
import type { Announcement } from './announcer.ts';
import { text } from './text/index.ts';

/** What the page shows at one moment, as far as it is worth a word when it changes. */
export interface Moment {
  about: Meeting | undefined;
  item: Item | undefined;
  queue: Queue | undefined;
  me: Partial<Me>;
  place: number;
  alarms: Alarm[];
  /** The question that was put last. */
  silence: Silence | undefined;
}

const status = (sentence: string, key: string): Announcement => ({ text: sentence, level: 'status', key });

/** What to say when the page goes from one moment to the next. Of others' places nothing is said. */
export function news(before: Moment, after: Moment): Announcement[] {
  if (!before.about || !after.about) return [];
  return [
    ...stageNews(before, after),
    ...recordNews(before, after),
    ...itemNews(before, after),
    ...queueNews(before, after),
    ...breakNews(before, after),
    ...turnNews(before, after),
    ...ownNews(before, after),
    ...alarmNews(before, after),
    ...silenceNews(before, after),
  ];
}

function stageNews(before: Moment, after: Moment): Announcement[] {
  if (before.about?.stage === after.about?.stage) return [];
  if (after.about?.stage === 'open') return [status(text.news.started, 'stage')];
  return after.about?.stage === 'ended' ? [status(text.news.ended, 'stage')] : [];
}

/** Whether what is said is kept concerns everybody at once. */
function recordNews(before: Moment, after: Moment): Announcement[] {
  const off = Boolean(after.about?.off_record);
  if (Boolean(before.about?.off_record) === off || after.about?.stage !== 'open') return [];
  return [status(off ? text.news.offRecord : text.news.onRecord, 'record')];
}

function itemNews(before: Moment, after: Moment): Announcement[] {
  if (!after.item || before.item?.id === after.item.id) return [];
  return [status(text.news.item(after.item.number, after.item.title), 'item')];
}

function queueNews(before: Moment, after: Moment): Announcement[] {
  if (!before.queue || !after.queue) return [];
  if (before.queue.open !== after.queue.open) {
    if (after.queue.open) return [status(text.news.queueOpen, 'queue')];
    return [status(after.queue.last ? text.news.lastWord : text.news.queueClosed, 'queue')];
  }
  const { closes_at, closes_after } = after.queue;
  if (closes_at && closes_at !== before.queue.closes_at)
    return [status(text.news.closing(Date.parse(closes_at)), 'queue')];
  return closes_after && !before.queue.closes_after
    ? [status(text.news.closingAfter(closes_after), 'queue')]
    : [];
}

/** A break concerns everybody. */
function breakNews(before: Moment, after: Moment): Announcement[] {
  const [was, is] = [before.about?.break, after.about?.break];
  if (was === is) return [];
  if (is) return [status(text.news.breakUntil(Date.parse(is)), 'break')];
  return after.about?.stage === 'open' ? [status(text.news.breakOver, 'break')] : [];
}

/** What only I am told: of my statements, of being asked not to write, of the chair. */
function ownNews(before: Moment, after: Moment): Announcement[] {
  if (!before.me.statements || !after.me.statements) return [];
  const out: Announcement[] = [];
  for (const { hand, state } of after.me.statements) {
    const was = before.me.statements.find((one) => one.hand === hand)?.state;
    if (was === state || state === 'waiting') continue;
    const said = { reading: text.news.reading, read: text.news.read, unread: text.news.unread }[state];
    out.push(status(said, 'statement'));
  }
  if (before.me.muted !== after.me.muted)
    out.push(status(after.me.muted ? text.news.muted : text.news.unmuted, 'muted'));
  if (!before.me.offer && after.me.offer) out.push({ text: text.news.offer, level: 'urgent', key: 'offer' });
  const seen = after.me.alarms?.some(
    ({ id, seen: at }) => at && before.me.alarms?.find((a) => a.id === id && !a.seen),
  );
  return seen ? [...out, status(text.news.alarmSeen, 'alarm')] : out;
}

/** A question to all, and what comes of it: silence would be taken for consent. */
function silenceNews(before: Moment, after: Moment): Announcement[] {
  const [was, is] = [before.silence, after.silence];
  if (!is || (was?.id === is.id && was.state === is.state)) return [];
  if (is.state === 'open') {
    const seconds = Math.round((Date.parse(is.until) - Date.parse(is.began)) / 1000);
    const what = is.about === 'agenda' ? text.silence.agenda : is.text;
    return [{ text: text.news.silence(what, seconds), level: 'urgent', key: 'silence' }];
  }
  const said = {
    grace: text.news.silenceGrace,
    agreed: text.news.silenceAgreed,
    objected: text.news.silenceObjected,
    closed: text.news.silenceClosed,
  }[is.state];
  return [status(said, 'silence')];
}

/** Those who run the meeting hear at once that somebody cannot follow. */
function alarmNews(before: Moment, after: Moment): Announcement[] {
  const known = new Set(before.alarms.map(({ id }) => id));
  const fresh = after.alarms.filter(({ id, seen }) => !known.has(id) && !seen);
  return fresh.map(({ what }) => ({
    text: text.news.alarm(text.alarms.kinds[what]),
    level: 'urgent',
    key: 'alarm',
  }));
}

/** My turn, and my place: on raising a hand or being put back, and from the third on. */
function turnNews(before: Moment, after: Moment): Announcement[] {
  const { turn, hands = [] } = after.queue ?? {};
  const had = has(before.queue, before.me.person);
  const held = (moment: Moment) =>
    moment.me.person !== undefined && moment.queue?.held?.person === moment.me.person;
  if (has(after.queue, after.me.person)) {
    if (had || !turn) return [];
    if (held(before)) return [{ text: text.news.goesOn, level: 'urgent', key: 'turn' }];
    const said = turn.limit === 0 ? text.news.turnFree : text.news.turn(turn.limit);
    return [{ text: said, level: 'urgent', key: 'turn' }];
  }
  if (had && held(after)) return [status(text.news.held, 'turn')];
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
