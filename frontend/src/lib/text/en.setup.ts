import { clock, count, day } from './words.ts';

/** What a meeting can begin with, in the form that people would paste. */
const templates = {
  coordination: {
    name: 'A coordination call',
    agenda: `- Welcome and agenda (5 min, adoption)
- News from the bodies (20 min, information)
- Open actions (10 min, review)
- What we do next (20 min, discussion)
- Any other business (5 min, aob)`,
  },
  open: {
    name: 'An open call',
    agenda: `- Welcome, and how to take part (5 min, information)
- The topic, in short (15 min, information)
- Questions and contributions (45 min, discussion)
- Break (5 min, break)
- What follows from this (15 min, discussion)
- Closing (5 min, information)`,
  },
  statement: {
    name: 'Drafting a statement',
    agenda: `- Agenda (5 min, adoption)
- The draft, point by point (40 min, statement)
  - What is agreed (10 min, statement)
  - What is open (30 min, discussion)
- Break (10 min, break)
- Objections, and how they are met (20 min, discussion)
- Decision on the text (15 min, decision)`,
  },
  annual: {
    name: 'An annual meeting',
    agenda: `- Opening and agenda (10 min, adoption)
- Minutes of the last annual meeting (5 min, decision)
- Report of the year (30 min, information)
- Money (20 min, decision)
- Break (15 min, break)
- Elections (30 min, decision)
- Plan of the next year (40 min, discussion)
- Any other business (10 min, aob)`,
  },
};

/** The sentences of the page on which a meeting is set up, in English. */
export const setup = {
  title: 'Set up a meeting',
  intro: 'At the end you have the links to send. Only the title and the time are needed.',
  errorTitle: 'Error: Set up a meeting',
  errors: 'The meeting is not set up yet',
  token: 'Admin token',
  tokenHint:
    'The first start of the server printed it. It is asked for once, and kept until you close this tab.',
  noToken: 'Paste the admin token.',

  what: 'What, when and where',
  name: 'Title',
  noName: 'Write a title.',
  longName: 'Write a shorter title, of at most 200 characters.',
  day: 'Day',
  noDay: 'Choose a day.',
  time: 'Time',
  noTime: 'Choose a time.',
  zone: (zone: string) => `In your time zone, ${zone.replaceAll('_', ' ')}.`,
  utc: (at: string) => `For everybody: ${at} UTC.`,
  mode: 'How people meet',
  modes: { online: 'Online', hybrid: 'Some in a room, some online', 'in-person': 'All in one place' },
  place: 'Place',
  placeHint: 'Room, house and town. Everybody may read it.',

  agenda: 'Agenda',
  begin: 'Begin with',
  pasted: 'what I paste or type below',
  templates,
  like: 'Like a meeting before',
  source: 'The agenda as text',
  sourceHint:
    'Paste a list, a table from a spreadsheet, or one title a line. Behind a title there may be minutes and kind: “Budget (20 min, decision)”. Indent what belongs below an item.',
  read: 'So it is read',
  unread: 'It cannot be read yet.',
  none: 'No items yet. The agenda can be written later, too.',
  total: (minutes: number, until: number) =>
    `${count(minutes, 'minute', 'minutes')} in all${until > 0 ? `, until ${clock(until)}` : ''}.`,
  minutes: (n: number) => `${n} min`,
  by: (names: string) => `by ${names}`,
  hidden: { public: '', present: 'seen only by the people in the meeting', chair: 'seen only by the staff' },
  agendaWrong: 'Put the agenda right, or empty it.',

  who: 'Who, and how',
  bodies: 'Bodies',
  bodiesHint: 'One a line: people say for which they speak.',
  bodiesGroup: (names: string) => `If you write none, those of the group take part: ${names}.`,
  captions: 'Captions in',
  languages: ['en', 'fr', 'es', 'ar', 'zh', 'ru', 'pt', 'de'],
  more: 'Other languages',
  moreHint: 'As codes, with commas between them: sw, hi.',
  rule: 'What may be told of it',
  rules: {
    open: 'Open: what is said may be quoted, with the name.',
    'chatham-house': 'Chatham House Rule: what is said may be used, who said it may not be told.',
    'off-record': 'Off the record: nothing is kept of what is said.',
  },
  series: 'Series (optional)',
  seriesHint:
    'A short name in small letters, such as monthly-call. A meeting of a series starts with what the last one left: unfinished items, waiting hands, open actions.',
  badSeries: 'A series has small letters, digits and hyphens only, such as monthly-call.',
  submit: 'Set the meeting up',
  busy: 'Setting it up…',

  done: 'The meeting is set up',
  begins: (at: number) => `It begins on ${day(at)}.`,
  keep: 'These links are shown once: copy them now. Whoever has a link comes in with its role.',
  send: 'Links to send',
  links: {
    chair: ['For you, or whoever leads', 'Starts the meeting, gives the floor, ends it.'],
    participant: ['For everybody who takes part', 'Put this one into the invitation.'],
    observer: ['For whoever only follows', 'Reads along, and does not speak.'],
    deputy: [
      'For who helps the chair',
      'Can do what the chair can, and takes over if the line of the chair is lost.',
    ],
    secretary: ['For who writes the minutes', 'Keeps the agenda, the minutes, decisions and actions.'],
    manager: [
      'For the participation manager',
      'Helps people in, reads statements out, and raises the hands of those on the telephone or in the room.',
    ],
  } as Record<string, [string, string]>,
  console: (lang: string) => `For who captions in ${lang}`,
  consoleHint: 'A page to type on, with the links for captioning programs.',
  page: 'The public page',
  pageHint: 'Everybody may have it: it has the time, the place and the agenda, and lets nobody speak.',
  calendar: 'Add to your calendar',
  enter: 'Go in as the chair',
  another: 'Set up another meeting',
};
