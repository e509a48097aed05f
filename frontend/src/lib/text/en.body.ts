import { count, day } from './words.ts';

/** The sentences about a body's delegates, in English. */
export const body = {
  title: 'Who represents your body',
  about: 'What you say here is public: everybody reads it in the list of bodies.',
  directory: 'The list of bodies',
  noLink: 'Open the link that the owner of the group has sent you, with the part after the #.',
  loading: 'Looking for your body.',
  seats: (n: number) => `It has ${count(n, 'seat', 'seats')} for representatives.`,
  nobody: 'You have named nobody yet.',
  kinds: { representative: 'representative', alternate: 'alternate' },
  since: 'since',
  until: 'to',
  end: 'End it today',
  endAsk: 'End this today? That it was so stays in the list.',
  endYes: 'Yes, end it',
  endNo: 'Leave it',
  ended: 'It has ended.',
  before: 'Who it was before',
  add: 'Name somebody',
  name: 'Name, as others will see it',
  kind: 'As',
  day: 'Since',
  chosen: 'How they were chosen, in one line',
  submit: 'Name them in public',
  named: 'They are named. Everybody reads it now.',
  meetings: 'Meetings',
  meetingsHint: 'By these links your representatives and alternates come in. Send them to nobody else.',
  noMeetings: 'No meeting is planned.',
  starts: (at: number) => day(at),
};

/** The sentences for a delegate who comes in by the body's link. */
export const delegate = {
  who: 'You are',
  choose: 'Choose your name',
  none: 'Your body has named nobody yet: its contact can.',
  for: 'You sit for',
};
