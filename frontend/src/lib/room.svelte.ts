import { makeLink, makeScreen, read, Refusal, type MadeLink, type NewLink, type Screen } from './api.ts';
import { Captions } from './captions.svelte.ts';
import { Clock, remaining } from './clock.svelte.ts';
import { Connection, type Link, type Listener } from './connection.ts';
import { Digest } from './digest.ts';
import { Floors } from './floors.svelte.ts';
import { Meeting } from './meeting.svelte.ts';
import { notify } from './notify.ts';
import { news, timeNews, type Moment } from './news.ts';
import type { Command, Patch, Quote, Seq, Turn, Welcome } from './protocol.gen.ts';
import { Reading } from './reading.svelte.ts';
import { Scribing, type Send } from './scribing.svelte.ts';
import { keepSetting, setting } from './settings.ts';
import { text } from './text/index.ts';
import { Voice } from './voice.svelte.ts';

/** A loss of the line shorter than this, in milliseconds, is not worth a word. */
const LOSS = 5000;
/** The page counts seconds and looks twice as often, so that it skips none. */
const TICK = 500;
/** How the feeds of captions begin; then comes the channel. */
const CAPTIONS = 'captions/';
/** And how those of what is said off the record do. */
const LIVE = 'live/';
/** Somebody has had the floor for so long, in milliseconds, and no text came: that is no pause any more. */
const SILENCE = 20_000;
/** Minutes after which a break is due, and late. Source: acc-H6. */
const BREAK = { due: 60, late: 90 };
/** Speakers who do not react to the call are told again: after so many seconds each, and so often. */
const REMIND = { every: 30, times: 3 };

/** A meeting as one person takes part in it: its values, captions and time, the line and the voice. */
export class Room implements Listener {
  readonly meeting = new Meeting();
  readonly clock = new Clock();
  readonly floors = new Floors();
  readonly voice: Voice;
  readonly reading = new Reading(location.search);
  status = $state.raw<Link>({ is: 'connecting' });
  /** The channel that is read, and the one beside it, '' for none; and what they say. */
  channel = $state('');
  captions = $state.raw(new Captions());
  beside = $state('');
  besideCaptions = $state.raw(new Captions());
  /** The captions that somebody wants to see, until they are there, and what to do if there are none. */
  sought = $state.raw<{ quote: Quote; none: () => void }>();
  showCaptions = $state(setting('captions', 'on') === 'on');
  /** Since when nothing is captioned though somebody speaks, in milliseconds since 1970; 0 if there is text. */
  silent = $state(0);
  /** The turn that its speaker has noticed. */
  noticed = $state<Seq>(0);

  /** What one writes in the minutes, until the meeting has it. */
  scribing = $state.raw<Scribing>();

  /** What every channel said that was read; one that is read again goes on from there. */
  readonly #texts: Partial<Record<string, Captions>> = {};
  readonly #requests = new Digest((names) => this.voice.status(text.news.requests(names), 'hands'));
  readonly #timer = window.setInterval(() => this.#tick(), TICK);
  #connection: Connection | undefined;
  #session = '';
  #loss = 0;
  #lossTold = false;
  #left = { turn: 0, seconds: 0 };
  #reminded = 0;
  #breakTold = 0;

  constructor(regions: HTMLElement[]) {
    this.voice = new Voice(regions);
  }

  /** Opens the line; the page fills as values come. */
  enter(meeting: string, session: string): void {
    this.scribing = new Scribing(meeting, this.send);
    this.#session = session;
    this.#connection = new Connection(meeting, session, this.#feeds(), this);
  }

  leave(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#loss);
    this.#requests.close();
    this.#connection?.close();
    this.voice.close();
  }

  readonly ask = async (command: Command): Promise<string> => {
    if (!this.#connection || this.status.is === 'over') return text.ask.gone;
    const answer = await this.#connection.ask(command);
    if ('code' in answer) {
      this.voice.status(answer.text, 'refusal');
      return answer.text;
    }
    await this.meeting.reached(answer.seq);
    return '';
  };

  /** Asks under an id, for what is sent again after the page was loaded anew. */
  readonly send: Send = async (command, id) => {
    if (!this.#connection || this.status.is === 'over') return undefined;
    const answer = await this.#connection.ask(command, id);
    if ('code' in answer) this.voice.status(answer.text, 'refusal');
    else await this.meeting.reached(answer.seq);
    return answer;
  };

  readonly makeLink = (link: NewLink): Promise<MadeLink> =>
    this.#made(makeLink(this.meeting.about?.id ?? '', this.#session, link), text.links.made, 'link');

  readonly makeScreen = (): Promise<Screen> =>
    this.#made(makeScreen(this.meeting.about?.id ?? '', this.#session), text.screen.made, 'screen');

  /** Reads what one alone may see of the meeting. */
  readonly read = <Value>(what: string): Promise<Value> =>
    read<Value>(this.meeting.about?.id ?? '', this.#session, what);

  choose(channel: string): void {
    keepSetting('channel', channel);
    if (channel === this.beside) this.#show(channel, '');
    else this.#show(channel, this.beside);
  }

  /** Reads a second channel beside the first; '' for none. */
  chooseBeside(channel: string): void {
    keepSetting('beside', channel);
    this.#show(this.channel, channel);
  }

  toggleCaptions(): void {
    this.showCaptions = !this.showCaptions;
    keepSetting('captions', this.showCaptions ? 'on' : 'off');
    this.#connection?.follow(this.#feeds());
  }

  /** Leads to the captions that a line of the minutes was taken from. */
  seek(quote: Quote, none: () => void): void {
    this.sought = { quote, none };
    if (!this.showCaptions) this.toggleCaptions();
    if (quote.lang !== this.beside) this.#show(quote.lang, this.beside);
  }

  link(link: Link): void {
    const was = this.status.is;
    this.status = link;
    if (link.is === 'lost' && was !== 'lost') this.#loss = window.setTimeout(() => this.#tellLoss(), LOSS);
    if (link.is === 'lost') return;
    clearTimeout(this.#loss);
    if (link.is === 'over') this.voice.urgent(text.link.over[link.code] ?? text.link.ended, 'net');
    else if (this.#lossTold) this.voice.status(text.link.back, 'net');
    this.#lossTold = false;
  }

  welcome({ person, name, roles, now }: Welcome, roundTrip: number): void {
    this.clock.sample(now, roundTrip);
    this.meeting.apply({ feed: 'me', cursor: '', set: { me: { ...this.meeting.me, person, name, roles } } });
  }

  now(time: string): void {
    this.clock.sample(time);
  }

  patch(patch: Patch): void {
    if (patch.feed.startsWith(CAPTIONS)) {
      this.#write(patch.feed.slice(CAPTIONS.length), patch);
      return;
    }
    if (patch.feed.startsWith(LIVE)) {
      const channel = patch.feed.slice(LIVE.length);
      const finished = this.#text(channel).applyLive(patch);
      if (channel === this.channel) for (const line of finished) this.voice.caption(line.text);
      return;
    }
    const before = this.#moment();
    this.meeting.apply(patch);
    const after = this.#moment();
    this.floors.note(after.queue?.turn, this.clock.now);
    const said = news(before, after);
    this.voice.announce(...said);
    for (const { text: sentence, level, key } of said)
      if (level === 'urgent' || (key === 'turn' && after.place === 1)) notify(sentence);
    if (this.meeting.may('floor')) this.#requests.add(newRequests(before, after));
    this.#settleChannel();
  }

  /** Says that something is there; a refusal is said too, and thrown. */
  async #made<Value>(making: Promise<Value>, sentence: string, key: string): Promise<Value> {
    try {
      const made = await making;
      this.voice.status(sentence, key);
      return made;
    } catch (refusal) {
      if (refusal instanceof Refusal) this.voice.status(refusal.message, 'refusal');
      throw refusal;
    }
  }

  #moment(): Moment {
    const { about, item, queue, me, place, alarms, silences } = this.meeting;
    return { about, item, queue, me, place, alarms, silence: silences.at(-1) };
  }

  #feeds(): string[] {
    const read = this.showCaptions ? [this.channel, this.beside].filter(Boolean) : [];
    return ['meeting', 'me', 'presence', ...read.flatMap((lang) => [`${CAPTIONS}${lang}`, `${LIVE}${lang}`])];
  }

  #text(channel: string): Captions {
    return (this.#texts[channel] ??= new Captions());
  }

  /** Takes what came of a channel. Only the first channel is said, and whether it still comes. */
  #write(channel: string, patch: Patch): void {
    const captions = this.#text(channel);
    const before = captions.source?.state;
    const finished = captions.apply(patch);
    if (channel !== this.channel) return;
    for (const line of finished) this.voice.caption(line.text);
    const { state, since = '' } = captions.source ?? {};
    if (state === before) return;
    if (state === 'lost') this.voice.status(text.captions.lost(Date.parse(since)), 'source');
    else if (before === 'lost') this.voice.status(text.captions.found, 'source');
  }

  /** Which channels there are is known with the meeting; the person's last choice counts if it is one. */
  #settleChannel(): void {
    const offered = this.meeting.about?.channels.map(({ lang }) => lang) ?? [];
    if (offered.includes(this.channel)) return;
    const wished = [this.reading.asked.lang, setting('channel', ''), ...offered];
    const channel = wished.find((lang) => offered.includes(lang));
    const beside = setting('beside', '');
    const second = beside !== channel && offered.includes(beside) ? beside : '';
    if (channel !== undefined) this.#show(channel, second);
  }

  #show(channel: string, beside: string): void {
    [this.channel, this.captions] = [channel, this.#text(channel)];
    [this.beside, this.besideCaptions] = [beside, this.#text(beside)];
    this.#connection?.follow(this.#feeds());
  }

  #tellLoss(): void {
    this.#lossTold = true;
    this.voice.urgent(text.link.lost, 'net');
  }

  #tick(): void {
    this.clock.tick();
    this.#watchBreak();
    const turn = this.meeting.queue?.turn;
    this.#listen(turn ?? undefined);
    if (!turn?.id) return;
    const seconds = remaining(turn, this.clock.now);
    const mine = this.meeting.myTurn !== undefined;
    const before = this.#left;
    this.#left = { turn: turn.id, seconds };
    if (before.turn !== turn.id) this.#reminded = 0;
    else if (mine || this.meeting.may('lead')) this.voice.announce(...timeNews(before.seconds, seconds));
    if (mine && this.noticed !== turn.id && !turn.answered) this.#remind(turn, seconds);
  }

  /** Whoever leads is told when a break is due, and once more when it is late. Source: acc-H6. */
  #watchBreak(): void {
    const { since, break: on, stage } = this.meeting.about ?? {};
    const minutes = since && !on && stage === 'open' ? (this.clock.now - Date.parse(since)) / 60_000 : 0;
    const told = minutes >= BREAK.late ? 2 : minutes >= BREAK.due ? 1 : 0;
    if (told > this.#breakTold && this.meeting.may('lead'))
      this.voice.status(told === 2 ? text.news.breakDue : text.news.breakSoon, 'break');
    this.#breakTold = told;
  }

  /** Notices that captions have stopped, also where the server cannot tell. */
  #listen(turn: Turn | undefined): void {
    const since = this.clock.now - (performance.now() - this.captions.heard);
    const from = Math.max(since, Date.parse(turn?.began ?? ''));
    const captioned = this.captions.lines.length + this.captions.growing.length > 0;
    const silent = captioned && !turn?.paused_at && this.clock.now - from > SILENCE;
    if (silent && this.silent === 0 && this.meeting.may('lead'))
      this.voice.status(text.captions.silent(from), 'source');
    if (!silent) this.silent = 0;
    else this.silent ||= from;
  }

  #remind(turn: Turn, seconds: number): void {
    const since = (this.clock.now - Date.parse(turn.called ?? turn.began ?? '')) / 1000;
    const due = Math.min(REMIND.times, Math.floor(since / REMIND.every));
    if (due <= this.#reminded) return;
    this.#reminded = due;
    this.voice.urgent(text.news.stillTurn(seconds), 'turn');
  }
}

/** The names on hands that went up since, but for one's own. */
function newRequests(before: Moment, after: Moment): string[] {
  if (!before.queue) return [];
  const known = new Set(before.queue.hands.map(({ id }) => id));
  const fresh =
    after.queue?.hands.filter(({ id, person }) => !known.has(id) && person !== after.me.person) ?? [];
  return fresh.map(({ name }) => name ?? text.someone);
}
