import { tick } from 'svelte';
import type { Line } from './captions.svelte.ts';

/** So many lines stand in the page at once; older ones are loaded by the hundred. */
const WINDOW = 300;
const STEP = 100;
/** This close to the end, in pixels, is at the end. */
const NEAR = 24;

/** How a panel stands: where it is scrolled to, and how tall its text and the panel are. */
type Stand = [top: number, text: number, panel: number];

/** Which lines of the captions are in the page, and whether the page follows their end. */
export class Scrollback {
  /** The page follows the end, until the reader scrolls away or pauses. */
  following = $state(true);
  /** While not following: the first line shown, and the last line that was there. */
  #first = $state(0);
  #seen = $state(0);
  /** And how tall the text is at least, in pixels: what is taken back at its end moves nothing that is read. */
  least = $state(0);
  /** How wide the panel was then. */
  #width = 0;
  /** Stopped by the button, so that only the button goes on. */
  #held = false;
  #panel: HTMLElement | undefined;
  /** How the panel stood when the page last put it somewhere, or last heard of it. */
  #left: Stand = [0, 0, 0];
  /** The line that was asked for last, until the reader scrolls away from it. */
  #at: number | undefined;

  readonly #lines: () => Line[];
  readonly from = $derived.by(() =>
    this.following ? Math.max(0, this.#lines().length - WINDOW) : this.#first,
  );
  readonly shown = $derived.by(() => this.#lines().slice(this.from, this.from + WINDOW));
  /** The last line is among those shown. */
  readonly complete = $derived.by(() => this.from + WINDOW >= this.#lines().length);
  readonly unread = $derived.by(() =>
    this.following ? 0 : this.#lines().filter((line) => line.id > this.#seen).length,
  );

  constructor(lines: () => Line[]) {
    this.#lines = lines;
  }

  /** Attaches it to the panel that scrolls, whose one child is the text. Whatever changes their heights, the end is followed. */
  readonly attach = (panel: HTMLElement): (() => void) => {
    this.#panel = panel;
    const sizes = new ResizeObserver(() => this.keep());
    for (const element of [panel, ...panel.children]) sizes.observe(element);
    return () => {
      sizes.disconnect();
      this.#panel = undefined;
    };
  };

  /** To be called when the text has changed: where it is followed, its end is shown. */
  keep(): void {
    if (!this.following && this.#panel?.clientWidth !== this.#width) this.least = 0; // its lines are others
    if (!this.following || !this.#panel) return;
    this.#panel.scrollTop = this.#panel.scrollHeight;
    this.#left = this.#stand(this.#panel);
  }

  /** To be called when the panel has scrolled, whoever scrolled it. */
  readonly scrolled = (): void => {
    if (!this.#panel) return;
    const left = this.#left;
    const [top, text, height] = (this.#left = this.#stand(this.#panel));
    if (text - top - height < NEAR) {
      if (!this.following && !this.#held && this.complete) this.follow();
      return;
    }
    // Text that shrinks scrolls the panel as a reader does, and the event may come once it has grown again.
    const moved = text !== left[1] || height !== left[2];
    if (moved) this.keep();
    else if (top !== left[0]) {
      this.pause();
      this.least = Math.min(this.least, top + height);
      this.#at = undefined;
    }
  };

  /** The line to which the reader has come: the one asked for, or the first in sight. */
  get at(): Line | undefined {
    const top = this.#panel?.getBoundingClientRect().top ?? 0;
    const lines = this.shown;
    const below = (line: Line): boolean => (this.#rect(line.id)?.bottom ?? 0) > top + 1;
    return lines.find(({ id }) => id === this.#at) ?? lines.find(below) ?? lines[0];
  }

  /** The last line that is in sight. */
  get last(): Line | undefined {
    const bottom = this.#panel?.getBoundingClientRect().bottom ?? 0;
    const up = [...this.shown].reverse();
    return up.find(({ id }) => (this.#rect(id)?.bottom ?? 0) < bottom + 1) ?? up[0];
  }

  /** The panel that scrolls, while it is drawn. */
  get panel(): HTMLElement | undefined {
    return this.#panel;
  }

  /** A line as it is drawn. */
  element(id: number): HTMLElement | undefined {
    return this.#panel?.querySelector<HTMLElement>(`[data-line="${id}"]`) ?? undefined;
  }

  /** Shows a line with some before it, and stays there. */
  async go(id: number): Promise<void> {
    const index = this.#lines().findIndex((line) => line.id === id);
    if (index < 0) return;
    this.pause();
    this.#held = true;
    const inside = index >= this.from && index < this.from + WINDOW;
    if (!inside) this.#first = Math.max(0, index - WINDOW / 2);
    await tick();
    if (!this.#panel) return;
    const { top, height } = this.#panel.getBoundingClientRect();
    this.#panel.scrollTop += (this.#rect(id)?.top ?? top) - top - height / 3;
    this.#left = this.#stand(this.#panel);
    this.#at = id;
  }

  /** Shows a line, and the keyboard goes on from there. */
  async enter(id: number): Promise<void> {
    await this.go(id);
    const line = this.element(id);
    if (!line) return;
    line.tabIndex = -1;
    line.focus(); // the page may have to scroll, too
  }

  /** Shows what was said at a time, as Date.parse gives it, or soon after. */
  async goTime(time: number): Promise<void> {
    const lines = this.#lines();
    const line = lines.find(({ at }) => Date.parse(at) >= time) ?? lines.at(-1);
    if (line) await this.go(line.id);
  }

  /** Shows where the next speaker begins, or the one before. */
  async goSpeaker(step: 1 | -1): Promise<void> {
    const at = this.at?.id ?? 0;
    const heads = this.#lines().filter(({ heads }) => heads);
    const line = step > 0 ? heads.find(({ id }) => id > at) : heads.reverse().find(({ id }) => id < at);
    if (line) await this.go(line.id);
  }

  pause(): void {
    if (!this.following) return;
    this.#first = this.from;
    this.#seen = this.#lines().at(-1)?.id ?? 0;
    this.#width = this.#panel?.clientWidth ?? 0;
    this.least = (this.#panel?.firstElementChild as HTMLElement | null)?.offsetHeight ?? 0;
    this.following = false;
  }

  follow(): void {
    this.#held = false;
    this.least = 0;
    this.following = true;
    void tick().then(() => this.keep());
  }

  toggle(): void {
    if (this.following) this.pause();
    else this.follow();
    this.#held = !this.following;
  }

  readonly earlier = (): Promise<void> => this.#shift(-STEP);
  readonly later = (): Promise<void> => this.#shift(STEP);

  /** Moves the window over the lines, and keeps what is being read where it is. */
  async #shift(by: number): Promise<void> {
    this.pause();
    this.#held = true;
    const anchor = this.shown.at(by < 0 ? 0 : -1)?.id ?? 0;
    const top = (): number => this.#rect(anchor)?.top ?? 0;
    const before = top();
    this.#first = Math.max(0, Math.min(this.#first + by, this.#lines().length - 1));
    await tick();
    if (this.#panel) this.#panel.scrollTop += top() - before;
  }

  #rect(id: number): DOMRect | undefined {
    return this.element(id)?.getBoundingClientRect();
  }

  #stand({ scrollTop, scrollHeight, clientHeight }: HTMLElement): Stand {
    return [scrollTop, scrollHeight, clientHeight];
  }
}
