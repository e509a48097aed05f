import { text } from './text/index.ts';

/** A line that a captioner wrote. */
export interface Written {
  id: number;
  text: string;
  state: 'waiting' | 'sent';
}

/** Between attempts, in milliseconds: longer each time, up to the last. */
const WAITS = [1000, 2000, 4000, 8000];
/** An attempt may take so long, in milliseconds. */
const PATIENCE = 10_000;
const SHOWN = 50;

/** The lines of a captioner: each sent once the one before has arrived, and kept until then. */
export class Lines {
  written = $state.raw<Written[]>([]);
  /** Why the last attempt failed, or ''. */
  error = $state('');
  /** How long the server needed to take the last line, in milliseconds; 0 before the first. */
  took = $state(0);

  readonly #url: string;
  #count = 0;
  #sending = false;
  #timer = 0;
  #failures = 0;

  constructor(secret: string) {
    this.#url = `/cc/${encodeURIComponent(secret)}`;
  }

  get waiting(): number {
    return this.written.filter(({ state }) => state === 'waiting').length;
  }

  write(line: string): void {
    this.written = [...this.written, { id: ++this.#count, text: line, state: 'waiting' }];
    if (this.#failures === 0) void this.#send();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #send(): Promise<void> {
    const next = this.written.find(({ state }) => state === 'waiting');
    if (!next || this.#sending) return;
    this.#sending = true;
    const began = performance.now();
    this.error = await this.#post(next.text);
    this.#sending = false;
    if (this.error === '') {
      this.#failures = 0;
      this.took = performance.now() - began;
      this.#mark(next.id);
      return this.#send();
    }
    const wait = WAITS[Math.min(this.#failures++, WAITS.length - 1)];
    this.#timer = window.setTimeout(() => void this.#send(), wait);
  }

  async #post(line: string): Promise<string> {
    const timeout = new AbortController();
    const timer = window.setTimeout(() => timeout.abort(), PATIENCE);
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain' },
        body: `${line}\n`,
        signal: timeout.signal,
      });
      if (answer.ok) return '';
      const refused = [401, 403, 404].includes(answer.status);
      return refused ? text.captioner.refused : text.captioner.status(answer.status);
    } catch {
      return text.captioner.unreachable;
    } finally {
      clearTimeout(timer);
    }
  }

  #mark(id: number): void {
    const lines = this.written.map((line) => (line.id === id ? { ...line, state: 'sent' as const } : line));
    this.written = [
      ...lines.slice(0, -SHOWN).filter(({ state }) => state === 'waiting'),
      ...lines.slice(-SHOWN),
    ];
  }
}
