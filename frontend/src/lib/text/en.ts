import type { HandClass, ItemKind, Role, Rule, Stage } from '../protocol.gen.ts';
import { captions, find, health, look, screen } from './en.captions.ts';
import { captioner, join, overlay } from './en.pages.ts';
import { console } from './en.console.ts';
import { agenda, notes } from './en.papers.ts';
import { labels, links, presence } from './en.people.ts';
import { clock, count, day, duration, list, nth } from './words.ts';

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
    'chatham-house': 'Chatham House Rule: use what you hear, never say who said it.',
    'off-record': 'Off the record: nothing is kept.',
  } satisfies Record<Rule, string>,
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
  more: 'More',
  and: list,
  time: clock,

  ask: {
    unsent: 'Not confirmed yet. It is kept, and sent again if the line drops.',
    gone: 'This was not sent: the connection has ended.',
  },

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
      4503: 'You were removed, or the link you came by was withdrawn.',
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
    begins: (at: number) => `Begins ${day(at)}`,
    you: 'You are',
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

  turn: {
    next: 'You are next',
    nextHint: 'Get ready: you will be called after this speaker.',
    yours: 'It is your turn',
    allowed: (seconds: number) => `You have ${duration(seconds)}.`,
    here: 'I am here',
    thanks: 'All right',
    letGo: 'Let someone go first',
    controls: 'Go to the finish button',
    pageTitle: (title: string) => `(Your turn) ${title}`,
  },

  floor: {
    title: 'Floor',
    free: 'The floor is free.',
    freeStaff: 'The floor is free. Call the next speaker when you are ready.',
    loading: 'One moment, the meeting is loading.',
    notStarted: 'The meeting has not started. You need do nothing: this page follows when it does.',
    notStartedStaff: 'The meeting has not started. Start it above when people are here.',
    ended: 'The meeting has ended. Thank you for taking part.',
    minutes: 'Read the minutes',
    you: 'You have the floor',
    left: 'left of',
    over: 'over the limit of',
    paused: 'The clock is stopped.',
    minute: '1 minute left',
    soon: '30 seconds left',
    up: 'Time is up',
    next: 'Next speaker',
    end: 'End this turn',
    extend: '+1 min',
    putBack: 'Put back in the queue',
    putBackLast: 'Put back in the queue:',
    pause: 'Stop the clock',
    resume: 'Let the clock run',
    statement: 'Written statement, to be read out',
    askName: 'Ask the speaker to say their name first.',
  },

  queue: {
    title: 'Speaker queue',
    open: 'The queue is open.',
    closed: 'The queue is closed; points of order are always taken.',
    closedEarly: 'The queue opens when the meeting has started.',
    closedLate: 'The meeting has ended.',
    place: (place: number, of: number) => `You are ${nth(place)} of ${of}.`,
    length: (n: number) => count(n, 'person is waiting.', 'people are waiting.'),
    empty: 'Nobody is waiting.',
    emptyCan: 'Nobody is waiting. Ask for the floor and you are first.',
    ask: 'Ask for the floor',
    askOrder: 'Raise a point of order',
    lower: 'Lower my hand',
    finished: 'I have finished',
    letGo: 'Let someone go first',
    you: 'You',
    left: (time: string) => `${time} left`,
    limit: (seconds: number) => `Speaking time: ${duration(seconds)} each.`,
    limits: (classes: [string, number][]) =>
      `Speaking time: ${list(classes.map(([label, seconds]) => `${label} ${duration(seconds)}`))}.`,
    limitsForm: 'Change the speaking time',
    limitsHint: 'In seconds, from 5 to 3600. The turn that runs keeps its own.',
    limitsSubmit: 'Save the speaking time',
    away: 'away, keeps the place',
    written: 'written statement',
    addedBy: 'hand put up for them',
    options: 'Say what it is about, or write it',
    class: 'I ask for',
    way: 'How I contribute',
    speaking: 'I speak or sign',
    writing: 'My text is read out',
    note: 'What it is about (optional)',
    statement: 'Your statement',
    statementHint: 'It waits in the same queue and is read out in your name.',
    submit: 'Ask for the floor with this',
    edit: 'Change what you wrote',
    editSubmit: 'Save the change',
    all: (n: number) => `Show all ${n} who are waiting`,
    fewer: 'Show only the first',
    openIt: 'Open the queue',
    closeIt: 'Close the queue',
    call: 'Call',
    remove: 'Take down',
    hand: 'Put up a hand for someone in the call',
    handName: 'Their name',
    handBody: 'They speak for',
    handSubmit: 'Add to the queue',
    observer: 'You follow this meeting as an observer. To speak, join with a link from the organisers.',
    read: 'Read the queue to me',
    reading: (names: string[]) =>
      names.length === 0
        ? 'Nobody is waiting.'
        : `${count(names.length, 'person is', 'people are')} waiting: ${list(names)}.`,
  },

  captions,
  health,
  look,
  find,
  screen,

  notes,
  labels,
  presence,
  links,

  heard: {
    title: 'Announcements',
    empty: 'Nothing yet. What is announced is kept here.',
    count: (n: number) => count(n, 'message', 'messages'),
  },

  news: {
    started: 'The meeting has started.',
    ended: 'The meeting has ended.',
    offRecord: 'Off the record: captions are shown and not kept.',
    onRecord: 'On the record again: captions are kept.',
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
    minute: '1 minute left.',
    soon: '30 seconds left.',
    up0: 'Time is up.',
  },

  captioner,
  console,
  overlay,
};

export type Text = typeof en;
