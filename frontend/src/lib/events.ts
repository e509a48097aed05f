import { Posting } from './posting.ts';
import type { Patch } from './protocol.gen.ts';
import { BROKEN, ending, type Ear, type Goal, type Way } from './way.ts';

/** Where a proxy lets no socket through: server-sent events, read by fetch, as EventSource sends no session. */
export function byEvents(goal: Goal, ear: Ear): Way {
  const posting = new Posting(goal, ear);
  let reading = new AbortController();

  function begin(): void {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    read(goal, ear, signal).catch((why: unknown) => {
      if (signal.aborted) return;
      const { code, message } = why instanceof Ended ? why : new Ended(BROKEN);
      ear.lost(code, message);
    });
  }

  begin();
  return {
    follow: begin,
    ask: (ask) => posting.ask(ask),
    close() {
      reading.abort();
      posting.close();
    },
  };
}

/** Reads a stream until signal stops it; it ends with a throw, however it ends. */
async function read(goal: Goal, ear: Ear, signal: AbortSignal): Promise<never> {
  const positions = Object.entries(goal.positions());
  const feeds = positions.map(([feed]) => feed).join(',');
  const since = positions.map(([feed, cursor]) => `${feed}=${cursor}`).join('&');
  const answer = await fetch(`${goal.path}/events?${new URLSearchParams({ feeds, since })}`, {
    headers: { Accept: 'text/event-stream', Authorization: `Bearer ${goal.session}` },
    cache: 'no-store',
    signal,
  });
  const reader = answer.body?.getReader();
  if (!answer.ok || !reader) throw new Ended(ending(answer));
  const decoder = new TextDecoder();
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const blocks = (rest + decoder.decode(piece.value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) if (!signal.aborted) hear(block, ear);
  }
  throw new Ended(BROKEN);
}

/** Hands on one event; a comment is a sign of life. */
function hear(block: string, ear: Ear): void {
  const lines = block.split('\n');
  const field = (name: string): string => {
    const line = lines.find((one) => one.startsWith(`${name}:`));
    return line?.slice(name.length + 1).trim() ?? '';
  };
  const value: unknown = JSON.parse(field('data') || 'null');
  const event = field('event');
  if (event === 'end') {
    const { code, reason } = value as { code: number; reason: string };
    throw new Ended(code, reason);
  }
  ear.alive();
  ear.up();
  if (event === 'patch') ear.patch(value as Patch);
  else if (event === 'now') ear.now((value as { now: string }).now);
}

/** Why a stream has ended, in the codes of sockets. */
class Ended extends Error {
  readonly code: number;

  constructor(code: number, reason = '') {
    super(reason);
    this.code = code;
  }
}
