import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { states } from '../../fixtures/states.ts';
import { Room } from '../lib/room.svelte.ts';
import Consent from './Consent.svelte';

let room: Room;
afterEach(() => room.leave());

/** What somebody has of it, and what is asked for. */
async function show(state: string) {
  room = states[state]?.([]) ?? new Room([]);
  const ask = vi.fn(() => Promise.resolve(''));
  Object.assign(room, { ask });
  render(Consent, { room });
  await userEvent.click(screen.getByText('What may be told of me'));
  return ask;
}
const said = () => screen.getAllByText(/^Your (name|body)/).map((one) => one.textContent);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('in a meeting under the Rule one lets something be told of all of it', async () => {
  const ask = await show('rule-consent');
  expect(said()).toEqual(['Your name is not told.', 'Your body may be told.']);
  await press('Let it be told my name');
  expect(ask).toHaveBeenLastCalledWith({ do: 'give_consent', in: { on: true, scope: 'name' } });
  await press('Do not tell it my body');
  expect(ask).toHaveBeenLastCalledWith({ do: 'give_consent', in: { on: false, scope: 'body' } });
});

test('and of each item that is under the Rule by itself', async () => {
  const ask = await show('rule-consent-parts');
  const names = ['Your name may be told.', 'Your name is not told.'];
  expect(said().filter((text) => text.includes('name'))).toEqual(names);
  const whose = screen.getAllByText('On the item', { exact: false }).map((one) => one.textContent);
  expect(whose).toEqual(['On the item Captions at every session', 'On the item Who pays']);
  await press('Let it be told my body Who pays');
  expect(ask).toHaveBeenLastCalledWith({ do: 'give_consent', in: { on: true, scope: 'body', item: 98 } });
});

test('what others let be told is told with the item that it is of', async () => {
  await show('rule-consent-parts');
  const mei = { person: 'chair', name: 'Mei-Ling Chen', lets: [{ item: 98, scope: 'body' as const }] };
  flushSync(() => room.patch({ feed: 'meeting', cursor: '9', set: { consents: [mei] } }));
  const told = screen.getByText('Mei-Ling Chen lets their body be told.', { exact: false });
  expect(told.textContent.trim().replace(/\s+/g, ' ')).toBe(
    'On the item Who pays: Mei-Ling Chen lets their body be told.',
  );
});

test('who lets it in all of the meeting takes it back there', async () => {
  await show('rule-consent-parts');
  const me = { ...room.meeting.me, consents: [{ scope: 'body' as const }] };
  flushSync(() => room.patch({ feed: 'me', cursor: '9', set: { me } }));
  expect(said().filter((text) => text.includes('body'))).toEqual(Array(3).fill('Your body may be told.'));
  const back = screen.getAllByRole('button', { name: /^Do not tell it my body/ });
  expect(back.map((one) => one.textContent.trim().replace(/\s+/g, ' '))).toEqual(['Do not tell it my body']);
});
