import { count } from './words.ts';

/** The sentences of what is said to captioners and by them, in English; only who needs them loads them. */
export const aside = {
  open: 'Tell the captioner',
  openStaff: 'Messages with the captioner',
  field: 'To the captioner',
  hint: 'How a name is spelt, what you cannot read, what was misheard. The captioner sees who wrote it, and those who run the meeting do; nobody else.',
  submit: 'Send',
  sent: 'Sent to the captioner.',
  none: 'Nothing was said yet.',
  you: 'You',
  captioner: 'Captioner',
  waits: 'not seen yet',
  seen: (at: string) => `seen at ${at}`,
  seenBy: 'The captioner has seen your message.',
  see: 'Seen',
  came: (words: string) => `The captioner writes: ${words}`,
  title: 'The captioner writes',
  words: (n: number) =>
    n === 0 ? 'Words for captioners' : `Words for captioners (${count(n, 'word', 'words')})`,
  list: 'One word or name a line; what it means or how it is spoken after a colon',
  listHint: 'Captioners have them beside them, and as a file for their programs. Nobody else sees them.',
  keep: 'Keep these words',
  kept: 'The captioners have these words now.',
  changed: 'Somebody else has changed the words meanwhile.',
  theirs: 'Show theirs instead',
};
