import { ADMIN_TOKEN } from './trying.svelte.ts';
import { Refusal, type Outline } from './api.ts';
import type { Mode, Rule } from './protocol.gen.ts';
import {
  agendaOf,
  iso,
  makeMeeting,
  meetings,
  preset,
  readPasted,
  unique,
  type Listed,
  type MadeMeeting,
  type Plan,
  type Preset,
} from './setup.ts';
import { setup as text } from './text/setup.ts';

/** The fields that can be wrong, in their order on the page. */
export type Field = 'token' | 'title' | 'day' | 'time' | 'agenda' | 'series';
export type Template = keyof typeof text.templates;

/** After so long without a key, in milliseconds, what was typed is read. */
const PAUSE = 400;

/** A meeting that is being set up: what the owner says, how the agenda is read, and what came of it. */
export class Planning {
  token = $state(sessionStorage.getItem(ADMIN_TOKEN) ?? '');
  /** The server did take the token. */
  known = $state(sessionStorage.getItem(ADMIN_TOKEN) !== null);
  title = $state('');
  day = $state('');
  time = $state('14:00');
  mode = $state<Mode>('online');
  place = $state('');
  source = $state('');
  bodies = $state('');
  languages = $state(['en']);
  more = $state('');
  rule = $state<Rule>('open');
  series = $state('');

  before = $state.raw<Listed[]>([]);
  preset = $state.raw<Preset>({ rule: 'open', bodies: [] });
  outline = $state.raw<Outline>({ items: [], minutes: 0 });
  /** Why the agenda cannot be read, or ''. */
  unread = $state('');
  made = $state.raw<MadeMeeting>();

  /** When it starts, in milliseconds since 1970; NaN while day or time is missing. */
  readonly starts = $derived(this.day && this.time ? Date.parse(`${this.day}T${this.time}`) : NaN);

  /** The meeting that it is like, '' for none, and that meeting's agenda. */
  #from = '';
  #fromSource = '';
  #reading = 0;

  /** Reads what there is to choose from; without it a meeting can be set up too. */
  async load(): Promise<void> {
    const [before, group] = await Promise.all([
      meetings().catch(() => []),
      preset().catch(() => this.preset),
    ]);
    [this.before, this.preset, this.rule] = [before, group, group.rule];
  }

  /** Begins with a template, with a meeting before, or with nothing. */
  async begin(choice: string): Promise<void> {
    const meeting = this.before.find(({ id }) => id === choice);
    this.#from = meeting?.id ?? '';
    if (choice in text.templates) this.source = text.templates[choice as Template].agenda;
    if (meeting) {
      this.source = this.#fromSource = await agendaOf(meeting.id);
      this.title ||= meeting.title;
      this.series ||= meeting.series ?? '';
    }
    await this.read();
  }

  /** Reads the agenda once nothing is typed for a moment. */
  readSoon(): void {
    clearTimeout(this.#reading);
    this.#reading = window.setTimeout(() => void this.read(), PAUSE);
  }

  async read(): Promise<void> {
    clearTimeout(this.#reading);
    const source = this.source;
    try {
      const outline = source.trim() === '' ? { items: [], minutes: 0 } : await readPasted(source);
      if (source === this.source) [this.outline, this.unread] = [outline, ''];
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (source === this.source) this.unread = refusal.message;
    }
  }

  /** What cannot be sent, by field. */
  get wrong(): Partial<Record<Field, string>> {
    const wrong: Partial<Record<Field, string>> = {};
    if (this.token.trim() === '') wrong.token = text.noToken;
    if (this.title.trim() === '') wrong.title = text.noName;
    else if (Array.from(this.title.trim()).length > 200) wrong.title = text.longName;
    if (!this.day || (this.time && Number.isNaN(this.starts))) wrong.day = text.noDay;
    if (!this.time) wrong.time = text.noTime;
    if (this.unread) wrong.agenda = `${this.unread} ${text.agendaWrong}`;
    if (!/^[a-z0-9-]*$/.test(this.series.trim())) wrong.series = text.badSeries;
    return wrong;
  }

  get plan(): Plan {
    const words = (lines: string, by: RegExp) => lines.split(by).flatMap((line) => line.trim() || []);
    const name = new Intl.DisplayNames(['en'], { type: 'language' });
    const bodies = words(this.bodies, /\n/);
    const place = this.mode === 'online' ? '' : this.place.trim();
    const same = this.#from !== '' && this.source === this.#fromSource; // then the server knows more of it than we do
    return {
      title: this.title.trim(),
      starts: iso(this.starts),
      mode: this.mode,
      rule: this.rule,
      channels: unique([...this.languages, ...words(this.more.toLowerCase(), /[,\s]/)]).map((lang) => ({
        lang,
        title: languageName(name, lang),
      })),
      ...(place ? { place } : {}),
      ...(this.series.trim() ? { series: this.series.trim() } : {}),
      ...(bodies.length > 0 ? { bodies: bodies.map((name) => ({ name })) } : {}),
      ...(same ? {} : { agenda: this.outline.items }),
      ...(this.#from ? { from: this.#from } : {}),
    };
  }

  /** Makes the meeting. What the server refuses is thrown. */
  async make(): Promise<void> {
    await this.read();
    try {
      this.made = await makeMeeting(this.token.trim(), this.plan);
      sessionStorage.setItem(ADMIN_TOKEN, this.token.trim());
      this.known = true;
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === 'no_session') this.forget();
      throw refusal;
    }
  }

  /** Asks for the token again. */
  forget(): void {
    sessionStorage.removeItem(ADMIN_TOKEN);
    this.known = false;
  }
}

/** A language in words, or its code where it has none. */
function languageName(names: Intl.DisplayNames, lang: string): string {
  try {
    return names.of(lang) ?? lang;
  } catch {
    return lang; // no code: the server says so
  }
}
