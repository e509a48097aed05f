/** How pressing a message is: your turn or a lost line; anything else; a caption. */
export type Level = 'urgent' | 'status' | 'caption';

export interface Announcement {
  text: string;
  level: Level;
  /** A newer message replaces an unsaid one with the same key; '' replaces none. */
  key: string;
}
interface Waiting extends Announcement {
  at: number;
}
interface AriaNotify {
  ariaNotify?: (text: string, options: { priority: 'high' | 'normal' }) => void;
}

const RANK: Record<Level, number> = { urgent: 0, status: 1, caption: 2 };
/** No two messages closer than this, in milliseconds. */
const GAP = 600;
/** Nothing is said again within this time. */
const REPEAT = 30_000;
/** After this time a said text leaves the page, so that nobody finds it while reading. */
const LINGER = 8000;
/** A region that was moved is not yet heard. */
const SETTLE = 1000;

/**
 * The only voice of a page: no other element is live. Screen readers lose, repeat and reorder what
 * comes too fast (reference/accessibility.md 2.0), so messages wait for their turn here.
 */
export class Announcer {
  /** The least time between two messages of a level. For captions, the person's setting. */
  readonly gap: Record<Level, number> = { urgent: 0, status: 1000, caption: 3000 };

  readonly #regions: HTMLElement[];
  readonly #observer = new MutationObserver(() => this.#rehome());
  readonly #said = new Map<string, number>();
  #waiting: Waiting[] = [];
  #last = -Infinity;
  #hold = 0;
  #next = 0;
  #timer = 0;
  #linger = 0;

  /** The regions stand in the page from the first, empty, or they would not be heard. */
  constructor(regions: HTMLElement[]) {
    this.#regions = regions;
    this.#observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['open'] });
  }

  announce({ text, level, key }: Announcement): void {
    if (key) this.#waiting = this.#waiting.filter((other) => other.key !== key);
    this.#waiting.push({ text, level, key, at: Date.now() });
    this.#pump();
  }

  close(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    clearTimeout(this.#linger);
  }

  #pump(): void {
    clearTimeout(this.#timer);
    const first = this.#first();
    if (!first) return;
    const rest = Math.max(GAP, this.gap[first.level]);
    const due = Math.max(first.at + (first.key ? 200 : 0), this.#last + rest, this.#hold);
    this.#timer = window.setTimeout(() => this.#take(), Math.max(0, due - Date.now()));
  }

  /** The most pressing of what waits; of these the oldest. */
  #first(): Waiting | undefined {
    return this.#waiting.reduce<Waiting | undefined>(
      (best, message) => (best && RANK[best.level] <= RANK[message.level] ? best : message),
      undefined,
    );
  }

  #take(): void {
    const first = this.#first();
    if (!first) return;
    const taken = first.level === 'caption' ? this.#waiting.filter((m) => m.level === 'caption') : [first];
    this.#waiting = this.#waiting.filter((message) => !taken.includes(message));
    this.#say(taken.map((message) => message.text).join(' '), first.level);
    this.#pump();
  }

  #say(text: string, level: Level): void {
    const now = Date.now();
    for (const [old, at] of this.#said) if (now - at >= REPEAT) this.#said.delete(old);
    if (this.#said.has(text)) return;
    this.#said.set(text, now);
    this.#last = now;
    const page = document as Document & AriaNotify;
    if (page.ariaNotify) page.ariaNotify(text, { priority: level === 'urgent' ? 'high' : 'normal' });
    else this.#show(text);
  }

  /** The same region twice would say only what differs: the two take turns. */
  #show(text: string): void {
    this.#empty();
    const region = this.#regions[this.#next++ % this.#regions.length];
    if (!region) return;
    region.lang = document.documentElement.lang;
    region.textContent = text;
    this.#linger = window.setTimeout(() => this.#empty(), LINGER);
  }

  #empty(): void {
    clearTimeout(this.#linger);
    for (const region of this.#regions) region.textContent = '';
  }

  /** Outside an open modal dialog nothing is heard: the regions move into it, and back. */
  #rehome(): void {
    const open = [...document.querySelectorAll('dialog[open]')];
    const home = open.find((dialog) => dialog.matches(':modal')) ?? document.body;
    if (this.#regions.every((region) => region.parentElement === home)) return;
    this.#empty();
    home.append(...this.#regions);
    this.#hold = Date.now() + SETTLE;
    this.#pump();
  }
}
