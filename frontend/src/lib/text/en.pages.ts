import { count, day } from './words.ts';

/** The sentences of the way in, in English. */
export const join = {
  looking: 'One moment, looking up the meeting.',
  title: 'Join the meeting',
  starts: (at: number) => `Starts ${day(at)}`,
  open: 'Under way now.',
  ended: 'This meeting has ended.',
  observer: 'You can follow; ask the organisers for a link to take part.',
  again: (name: string) => `Continue as ${name}`,
  or: 'Or join under another name',
  name: 'Your name',
  nameHint: 'Others in the meeting see it as you write it here.',
  body: 'You speak for',
  noBody: 'No body, for yourself',
  way: 'How you take part',
  ways: { speak: 'I speak', sign: 'I sign', type: 'I type' },
  submit: 'Join',
  follow: 'Follow the meeting',
  busy: 'Joining…',
  error: 'You have not joined yet',
  errorTitle: (title: string) => `Error: ${title}`,
  noName: 'Write your name, so that others know who you are.',
  longName: 'Write a shorter name, of at most 80 characters.',
  offline: 'The server cannot be reached. Check your connection and try again; what you typed is kept.',
  fault: (status: number) => `The server could not do this (${status}). Try again; what you typed is kept.`,
};

/** The sentences of the captioner's page, in English. */
export const captioner = {
  title: 'Write captions',
  lead: 'Type here, or let your captioning program send to Convener.',
  line: 'Line',
  hint: 'Each Enter sends a line to everyone who reads captions.',
  sent: 'Lines',
  empty: 'Nothing sent yet.',
  states: { waiting: 'waiting', sent: 'sent' },
  waiting: (n: number) => `${count(n, 'line waits', 'lines wait')} and will be sent in order.`,
  all: 'Everything is sent.',
  failed: 'The last attempt failed:',
  unreachable: 'The server cannot be reached. Trying again.',
  refused:
    'This captions link does not work: it is wrong, expired or was withdrawn. Ask the organisers for a new one.',
  status: (status: number) => `The server answered ${status}. Trying again.`,
  noSecret: 'This page needs the whole captions link, with the part after the #. Ask the organisers for it.',
  programs: 'Use a captioning program',
  zoom: 'Programs that write to Zoom, StreamText and Plover: paste this where they ask for the Zoom caption URL or API token.',
  teams: 'Programs that write to Microsoft Teams: paste this as the CART link.',
  any: 'Anything that can send a line of text by HTTP POST, such as curl:',
  zoomLabel: 'Zoom-shaped link',
  teamsLabel: 'Teams-shaped link',
  anyLabel: 'Plain link',
  given: 'The organisers also have these links for you, ready to paste.',
};

/** The sentences of the overlay, in English. */
export const overlay = {
  name: 'Streaming overlay',
  noLink: 'Add the link of an observer to this address, from its # on.',
  over: 'This overlay has no access to the meeting any more.',
};
