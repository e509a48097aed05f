import type { AlarmKind, Policy, Reason, ReasonCode, StatementState } from '../protocol.gen.ts';
import { clock, count, duration, nth } from './words.ts';

const REASONS: Record<ReasonCode, (n: number) => string> = {
  put_back: () => 'Was put back, with the time that was left.',
  front: () => 'Answers the question that was just asked.',
  passed_over: () => 'Was called and did not answer: next but one.',
  last_word: () => 'Has the last word.',
  class: () => 'What it is for goes before what others wait for.',
  category: (n) => `Its category is ${nth(n)} in rank.`,
  answer: () => 'Follows the question that it answers.',
  moved: () => 'Was moved here by those who run the queue.',
  set: () => 'Those who run the queue have set the order down to here.',
  next: () => 'Was told to be next, and stays it.',
  pinned: (n) => `Was overtaken ${count(n, 'time', 'times')}: nobody overtakes any more.`,
  overtaken: (n) => `Was overtaken ${count(n, 'time', 'times')} so far.`,
  after: () => 'Lets somebody else go first.',
  first_time: () => 'Has not spoken on this item yet.',
  spoken: (n) => `Has had ${count(n, 'turn', 'turns')} on this item.`,
  body_turns: (n) => `Their body has had ${count(n, 'turn', 'turns')} on this item.`,
  own_turns: (n) => `They have had ${count(n, 'turn', 'turns')} on this item themselves.`,
  round: (n) => `Their body is due in round ${n}.`,
  in_room: () => 'Is in the room.',
  remote: () => 'Is not in the room.',
  drawn: () => 'By lot.',
  arrival: () => 'Then as hands went up.',
};

/** The sentences about the order of the queue and the reasons for it, in English. */
export const order = {
  policies: {
    arrival: 'Hands are called in the order in which they went up.',
    'first-timers': 'Who has not spoken on this item yet goes first.',
    'least-heard': 'The body with the fewest turns on this item goes first, then the person with the fewest.',
    'round-robin': 'The bodies take turns.',
    alternate: 'One from the room, then one from outside.',
    draw: 'The order is drawn by lot.',
  } satisfies Record<Policy, string>,
  names: {
    arrival: 'As hands went up',
    'first-timers': 'First-timers first',
    'least-heard': 'Least-heard body first',
    'round-robin': 'Bodies by turns',
    alternate: 'Room and outside by turns',
    draw: 'By lot',
  } satisfies Record<Policy, string>,
  promise: (n: number) =>
    `Whoever is told to be next stays it. Nobody is overtaken more than ${count(n, 'time', 'times')}.`,
  why: 'Why this place?',
  reason: ({ code, n }: Reason): string => REASONS[code](n),
  agreed: 'How we speak and decide here',
  form: 'Change the order and the speaking time',
  policy: 'Order',
  thisItem: 'For the item under discussion only',
  overtakes: 'So often may somebody be overtaken',
  settings: 'What the queue shows and takes',
  hide: 'Hide who waits from all but those who run the meeting',
  opens: 'A queue opens with its item',
  statistics: 'Show who has spoken how often and how long',
  several: 'Let one person have several hands of a kind',
  orders: 'While it is closed, take no points of order either',
  categories: 'Categories of points of order, the first goes first, one a line',
  grace: 'Seconds from the call to the begin of the clock',
  settingsSubmit: 'Save these settings',
};

/** The sentences about statements that are read out, in English. */
export const statements = {
  title: 'Your statements',
  states: {
    waiting: 'waits to be read',
    reading: 'is being read',
    read: 'was read in full',
    unread: 'was not read to its end',
  } satisfies Record<StatementState, string>,
  at: (at: number) => `at ${clock(at)}`,
  part: (n: number, of: number) => `${n} of ${count(of, 'paragraph', 'paragraphs')} read`,
  heading: 'Read this out',
  estimate: (seconds: number) => `About ${duration(seconds)} at a calm pace.`,
  wish: (reader: string) => `The author asks that it is read by: ${reader}.`,
  mark: 'Mark as read',
  marked: 'Read',
  full: 'Read in full',
  voice: 'Let the computer read it',
  quiet: 'Stop the computer',
  stop: 'Stop reading…',
  why: 'Why it is not read to its end',
  stopSubmit: 'Stop here',
  correct: 'Correct what is still to be read',
  correctHint: 'You can do this once. What has been read stays as it is.',
  correctSubmit: 'Send the correction',
  corrected: 'corrected by the author',
};

/** The sentences about the time that bodies have, in English. */
export const budgets = {
  title: 'Speaking time by body',
  form: 'Give each body a time on this item',
  seconds: 'Minutes for each body',
  submit: 'Set the times',
  none: 'Take the times away',
  left: (seconds: number) => `${duration(Math.abs(seconds))} ${seconds < 0 ? 'over' : 'left'}`,
  of: (seconds: number) => `of ${duration(seconds)}`,
  more: '+1 min',
  less: '−1 min',
  reset: 'Start again',
  share: 'Share the overrun among the others',
};

/** The sentences for somebody who cannot follow, in English. */
export const alarms = {
  button: 'I cannot follow',
  question: 'What can you not follow?',
  kinds: {
    captions: 'the captions',
    interpreter: 'the interpreter',
    sound: 'the sound',
    speed: 'the speed',
    document: 'a document',
  } satisfies Record<AlarmKind, string>,
  note: 'More about it (optional)',
  anonymous: 'Do not say who I am',
  submit: 'Tell those who run the meeting',
  hint: 'It goes to those who run the meeting at once, past the queue. Nobody else sees it.',
  sent: 'Told. Nobody has seen it yet.',
  seenAt: (at: number) => `Seen at ${clock(at)}.`,
  over: 'I can follow again',
  title: 'Somebody cannot follow',
  someone: 'Somebody',
  see: 'I have seen it',
  done: 'Solved',
};

/** The sentences about breaks, in English. */
export const breaks = {
  on: (at: number) => `Break until ${clock(at)}`,
  over: (at: number) => `The break was to end at ${clock(at)}`,
  call: 'Take a break',
  minutes: 'Minutes',
  submit: 'Begin the break',
  end: 'Go on with the meeting',
  soon: (minutes: number) => `You have met for ${minutes} minutes without a break.`,
};

/** The sentences about who chairs and who may come in, in English. */
export const chairing = {
  offer: 'No chair is here. You can take the chair.',
  take: 'Take the chair',
  wait: (seconds: number) => `Another deputy is asked first; you can take it in ${duration(seconds)}.`,
  muted: 'You are asked not to write for now. You can still raise your hand.',
  mute: 'Ask not to write',
  unmute: 'Let write again',
  lock: 'Lock the room',
  unlock: 'Let people in again',
  locked: 'Locked: nobody new is let in.',
  guest: 'guest with the name of a chair',
  heads: 'People without this page',
  inRoom: 'In the room',
  onPhone: 'On the telephone',
  headsSubmit: 'Save the numbers',
  without: (room: number, phone: number) => {
    const words = [];
    if (room > 0) words.push(`${room} in the room`);
    if (phone > 0) words.push(`${phone} on the telephone`);
    return `Without this page: ${words.join(', ')}.`;
  },
  time: 'I need more time to speak',
  times: {
    1: 'the same time as all',
    2: 'twice the time',
    4: 'four times the time',
    0: 'no limit',
  } as Record<number, string>,
  timeHint: 'It applies each time you speak. Nobody else is told.',
  timeSubmit: 'Save my speaking time',
};

/** The sentences about typing commands, in English. */
export const typed = {
  label: 'Type a command',
  summary: 'Commands by typing',
  hint: 'q+ to ask for the floor, q+ about what, q- to leave, q later, ack next, next item, timer 2m, agenda+ title, action text.',
  submit: 'Do it',
  unknown: 'This is not a command. Try q+ , q-, q later, ack next, next item, timer 2m, agenda+ …, action ….',
  nobody: 'You have no hand up.',
  noTurn: 'Nobody has the floor.',
  noItem: 'There is no item after this one.',
};
