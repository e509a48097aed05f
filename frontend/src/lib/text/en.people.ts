import { count } from './words.ts';

/** The sentences about who is here, in English. */
export const presence = {
  title: (n: number) => `Who is here (${n})`,
  names: 'Show the names',
  nobody: 'Nobody is here by name.',
  others: (n: number) => `and ${count(n, 'other', 'others')}`,
  observers: (n: number) => count(n, 'follows in silence.', 'follow in silence.'),
  partly: 'Some may be missing.',
  remove: 'Remove',
  removeAsk: 'Take them out of the meeting now?',
  removeYes: 'Yes, remove',
  removeNo: 'Let them stay',
  role: 'A further role',
  give: 'Give this role',
};
