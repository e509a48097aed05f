import type { Console } from './console.svelte.ts';
import type { Desk, Seq } from './protocol.gen.ts';
import { text } from './text/console.ts';

/** What is said to a captioner beside the captions, and by one to those who run the meeting. */
export class Asides {
  /** What is being written to those who run the meeting. */
  draft = $state('');
  /** It is on its way. */
  sending = $state(false);
  /** Why it was not taken, or ''. */
  refusal = $state('');

  readonly #console: Console;
  readonly #say: (sentence: string) => void;
  /** What this captioner has seen, before the server says so. */
  #seen = $state.raw<Seq[]>([]);

  constructor(console: Console, say: (sentence: string) => void) {
    this.#console = console;
    this.#say = say;
  }

  readonly all = $derived.by(() => this.#console.desk?.asides ?? []);
  /** What nobody has seen of what came, the oldest first. */
  readonly fresh = $derived.by(() =>
    this.all.filter(({ id, mine, seen }) => !mine && !seen && !this.#seen.includes(id)),
  );

  /** Sends what is written; it stays in the field until the meeting has it. */
  async send(): Promise<void> {
    const words = this.draft.trim();
    if (words === '' || this.sending) return;
    this.sending = true;
    this.refusal = '';
    const refused = await this.#console.ask({ op: 'tell', text: words });
    this.sending = false;
    this.refusal = refused?.text ?? '';
    if (!refused) this.draft = '';
    this.#say(refused?.text ?? text.console.asides.sent);
  }

  /** Says that something was seen: the oldest that is new, unless another is named. */
  see(aside = this.fresh[0]?.id): void {
    if (aside === undefined) return;
    this.#seen = [...this.#seen, aside];
    this.#console.do({ op: 'seen', aside });
    this.#say(text.console.asides.noted);
  }

  /** Tells those who hear the page what has come, and what was seen. */
  moved(before: Desk, now: Desk): void {
    for (const { id, mine, seen, name, text: words } of now.asides) {
      const had = before.asides.find((one) => one.id === id);
      if (!mine && !had && !seen) this.#say(text.console.asides.came(name || text.someone, words));
      if (mine && seen && !had?.seen) this.#say(text.console.asides.seenBy);
    }
  }
}
