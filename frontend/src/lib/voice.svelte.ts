import { Announcer, type Announcement } from './announcer.ts';
import { keepSetting, setting } from './settings.ts';
import { text } from './text/index.ts';

/** What was announced, for those who want to read it. */
export interface Heard {
  id: number;
  at: number;
  text: string;
}

/** How much of the captions a person has sent to a screen reader. */
export type Sends = keyof typeof text.captions.sends;

/** So many messages are kept to be read. */
const KEPT = 100;

/** What the page says: aloud through the announcer, and in a list of what was said. */
export class Voice {
  heard = $state.raw<Heard[]>([]);
  sends = $state<Sends>('off');

  readonly #announcer: Announcer;

  constructor(regions: HTMLElement[]) {
    this.#announcer = new Announcer(regions);
    const kept = setting('sends', 'off');
    this.#apply(kept in text.captions.sends ? (kept as Sends) : 'off');
  }

  announce(...announcements: Announcement[]): void {
    for (const announcement of announcements) {
      const id = (this.heard[0]?.id ?? 0) + 1;
      this.heard = [{ id, at: Date.now(), text: announcement.text }, ...this.heard].slice(0, KEPT);
      this.#announcer.announce(announcement);
    }
  }

  status(sentence: string, key: string): void {
    this.announce({ text: sentence, level: 'status', key });
  }

  urgent(sentence: string, key: string): void {
    this.announce({ text: sentence, level: 'urgent', key });
  }

  /** Captions can be read where they stand: they are said if the person wants it, and not listed. */
  caption(sentence: string): void {
    if (this.sends !== 'off') this.#announcer.announce({ text: sentence, level: 'caption', key: '' });
  }

  sendCaptions(sends: Sends): void {
    keepSetting('sends', sends);
    this.#apply(sends);
  }

  close(): void {
    this.#announcer.close();
  }

  #apply(sends: Sends): void {
    this.sends = sends;
    this.#announcer.gap.caption = (Number(sends) || 3) * 1000;
  }
}
