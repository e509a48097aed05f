import type { Colour, Policy, Retention, Rule } from '../protocol.gen.ts';
import { list } from './words.ts';

/** The sentences of the page on which the owner changes what the group has agreed, in English. */
export const group = {
  title: 'What the group has agreed',
  about:
    'New meetings have all of this unless they say otherwise. Meetings that were made keep what they have.',
  read: 'The page for everybody',
  loading: 'Looking for what was agreed.',
  again: 'Try again',
  token: 'Admin token',
  tokenHint:
    'Whoever runs the server has it: its first start printed it. This tab forgets it when it is closed.',
  enter: 'Go on',
  wrong: 'This is not the admin token.',
  leave: 'Forget the admin token',
  save: 'Save for everybody',
  saved: 'Saved. Everybody reads it now.',
  preview: 'Show what everybody would read',
  shown: 'Below stands what everybody would read.',
  says: 'What everybody would read',
  stale: 'Somebody else has saved before you. Nothing of yours is lost: it stands in the form, with theirs.',
  theirs: 'They have changed:',
  both: (parts: string[]) =>
    `You both have changed ${list(parts)}. Yours stands in the form: look at it before you save.`,

  links: {
    title: 'Links for the contacts of bodies',
    about:
      'By its link a body’s contact names who represents it, and they come in. Whoever has the link can do that.',
    make: 'Make a link',
    revoke: 'Revoke its links',
    made: 'It is shown this once. Send it to the contact of:',
    ready: 'The link is there.',
    revoked: 'Its links work no more.',
  },
  parts: {
    name: 'the name',
    classes: 'the kinds of hands',
    queue: 'the queue',
    scale: 'the scale of outcomes',
    silence: 'the silence procedure',
    grace: 'the time for those with a bad line',
    dissent_days: 'the time for minority statements',
    documents_days: 'when documents are due',
    seats: 'the seats of a body',
    rule: 'the rule of new meetings',
    keep: 'what becomes of captions',
    bodies: 'the bodies',
    access: 'how people can take part',
  } as Record<string, string>,

  name: 'Name of the group',

  classes: 'Kinds of hands',
  classesHint: 'They are called in this order. A colour stands beside the name, never instead of it.',
  nth: ['First', 'Second', 'Third', 'Fourth'],
  label: 'Name',
  colour: 'Colour',
  colours: {
    red: 'Red',
    amber: 'Amber',
    green: 'Green',
    teal: 'Teal',
    blue: 'Blue',
    violet: 'Violet',
    pink: 'Pink',
    grey: 'Grey',
  } satisfies Record<Colour, string>,
  limit: 'A turn takes at most (seconds)',

  queue: 'The speaker queue',
  opens: 'It opens with each item of the agenda',
  statistics: 'It shows who has spoken how often and how long',
  hide: 'It hides who waits from all but those who run the meeting',
  policy: 'Among hands of one kind',
  policies: {
    arrival: 'whoever came first is called first',
    'first-timers': 'whoever has not spoken on the item goes first',
    'least-heard': 'the body that was heard least goes first',
    'round-robin': 'the bodies take turns',
    alternate: 'people in the room and people connected take turns',
    draw: 'the order is drawn by lot',
  } satisfies Record<Policy, string>,
  overtakes: 'Nobody is overtaken more often than',
  clock: 'Seconds from the call to the begin of the clock',

  decisions: 'Decisions and dissent',
  silence: 'A silence procedure lasts (seconds)',
  grace: 'After it, those with a bad line may object for (seconds)',
  scale: 'Outcomes that the chair can designate, one a line, the best first',
  dissent: 'Days to file a minority statement, at least 7',

  meetings: 'New meetings',
  documents: 'Documents are due so many days before',
  seats: 'Seats of a body that has no number of its own',
  rule: 'Rule',
  rules: {
    open: 'Open: names are kept',
    'chatham-house': 'Chatham House Rule: who said what may not be told',
    'off-record': 'Off the record: nothing is kept',
  } satisfies Record<Rule, string>,
  keep: 'Captions',
  keeps: { kept: 'are kept with the meeting', live: 'are shown and not kept' } satisfies Record<
    Retention,
    string
  >,

  bodies: 'Bodies',
  noBodies: 'No body has been named yet.',
  body: (n: number) => `Body ${n}`,
  bodyName: 'Name',
  bodySeats: 'Seats (0 for as many as the group says)',
  bodyAims: 'Aims',
  bodyLink: 'Address of its own page',
  addBody: 'Add a body',
  removeBody: 'Take this body out',

  access: 'Taking part',
  languages: 'Languages that are spoken or captioned, one a line',
  signs: 'Sign languages, one a line, each with the address of its picture if there is one',
  interpreters: 'Interpreters',
  phone: 'By telephone',
  breaks: 'Breaks',
  help: 'Whom to ask for help',
};
