import { Asides } from './asides.svelte.ts';
import type { Console } from './console.svelte.ts';
import { Dictation, recogniser } from './dictation.svelte.ts';
import { type Doing, Entry } from './entry.ts';
import type { CommandName } from './keys.ts';
import type { Monitor } from './monitor.svelte.ts';
import type { Desk, Segment, Speaker } from './protocol.gen.ts';
import { keepSetting, setting } from './settings.ts';
import { text } from './text/console.ts';

/** How many lines can be corrected. */
const LINES = 5;
type Mode = 'live' | 'line';

/** A correction that was not taken. */
interface Failed {
  seg: number;
  draft: string;
  why: string;
}

/** What a captioner is doing: one field, in which one types, finds a speaker, or corrects a line, without leaving it. */
export class Captioning {
  readonly console: Console;
  readonly monitor: Monitor;
  readonly asides: Asides;
  mode = $state<Mode>(setting('entry', 'live') === 'line' ? 'line' : 'live');
  doing = $state<'typing' | 'naming' | 'fixing'>('typing');
  /** What is typed, what the speaker's name begins with, and what a line should say. */
  typed = $state('');
  filter = $state('');
  draft = $state('');
  /** The line that is being corrected, as it was seen. */
  line = $state.raw<Segment>();
  failed = $state.raw<Failed>();
  /** The captioner is asked whether the sound may go where it goes. */
  asking = $state(false);
  /** Undefined where the browser cannot listen. */
  readonly dictation: Dictation | undefined;

  readonly #entry: Entry;
  readonly #say: (sentence: string) => void;

  constructor(console: Console, monitor: Monitor, say: (sentence: string) => void) {
    this.console = console;
    this.monitor = monitor;
    this.asides = new Asides(console, say);
    this.#say = say;
    this.#entry = new Entry(this.mode, (op) => console.do(op));
    const make = recogniser();
    this.dictation = make && new Dictation(make, (words, final) => this.#type(final ? `${words}\n` : words));
  }

  /** What the field holds. */
  readonly value = $derived.by(
    () => ({ typing: this.typed, naming: this.filter, fixing: this.draft })[this.doing],
  );
  /** The last lines that are finished, oldest first. */
  readonly lines = $derived.by(() =>
    (this.monitor.seen?.segments ?? []).filter(({ final }) => final).slice(-LINES),
  );
  readonly speakers = $derived.by(() => this.console.desk?.speakers ?? []);
  readonly found = $derived.by(() => this.speakers.filter((speaker) => begins(speaker, this.filter)));
  readonly floor = $derived.by(() => this.speakers.find(({ floor }) => floor));
  /** Since when what is written is not kept: by the meeting's word, or by the captioner's own; 0 if it is kept. */
  readonly offSince = $derived.by(() => Date.parse(this.console.desk?.off_record ?? '') || 0);

  async start(): Promise<void> {
    const field = await this.console.start();
    if (field === '' || this.typed !== '') return;
    this.#entry.restore(field);
    this.typed = field;
  }

  /** Takes what the field holds; Enter ends what is being done. */
  input(value: string): void {
    const [first = '', ...more] = value.split('\n');
    if (this.doing === 'typing') this.#type(value);
    else if (this.doing === 'naming') {
      this.filter = first;
      if (more.length > 0) this.#choose();
    } else {
      this.draft = first;
      if (more.length > 0) this.#fix();
    }
  }

  /** Writes a line at once, whatever the field holds. */
  write(line: string): void {
    this.#break();
    for (const op of [{ op: 't', s: line }, { op: 'nl' }]) this.console.do(op);
  }

  /** Begins to dictate. What is heard stands in the field like what is typed; what is final ends there. */
  dictate(): void {
    this.leave();
    this.end();
    this.asking = false;
    this.dictation?.start(this.monitor.seen?.lang ?? '');
  }

  /** Asks before dictation begins, or ends it. */
  toggleDictation(): void {
    if (this.dictation?.on) this.dictation.stop();
    else this.asking = this.dictation !== undefined;
  }

  setMode(mode: Mode): void {
    if (mode === this.mode) return;
    this.end();
    this.mode = this.#entry.mode = mode;
    keepSetting('entry', mode);
  }

  /** Ends the line that is being typed, if there is one. */
  end(): void {
    if (this.typed !== '') this.#type(`${this.typed}\n`);
  }

  /** Back to typing; what was being done is left as it was. */
  leave(): void {
    this.doing = 'typing';
    this.line = undefined;
    this.filter = '';
  }

  /** Says who speaks from here on; nobody knows without a name. */
  name(label: string): void {
    this.#break();
    this.console.do(label ? { op: 'spk', label } : { op: 'spk' });
    this.#say(text.console.nowSpeaks(label));
    this.leave();
  }

  find(): void {
    const found = this.doing === 'naming';
    this.leave();
    if (found) return;
    this.doing = 'naming';
    this.#say(text.console.naming);
  }

  note(words: string): void {
    this.#break();
    this.console.do({ op: 'note', text: words });
    this.#say(text.console.noted(words));
  }

  paragraph(): void {
    this.#break();
    this.console.do({ op: 'p' });
    this.#say(text.console.paragraphBegun);
  }

  /** Takes the meeting off the record, or back on it. */
  record(): void {
    this.#break();
    this.console.do({ op: 'record', on: this.offSince > 0 || this.console.off });
  }

  /** Takes the captions over, or lets them go. */
  turn(): void {
    this.console.do({ op: this.console.desk?.holder === 'you' ? 'yield' : 'take' });
    this.#break();
  }

  /** Begins to correct a line. */
  correct(line: Segment, draft = line.text): void {
    this.failed = undefined;
    this.line = line;
    this.draft = draft;
    this.doing = 'fixing';
    this.#say(text.console.correcting(this.lines.length - this.#at()));
  }

  /** The next older line, or the next newer one; past the newest one types again. */
  move(by: -1 | 1): void {
    const at = this.doing === 'fixing' ? this.#at() : this.lines.length;
    const line = this.lines[Math.max(0, at + by)];
    if (line) this.correct(line);
    else if (this.doing === 'fixing') this.leave();
  }

  /** Does what a key is for. */
  run(name: CommandName, digit: number): void {
    const does: Partial<Record<CommandName, () => void>> = {
      floor: () => this.floor && this.name(this.floor.name),
      speaker: () => this.#nth(digit),
      find: () => this.find(),
      unknown: () => this.name(''),
      paragraph: () => this.paragraph(),
      older: () => this.move(-1),
      newer: () => this.move(1),
      record: () => this.record(),
      turn: () => this.turn(),
      dictate: () => this.toggleDictation(),
      seen: () => this.asides.see(),
    };
    if (name === 'inaudible' || name === 'laughter' || name === 'applause')
      this.note(text.console.notes[name]);
    else does[name]?.();
  }

  /** The meeting, or who writes, is another: what was typed before is not reached any more. */
  moved(before: Desk | undefined, now: Desk): void {
    if (!before) return;
    this.asides.moved(before, now);
    if (before.holder !== now.holder) this.#say(text.console.turn[holder(now)]);
    if (!before.off_record !== !now.off_record)
      this.#say(text.console.record[now.off_record ? 'gone' : 'back']);
    const same =
      before.holder === now.holder && before.stage === now.stage && !before.off_record === !now.off_record;
    if (!same) this.#break();
  }

  #type(value: string): void {
    this.typed = this.#entry.input(value);
    this.console.hold(this.typed);
  }

  /** What the field holds was sent, and is not reached any more. A line that is not sent stays. */
  #break(): void {
    if (this.mode === 'line') return;
    this.#entry.begin();
    this.typed = '';
    this.console.hold('');
  }

  #nth(digit: number): void {
    const speaker = (this.doing === 'naming' ? this.found : this.speakers)[digit - 1];
    if (speaker) this.name(speaker.name);
  }

  #choose(): void {
    const label = this.found[0]?.name;
    if (label) this.name(label);
    else this.#say(text.console.nobody);
  }

  #at(): number {
    const at = this.lines.findIndex(({ id }) => id === this.line?.id);
    return at < 0 ? 0 : at;
  }

  #fix(): void {
    const { line, draft } = this;
    this.leave();
    if (!line || draft === line.text) return;
    const fix: Doing = { op: 'fix', seg: line.id, base: line.rev, ...(draft && { text: draft }) };
    void this.console.ask(fix).then((refused) => {
      if (refused) this.failed = { seg: line.id, draft, why: refused.text };
      this.#say(refused ? refused.text : text.console.corrected);
    });
  }
}

/** Who writes, as the catalogue calls it. */
export const holder = (desk: Desk): 'you' | 'other' | 'all' =>
  desk.holder === 'you' || desk.holder === 'other' ? desk.holder : 'all';

/** A name, or a part of it, begins so. */
function begins({ name }: Speaker, letters: string): boolean {
  const plain = (some: string): string => some.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const wanted = plain(letters.trim());
  return plain(name)
    .split(/[\s-]+/)
    .some((word, i, all) => all.slice(i).join(' ').startsWith(wanted));
}
