import { count, day } from './words.ts';

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

/** The sentences about what people need to take part, in English. */
export const needs = {
  title: 'What people need',
  private: 'You see this because you run the meeting. Do not read it out.',
  ask: 'What you need to take part (optional)',
  seen: 'Only the chairs, the secretary and the participation manager see this. It is deleted with the names of the meeting’s people.',
  kinds: {
    captions: 'Captions',
    sign: 'Sign language',
    print: 'Large print or plain text',
    time: 'More time',
    breaks: 'Breaks',
    typing: 'To speak by text',
    other: 'Something else',
  },
  words: 'In your own words',
};

/** The sentences about the seats of bodies, in English. */
export const seats = {
  title: 'Seats of the bodies',
  of: (taken: number, all: number) => `${taken} of ${count(all, 'seat', 'seats')} taken`,
  sits: 'Sits for',
  for: 'in the seat of',
  give: 'Seat them for',
  instead: 'Seat them in place of',
  giveAsk: 'Make them a representative now?',
  insteadAsk: 'Give them this seat now? Whoever sits there takes part without one then.',
  giveYes: 'Yes, seat them',
  giveNo: 'Leave it',
  free: 'Free the seat of',
  freeMine: 'Give my seat back',
  freeAsk: 'Free this seat now?',
  freeYes: 'Yes, free it',
  freeNo: 'Leave it',
};

/** The sentences about how captioners name speakers, in English. */
export const labels = {
  title: 'Names in the captions',
  ask: 'The captions name',
  yes: 'Yes',
  no: 'No',
  perhaps: 'perhaps',
  floor: 'the floor was with',
};

/** The sentences about the links into a meeting, in English. */
export const links = {
  title: 'Links',
  roles: (roles: string) => `For: ${roles}`,
  captions: (lang: string) => `For captions in ${lang}`,
  people: (n: number) => (n === 0 ? 'nobody came by it' : count(n, 'person came by it', 'people came by it')),
  expires: (at: number) => `until ${day(at)}`,
  revoked: 'withdrawn',
  empty: 'There are no links. Make the first one below.',
  revoke: 'Revoke',
  revokeAsk: (n: number) =>
    n === 0
      ? 'Revoke this link? Nobody comes in by it any more.'
      : `Revoke this link? ${count(n, 'person who came by it is', 'people who came by it are')} taken out at once.`,
  revokeYes: 'Yes, revoke it',
  revokeNo: 'Keep it',
  add: 'New link',
  role: 'Whoever has it comes in as',
  lang: 'Captions in',
  until: 'It works until (optional)',
  submit: 'Make the link',
  made: 'The link is made. Copy it now: it is not shown again.',
  names: {
    url: 'Link',
    console: 'Captioner’s page',
    zoom: 'Zoom link',
    teams: 'Teams link',
    any: 'Plain link',
    youtube: 'YouTube link',
  },
  hide: 'I have copied it',
};
