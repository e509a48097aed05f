import type { HandClass, ItemKind, Role, Rule, Stage } from '../protocol.gen.ts';
import { captions, find, health, look, screen } from './en.captions.ts';
import { ask, captioner, join, overlay } from './en.pages.ts';
import { agenda, leaving, proposals, setup, silence } from './en.agenda.ts';
import { minutes, notes } from './en.papers.ts';
import { labels, links, needs, presence, seats } from './en.people.ts';
import { alarms, breaks, budgets, chairing, order, statements, typed } from './en.order.ts';
import { floor, queue, turn } from './en.queue.ts';
import { clock, count, dayZoned, duration, list, nth } from './words.ts';

/** Every sentence of the live pages, in English. Names and free text are never joined to a sentence that is shown. */
export const en = {
  roles: {
    owner: 'owner',
    chair: 'chair',
    deputy: 'deputy chair',
    secretary: 'secretary',
    manager: 'participation manager',
    captioner: 'captioner',
    representative: 'representative',
    participant: 'participant',
    observer: 'observer',
  } satisfies Record<Role, string>,
  rules: {
    open: '',
    'chatham-house':
      'Chatham House Rule: use what you hear, never say who said it. All but the record is destroyed two weeks later at the latest.',
    'off-record': 'Off the record: nothing is kept.',
  } satisfies Record<Rule, string>,
  ruled: { open: 'open', 'chatham-house': 'Chatham House Rule', 'off-record': '' } satisfies Record<
    Rule,
    string
  >,
  kinds: {
    adoption: 'Adoption',
    information: 'Information',
    discussion: 'Discussion',
    decision: 'Decision',
    statement: 'Statement',
    review: 'Review',
    aob: 'Any other business',
    break: 'Break',
  } satisfies Record<ItemKind, string>,
  classes: {
    topic: 'New topic',
    reply: 'Reply',
    clarify: 'Clarifying question',
    order: 'Point of order',
  } satisfies Record<HandClass, string>,
  someone: 'Someone',
  say: 'say',
  more: 'More',
  and: list,
  time: clock,

  ask,

  link: {
    connecting: 'Connecting',
    up: 'Connected',
    slow: 'Connected, a little slower',
    again: 'Connecting again, nothing you typed is lost',
    offline: (since: number) => `Offline since ${clock(since)}, nothing you typed is lost`,
    asOf: (at: number) => `As it was at ${clock(at)}.`,
    lost: 'The connection is lost. Nothing you typed is lost; it comes back by itself.',
    back: 'Connected again.',
    over: {
      4501: 'You are not signed in any more. Please join again.',
      4503: 'You were removed, your link was withdrawn, or the record was published and all else destroyed.',
      4504: 'There is no such meeting.',
      4509: 'This meeting is open in a newer window of yours, so this one has stopped.',
      4526: 'Convener has been updated. Reload the page to go on.',
    } as Record<number, string>,
    ended: 'The connection has ended.',
    old: 'Not up to date.',
  },
  over: {
    title: 'This page has stopped',
    askAgain: 'If you expected to be here, ask the organisers for a new link.',
    home: 'See all meetings',
    reload: 'Reload the page',
  },

  join,
  header: {
    skip: 'Skip to',
    jumps: { captions: 'Captions', queue: 'Queue', agenda: 'Agenda', minutes: 'Minutes' },
    stages: { planned: 'Not started', open: 'Under way', ended: 'Ended' } satisfies Record<Stage, string>,
    begins: (at: number) => `Begins ${dayZoned(at)}`,
    you: 'You are',
    access: 'Access and help',
    newTab: '(new tab)',
    start: 'Start the meeting',
    startAsk: 'Start the meeting for everyone?',
    startYes: 'Yes, start it',
    startNo: 'Not yet',
    end: 'End the meeting',
    endAsk: 'End the meeting for everyone?',
    endYes: 'Yes, end it',
    endNo: 'Keep going',
    untitled: 'Meeting',
  },

  agenda,
  leaving,
  proposals,
  setup,
  silence,

  turn,

  floor,

  queue,
  order,
  statements,
  budgets,
  alarms,
  breaks,
  chairing,
  typed,

  captions,
  health,
  look,
  find,
  screen,

  minutes,
  notes,
  labels,
  presence,
  needs,
  seats,
  links,

  heard: {
    title: 'Announcements',
    empty: 'Nothing yet. What is announced is kept here.',
    count: (n: number) => count(n, 'message', 'messages'),
    notify: 'Tell me by a notification too when it is my turn',
    notified: 'You are told by a notification, too, when it is your turn.',
    denied: 'Your browser does not allow it: its settings for this site decide.',
  },

  news: {
    started: 'The meeting has started.',
    ended: 'The meeting has ended.',
    offRecord: 'Off the record: captions are shown and not kept.',
    onRecord: 'On the record again: captions are kept.',
    silence: (text: string, seconds: number) =>
      `Any objections? ${text} You can object for ${count(seconds, 'second', 'seconds')}.`,
    silenceGrace: 'The clock has run out. Nobody objected.',
    silenceAgreed: 'Agreed by silence.',
    silenceObjected: 'There is an objection.',
    silenceClosed: 'The question was taken back.',
    item: (number: string, title: string) => `Now: item ${number}, ${title}.`,
    queueOpen: 'The queue is open.',
    queueClosed: 'The queue is closed.',
    up: (place: number, of: number) => `Your hand is up. You are ${nth(place)} of ${of}.`,
    down: 'Your hand is down.',
    place: (place: number, of: number) => `You are now ${nth(place)} of ${of}.`,
    next: 'You are next to speak.',
    putBack: (place: number, of: number) =>
      `Your turn was stopped. You are back in the queue, ${nth(place)} of ${of}.`,
    turn: (seconds: number) =>
      `It is your turn. You have ${duration(seconds)}. The button that ends it is in the speaker queue.`,
    stillTurn: (seconds: number) =>
      seconds > 0 ? `It is still your turn. You have ${duration(seconds)} left.` : 'It is still your turn.',
    over: 'Your turn has ended.',
    requests: (names: string[]) => {
      const [first, second, ...more] = names;
      const said = [first, second, more.length > 0 ? `${more.length} more` : undefined].filter(
        (name) => name !== undefined,
      );
      return `${count(names.length, 'new request', 'new requests')}: ${list(said)}.`;
    },
    turnFree: 'It is your turn, without a limit. The button that ends it is in the speaker queue.',
    closing: (at: number) => `The queue closes at ${clock(at)}.`,
    closingAfter: (n: number) => `The queue closes after ${count(n, 'more hand', 'more hands')}.`,
    lastWord: 'The queue is closed. The last word is given.',
    breakUntil: (at: number) => `Break until ${clock(at)}.`,
    breakOver: 'The break is over. The meeting goes on.',
    alarm: (what: string) => `Somebody cannot follow: ${what}.`,
    alarmSeen: 'Those who run the meeting have seen that you cannot follow.',
    reading: 'Your statement is being read.',
    read: 'Your statement was read in full.',
    unread: 'Your statement was not read to its end.',
    offer: 'No chair is here: you can take the chair. The button is at the top of the page.',
    muted: 'You are asked not to write for now. You can still raise your hand.',
    unmuted: 'You can write again.',
    breakSoon: 'You have met for an hour without a break.',
    breakDue: 'You have met for 90 minutes without a break.',
    held: 'A question is asked. Your clock stands meanwhile.',
    goesOn: 'You have the floor again.',
    minute: '1 minute left.',
    soon: '30 seconds left.',
    up0: 'Time is up.',
  },

  captioner,
  overlay,
};

export type Text = typeof en;
