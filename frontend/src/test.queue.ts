import { render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { vi } from 'vitest';
import { about, hands, NOW, people } from '../fixtures/meeting.ts';
import { Meeting } from './lib/meeting.svelte.ts';
import type { Queue as Values, Role } from './lib/protocol.gen.ts';
import Queue from './parts/Queue.svelte';

/** The queue as somebody sees it, with what it asks for and what it says. */
export function show(role: Role, values: Values, answer = '') {
  const meeting = new Meeting();
  const draw = (next: Values) =>
    meeting.apply({ feed: 'meeting', cursor: '1', set: { meeting: about, queue: next } });
  meeting.apply({
    feed: 'me',
    cursor: '1',
    set: { me: { person: role, name: people[role], roles: [role] } },
  });
  draw(values);
  const ask = vi.fn(() => Promise.resolve(answer));
  const say = vi.fn();
  render(Queue, { meeting, ask, say, now: Date.parse(NOW) });
  return { ask, say, meeting, draw: (next: Values) => flushSync(() => draw(next)) };
}
/** A hand of the participant. */
export const mine = (id: number) =>
  ({ ...hands(4)[3], id, person: 'participant', name: 'Mei-Ling Chen' }) as Values['hands'][0];
export const button = (name: string | RegExp) => screen.getByRole('button', { name });
