import type { Command } from './protocol.gen.ts';

/** Asks the meeting; settles when the page shows what came of it, with the refusal's sentence or ''. */
export type Ask = (command: Command) => Promise<string>;

/** After this long, in milliseconds, the person is told that an answer is still missing. */
const SLOW = 3000;

/** One thing that a person asks for, as the button beside it shows it. */
export class Asking {
  busy = $state(false);
  slow = $state(false);
  refusal = $state('');

  readonly #ask: () => Ask;

  constructor(ask: () => Ask) {
    this.#ask = ask;
  }

  /** Reports whether the meeting did it. A second press while the first is on its way does nothing. */
  async run(command: Command): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refusal = '';
    const slow = window.setTimeout(() => (this.slow = true), SLOW);
    this.refusal = await this.#ask()(command);
    clearTimeout(slow);
    this.busy = this.slow = false;
    return this.refusal === '';
  }
}
