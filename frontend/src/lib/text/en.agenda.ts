import type { Amendment, ItemState, Lateness, Mode, SilenceState, Visibility } from '../protocol.gen.ts';
import { clock, count, day, list, zoned } from './words.ts';

/** The sentences of the agenda, in English. */
export const agenda = {
  title: 'Agenda',
  empty: 'The agenda is empty. What the chair or the secretary adds appears here.',
  emptyStaff: 'The agenda is empty. Add the first item below.',
  states: {
    proposed: 'proposed',
    pending: '',
    current: 'now',
    done: 'done',
    deferred: 'left to the next meeting',
  } satisfies Record<ItemState, string>,
  amended: {
    added: 'added after adoption',
    changed: 'changed after adoption',
  } satisfies Record<Amendment, string>,
  seen: {
    public: '',
    present: 'seen only by the people in the meeting',
    chair: 'seen by the staff only',
  } satisfies Record<Visibility, string>,
  planned: (minutes: number) => `${minutes} min`,
  spent: (spent: number, minutes: number) => `${spent} of ${minutes} min`,
  over: (by: number) => `${by} min over`,
  start: 'Start',
  add: 'Add an item',
  itemTitle: 'Title',
  kind: 'Kind',
  minutes: 'Minutes',
  submit: 'Add to the agenda',
  below: 'Add an item below',
  edit: 'Edit',
  save: 'Save the item',
  cancel: 'Cancel',
  visibility: 'Who sees it',
  visibilities: {
    public: 'Everybody',
    present: 'The people in the meeting',
    chair: 'The staff only',
  } satisfies Record<Visibility, string>,
  presenters: 'Presenters, one a line',
  description: 'Description',
  links: 'Links',
  link: (n: number) => `Link ${n}`,
  linkTitle: 'Title (optional)',
  linkUrl: 'Address',
  addLink: 'Add a link',
  dropLink: 'Take this link away',
  about: 'About this item',
  presentedBy: 'Presented by',
  newTab: '(opens in a new tab)',
  remove: 'Remove',
  removeAsk: 'Take this off the agenda?',
  removeAskBelow: 'There are items below it. Take it off the agenda, and them too, or do they move up?',
  removeYes: 'Yes, remove it',
  removeAll: 'Remove it and those below',
  removeLift: 'Remove it, move those below up',
  removeNo: 'Keep it',
  carried: 'from the meeting before',
  late: {
    started: 'posted after the meeting had started',
    circulated: 'posted after the agenda was sent round',
    due: 'posted after documents were due',
  } satisfies Record<Lateness, string>,
  circulated: (at: number) => `Sent round: ${day(at)}.`,
  adopted: (at: number) => `Adopted at ${clock(at)}.`,
  ends: (at: number) => `This item ends about ${zoned(at)}.`,
  endsMeeting: (at: number) => `The meeting ends about ${zoned(at)}.`,
  up: 'Up',
  downward: 'Down',
  inward: 'Move below the item before it',
  outward: 'Move out, one level up',
  moved: (title: string, number: string) => `${title} is now ${number}.`,
  export: 'Take the agenda along',
  formats: { md: 'Markdown', csv: 'Table (CSV)', json: 'JSON' },
  calendar: 'For a calendar (.ics)',
  circulate: 'Say that it was sent round',
  circulateAsk: 'What is posted from now on is shown as late. Has the agenda been sent to all?',
  circulateYes: 'Yes, it was sent',
  circulateNo: 'Not yet',
  adopt: 'Ask to adopt the agenda',
  adoptAsk: (seconds: number) =>
    `A clock of ${count(seconds, 'second', 'seconds')} runs that everybody sees. If nobody objects, the agenda is adopted. Ask now?`,
  adoptYes: 'Ask everybody',
  adoptNo: 'Not now',
};

/** The sentences of items that people propose, in English. */
export const proposals = {
  title: 'Proposed',
  by: 'by',
  open: 'Propose an item',
  hint: 'It stands as proposed until the chair or the secretary takes it up.',
  why: 'In a few words (optional)',
  submit: 'Propose it',
  accept: 'Put on the agenda',
  decline: 'Decline',
  withdraw: 'Take back',
};

/** The sentences of leaving an item, in English. */
export const leaving = {
  open: 'Leave this item',
  question: (waiting: number, unheard: string[]) =>
    [
      waiting > 0 ? `${count(waiting, 'hand is', 'hands are')} still up.` : '',
      unheard.length > 0 ? `Not heard yet on this item: ${list(unheard)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  then: 'What becomes of it',
  ways: {
    approve: 'The minutes are approved; nobody waits any more',
    conclude: 'It is done; nobody waits any more',
    park: 'It stays where it is, for later; who waits keeps the place',
    defer: 'It goes to the end of the agenda; who waits keeps the place',
    carry_over: 'It goes to the next meeting; who waits keeps the place',
  },
  conclusion: 'What came of it, for the minutes (optional)',
  next: 'Then',
  nothing: 'nothing yet',
  submit: 'Leave it',
  cancel: 'Stay here',
};

/** The sentences of questions that are agreed to by silence, in English. */
export const silence = {
  title: 'Any objections?',
  agenda: 'The agenda is adopted as it stands if nobody objects.',
  agreedIf: 'Agreed if nobody objects.',
  left: 'left to object',
  grace: (at: number) =>
    `The clock has run out and nobody objected. Those whose line was bad meanwhile may still object until ${clock(at)}.`,
  object: 'I object',
  objectLate: 'My line was bad: I object',
  why: 'Say why (optional)',
  reason: 'Your reason',
  objectWhy: 'I object, for this reason',
  takeBack: 'Take the question back',
  objected: 'objected.',
  late: '(after the clock, over a bad line)',
  states: {
    open: '',
    grace: '',
    agreed: 'Agreed: nobody objected.',
    objected: '',
    closed: 'The question was taken back.',
  } satisfies Record<SilenceState, string>,
  counted: (silent: number, absent: number) =>
    `${count(silent, 'person was', 'people were')} connected and silent, ${absent.toLocaleString('en')} not connected.`,
  open: 'Ask whether anybody objects',
  text: 'What is agreed if nobody objects',
  seconds: 'Seconds to object',
  submit: 'Ask everybody',
};

/** The sentences of how a meeting is planned, in English. */
export const setup = {
  modes: { online: 'Online', hybrid: 'Online and in a room', 'in-person': 'In one place' } satisfies Record<
    Mode,
    string
  >,
  cancelled: 'This meeting does not take place.',
  edit: 'Change time, place or title',
  title: 'Title',
  starts: (zone: string) => `Starts (your time, ${zone})`,
  utc: (at: string) => `That is ${at} UTC.`,
  mode: 'People meet',
  place: 'Place (optional)',
  save: 'Save',
  cancel: 'Call the meeting off',
  cancelAsk: 'It is shown as cancelled, also in calendars, and cannot be held any more. Call it off?',
  cancelYes: 'Yes, call it off',
  cancelNo: 'Keep it',
};
