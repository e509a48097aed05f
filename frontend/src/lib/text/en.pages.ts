import type { CaptionMode, Stage } from '../protocol.gen.ts';
import { count, day, duration } from './words.ts';

/** The sentences about what is asked for, in English. */
export const ask = {
  unsent: 'Not confirmed yet. It is kept, and sent again if the line drops.',
  gone: 'This was not sent: the connection has ended.',
};

/** The sentences of the way in, in English. */
export const join = {
  looking: 'One moment, looking up the meeting.',
  problem: 'The meeting cannot be shown now',
  tryAgain: 'Try again',
  missing:
    'Check the address, or open the link that the organisers sent you. If it does not work any more, ask them for a new one.',
  title: 'Join the meeting',
  starts: (at: number) => `Starts ${day(at)}`,
  open: 'You can go in at any time.',
  ended: 'You can still read its captions and minutes.',
  observer: 'You can follow; ask the organisers for a link to take part.',
  again: (name: string) => `Continue as ${name}`,
  or: 'Or join under another name',
  name: 'Your name',
  nameHint: 'Others in the meeting see it as you write it here.',
  body: 'You speak for',
  noBody: 'No body, for yourself',
  way: 'How you take part',
  ways: { speak: 'I speak', sign: 'I sign', type: 'I type' },
  says: 'How it is pronounced (optional)',
  saysHint: 'People in the meeting see it beside the name.',
  remember: 'Remember this in this browser for the next meeting',
  remembered: 'This is filled in from last time. It is kept in this browser only.',
  forget: 'Forget it',
  submit: 'Join',
  follow: 'Follow the meeting',
  busy: 'Joining…',
  error: 'You have not joined yet',
  errorTitle: (title: string) => `Error: ${title}`,
  noName: 'Write your name, so that others know who you are.',
  longSays: 'Write it in at most 80 characters.',
  longNeeds: 'Write it in at most 500 characters. The organisers can ask you for more.',
  longName: 'Write a shorter name, of at most 80 characters.',
  offline: 'The server cannot be reached. Check your connection and try again; what you typed is kept.',
  fault: (status: number) => `The server could not do this (${status}). Try again; what you typed is kept.`,
};

/** The sentences of the captioner's page, in English. */
export const captioner = {
  title: 'Write captions',
  pageTitle: (meeting: string) => `Captions: ${meeting}`,
  looking: 'One moment, looking up the meeting.',
  stages: { planned: 'Rehearsal', open: 'Under way', ended: 'Ended' } satisfies Record<Stage, string>,
  meaning: {
    planned:
      'The meeting has not started, so this is a rehearsal: only its staff see what you send, and none of it is kept.',
    open: 'What you send is read at once by everyone who follows, and kept.',
    ended: 'The meeting has ended: no more text is taken. Thank you for captioning.',
  } satisfies Record<Stage, string>,
  language: (lang: string) => `Language: ${lang}`,
  test: 'Send a test line',
  testLine: 'This is a test of the captions.',
  unreachable: 'The server cannot be reached. Trying again.',
  refused:
    'This captions link does not work: it is wrong, expired or was withdrawn. Ask the organisers for a new one.',
  status: (status: number) => `The server answered ${status}. Trying again.`,
  noSecret: 'This page needs the whole captions link, with the part after the #. Ask the organisers for it.',
  programs: 'Use a captioning program',
  given: 'Copy the link that fits and paste it into your program. Whoever has it can write captions here.',
  links: {
    zoom: {
      label: 'Zoom link',
      hint: 'For whatever sends to Zoom: StreamText, Text on Tap, TypeWell, 1CapApp, Web Captioner, Plover with plover2CAT. Paste it where they ask for the caption URL or API token.',
    },
    teams: { label: 'Teams link', hint: 'For what sends to Microsoft Teams: paste it as the CART link.' },
    any: {
      label: 'Plain link',
      hint: 'For Webex, and for anything else that can send text by HTTP POST, such as curl.',
    },
    youtube: {
      label: 'YouTube link',
      hint: 'For what sends to YouTube Live: paste it as the caption ingestion URL.',
    },
  },
  copy: 'Copy',
  copied: (label: string) => `${label}: copied.`,
  notCopied: 'Your browser did not allow copying. Select the link and copy it by hand.',
  seen: 'What readers see',
  seenRehearsal: 'What readers would see',
  unseen: 'No text has arrived yet.',
  age: (seconds: number) =>
    seconds < 60
      ? `The newest line began ${duration(seconds)} ago.`
      : `No new line for ${duration(seconds)}.`,
  reads: {
    '': '',
    stream: 'Your program’s text is read word for word, with its corrections.',
    chunk: 'Your program’s text is read as pieces, with a space between two.',
    line: 'Each piece that your program sends is read as a line.',
    rolling: 'Your program sends what its display shows, again and again; only what is new is taken.',
    youtube: 'Your program’s text is read as lines with a time each, as YouTube takes them.',
  } satisfies Record<CaptionMode, string>,
  hints: {
    title: 'What you could mend',
    cut: 'Your program cuts accented letters at the end of what it sends, because it counts letters where bytes count. Update it, or ask its maker to mend that.',
    charset:
      'Your program does not send its text as UTF-8, so letters with accents are guessed. Set it to UTF-8.',
    gaps: (n: number) =>
      `${count(n, 'piece', 'pieces')} of your text never arrived, and readers see a mark there. Check your connection, and let your program send again what failed.`,
    order:
      'Your program does not number what it sends in order. No text is lost, but some may stand in the wrong place. Restarting it may help.',
    lang: (lang: string) =>
      `Your program says that it writes another language than this channel’s (${lang}). Make sure that you have the link of your channel.`,
    language: (lang: string) =>
      `This looks like another language than this channel’s (${lang}). Make sure that you have the link of your channel.`,
    storm:
      'Most of what you write is taken back at once. If that is not you, look at your keyboard, or at how your program sends corrections.',
    capitals:
      'All your letters are capitals, which are hard to read, and a name before a colon is hard to tell from text. Switch them off if you can.',
    clock: 'The clock of your computer is more than a minute off. Let it set the time by itself.',
    slow: (seconds: number) =>
      `Your text arrives ${duration(seconds)} after it was written. Turn off your program’s delay, or set its correction buffer to 0: corrections reach readers by themselves.`,
    rolling:
      'If your program can send each word only once, without rolling, choose that: corrections then reach further back.',
  },
};

/** The sentences of the overlay, in English. */
export const overlay = {
  name: 'Streaming overlay',
  noLink: 'Add the link of an observer to this address, from its # on.',
  over: 'This overlay has no access to the meeting any more.',
};
