import { asked, askedLook, keepLook, keptLook, USUAL, type Asked, type Look } from './look.ts';
import { keepSetting, setting } from './settings.ts';

/** Place marks of so many channels are kept. */
const MARKS = 20;

/** Where somebody had read up to: the number of a line, by channel. */
type Marks = Record<string, number>;

function keptMarks(): Marks {
  try {
    const kept = Object.entries(Object(JSON.parse(setting('marks', '{}'))) as object);
    return Object.fromEntries(kept.filter(([, line]) => Number.isInteger(line)));
  } catch {
    return {};
  }
}

/** How one person reads captions on this device. Nobody else is affected. */
export class Reading {
  look = $state.raw<Look>(USUAL);
  /** On a phone: kept in sight, small, while the rest of the page scrolls. */
  pinned = $state(setting('pin', 'off') === 'on');
  /** What the address asks of the page. */
  readonly asked: Asked;
  #marks = $state.raw<Marks>(keptMarks());

  constructor(search: string) {
    this.asked = asked(search);
    this.look = askedLook(search, keptLook());
  }

  /** Changes the look, here and for the next time. */
  change(some: Partial<Look>): void {
    this.look = { ...this.look, ...some };
    keepLook(this.look);
  }

  pin(): void {
    this.pinned = !this.pinned;
    keepSetting('pin', this.pinned ? 'on' : 'off');
  }

  /** The line up to which a channel was read, or undefined. */
  mark(meeting: string, lang: string): number | undefined {
    return this.#marks[`${meeting}/${lang}`];
  }

  setMark(meeting: string, lang: string, line: number): void {
    const channel = `${meeting}/${lang}`;
    const others = Object.entries(this.#marks).filter(([one]) => one !== channel);
    const latest = [...others.slice(1 - MARKS), [channel, line]];
    this.#marks = Object.fromEntries(latest) as Marks;
    keepSetting('marks', JSON.stringify(this.#marks));
  }
}
