import type { AgendaForm } from '../api.ts';
import { count } from './words.ts';

/** The sentences of taking captions into the minutes, in English. */
const quoting = {
  title: 'Into the minutes:',
  kinds: { quote: 'Quote', decision: 'Decision', action: 'Action' },
  keys: { quote: 'Q', decision: 'D', action: 'A' },
  selected: 'what you selected',
  latest: 'the latest line, or what you select',
  here: 'the line that you have come to, or what you select',
  sent: {
    quote: (words: string) => `Written down as a quote: ${words}`,
    decision: (words: string) => `Written down as a decision: ${words}`,
    action: (words: string) => `Written down as an action: ${words}`,
  },
  already: 'This is in the minutes already.',
  nothing: 'Nothing was sent: there are no finished captions in what you selected.',
  offRecord: 'Nothing was sent: part of this was said off the record.',
};

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** The sentences of approving the minutes of an earlier meeting, in English. */
const approval = {
  put: 'Put on the agenda: approval of the minutes of',
  on: (at: number) => date.format(at),
  title: (meeting: string, at: number) => `Approval of the minutes of ${meeting}, ${date.format(at)}`,
  added: (number: string) => `The approval of the minutes is item ${number} now.`,
};

/** The sentences of an agenda that is pasted, in English. */
const pasted = {
  open: 'Paste an agenda',
  hint: 'One item a line, such as “- Captions (20 min, decision)”; indented lines stand below the one before. A table or JSON will do, too.',
  label: 'Agenda as text',
  form: 'It is',
  forms: {
    'text/markdown': 'lines',
    'text/csv': 'a table (CSV)',
    'application/json': 'JSON',
  } satisfies Record<AgendaForm, string>,
  look: 'Look at it first',
  found: (n: number) => `${count(n, 'item', 'items')}, to be added at the end:`,
  add: 'Add them',
  again: 'Change the text',
};

/** The sentences of writing the minutes, in English. */
const scribe = {
  title: 'Write in the minutes',
  field: 'A line',
  hint: 'Enter writes it down. Shift and Enter begin a new line in it.',
  submit: 'Write it down',
  begin: 'Begin with',
  starts: {
    'DECISION: ': 'Decision',
    'ACTION: ': 'Action',
    'CONCLUSION: ': 'Conclusion',
    'ISSUE: ': 'Issue',
    'OBJECTION: ': 'Objection',
  },
  how: 'How lines are written',
  forms: [
    ['Ann: text', 'what Ann said; any name before a colon'],
    ['... text', 'goes on with what she said'],
    ['DECISION: text', 'a decision; also CONCLUSION, ISSUE, OBJECTION, QUOTE'],
    ['ACTION: Ann to write to them by 5 March', 'an action, with who and by when'],
    ['s/frist/first/', 'corrects the latest line that says “frist”'],
    ['text', 'what happened'],
  ],
  offline: (lines: number) =>
    `You are offline. ${count(lines, 'line is', 'lines are')} kept on this device and written down when the line is back.`,
  waiting: 'on its way',
  kept: 'not written down:',
  change: 'Change it',
  discard: 'Throw it away',
};

/** The sentences of putting something under a rule, in English. */
const rule = {
  open: 'Chatham House Rule',
  hint: 'Under the Chatham House Rule what is said may be used, and nobody may tell who said it. It holds from the beginning of what you choose, also for what was said already. Everything is stored sealed from then on, and destroyed when a record is published, or two weeks after the meeting: then only what was written on other items stays. It cannot be taken back for what was said.',
  what: 'What is put under it',
  meeting: 'The whole meeting',
  under: 'It is',
  rules: {
    'chatham-house': 'under the Chatham House Rule',
    open: 'open: what people say is told with their names',
  },
  submit: 'Set the rule',
};

/** The sentences of making the record of a meeting under the Rule, in English. */
const review = {
  title: 'Record under the Chatham House Rule',
  forgets: (at: number, mixed: boolean) =>
    `On ${date.format(at)} everything that is stored of this meeting is destroyed. Only a record that is published before stays${mixed ? ', or else what was written on the items that are open' : ''}.`,
  soon: (days: number) => (days <= 1 ? 'That is within a day.' : `That is in ${days} days.`),
  how: 'One of you looks the minutes through and takes out what tells who spoke; somebody else reads that and publishes it.',
  look: 'Look the minutes through',
  none: 'Nobody has looked the minutes through yet.',
  of: 'What is looked through',
  all: 'All that is not published yet',
  only: 'Only the item',
  rest: 'The record of this item is published by itself, and all else of it is destroyed then. The rest of the meeting waits for its own.',
  level: 'What is published',
  levels: [
    'Nothing but the title and the agenda',
    'Minutes: what was written down, decisions, actions',
    'Minutes, and passages of the captions that you choose',
    'Minutes, and all of the captions that you do not leave out',
  ],
  passing: [
    'Nothing but the title and the agenda is published.',
    '',
    'Passages of the captions are published, too.',
    'The captions are published, too, but for what was left out.',
  ],
  captioned: 'As it was captioned',
  conditions:
    'People are known by how they speak: publish this only if the meeting wants it. At least three who spoke have to stay unnamed, and those who spoke have a day after the end to keep something out, unless all of them say before that they have looked. The record does not tell where one speaker ends and the next begins.',
  fewHere: 'Fewer than three people who spoke in this part of the meeting stay unnamed: it is not published.',
  few: 'Nothing of the captions can be published: fewer than three people who spoke, whom the meeting knows, stay unnamed.',
  read: 'I have read what is marked in it',
  unread: (n: number) =>
    `${n === 1 ? 'One passage has something marked that nobody has' : `${n} passages have something marked that nobody has`} read.`,
  marks:
    'What may tell who spoke is framed: a full line is certain, a dashed one likely, a dotted one a doubt that is left as it is. Press it to replace it or to leave it, wherever it stands: somebody who was not there stays.',
  words: 'Words that tell who spoke, and are not marked',
  mark: 'Replace them everywhere',
  unmark: 'Leave',
  marked: 'marked by you',
  kinds: {
    decision: 'Decision',
    action: 'Action',
    conclusion: 'Conclusion',
    issue: 'Issue',
    objection: 'Objection',
    quote: 'Quote',
  } as Record<string, string>,
  classes: { A: 'certain', B: 'likely', C: 'a doubt' },
  instead: (was: string) => `instead of ${was}`,
  keep: 'In the record',
  struck: 'Who said this keeps it out of the record.',
  own: 'It should say',
  write: 'Change the text',
  was: 'As it was written',
  submit: 'Give it to somebody else to read',
  cancel: 'Cancel',
  wait: 'Somebody else who runs the meeting has to read this before it is published:',
  pass: (name: string) =>
    `${name} proposes to publish this, and nothing else. Does anything in it tell who spoke?`,
  again: 'Change it',
  publish: 'I have read it: publish it',
  publishAsk:
    'Everything else that is stored of this meeting is destroyed at once, for everybody and for good.',
  publishPart:
    'Everything else that is stored of this item is destroyed at once, for everybody and for good. The rest of the meeting stays as it is.',
  publishPartYes: 'Yes, publish it and destroy all else of the item',
  publishYes: 'Yes, publish it and destroy the rest',
  no: 'No, not yet',
};

/** The sentences of what those do who keep the papers. */
export const staff = { quoting, approval, pasted, scribe, rule, review };
