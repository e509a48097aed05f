import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { states } from '../../fixtures/states.ts';
import { Refusal } from '../lib/api.ts';
import type { Room } from '../lib/room.svelte.ts';
import Links from './Links.svelte';

let room: Room | undefined;
afterEach(() => room?.leave());

function show(state: string): Room {
  room = states[state]?.([]);
  if (!room) throw new Error(`there is no state ${state}`);
  render(Links, { room });
  return room;
}
const button = (name: string) => screen.getByRole('button', { name, hidden: true });

test('each link is said in words, those that were withdrawn last', () => {
  show('open-chair');
  const lines = screen.getAllByRole('listitem').map((line) => line.textContent.replace(/\s+/g, ' ').trim());
  expect(lines[0]).toBe('For: chair 2 people came by it Revoke For: chair');
  expect(lines[3]).toMatch(/^For: observer nobody came by it, until /);
  expect(lines[4]).toMatch(/^For captions in en/);
  expect(lines[5]).toBe('For: representative withdrawn');
});

test('revoking asks first, and says how many are taken out', async () => {
  const ask = vi.spyOn(show('open-owner'), 'ask').mockResolvedValue('');
  await userEvent.click(button('Revoke For: participant'));
  expect(
    screen.getByText(/^Revoke this link\? 14 people who came by it are taken out at once/),
  ).toBeVisible();
  expect(button('Keep it')).toHaveFocus();
  await userEvent.click(button('Yes, revoke it'));
  expect(ask).toHaveBeenCalledWith({
    do: 'revoke_link',
    in: { link: '00000000-0000-4000-8000-participant' },
  });
});

test.each(['open-secretary', 'open'])('%s: no pane for those who do not look after links', (state) => {
  show(state);
  expect(screen.queryByRole('region', { name: 'Links' })).toBeNull();
});

test('a new link is shown once, to be copied', async () => {
  const make = vi.spyOn(show('open-chair'), 'makeLink').mockResolvedValue({ url: 'https://e.org/m/1#cvl_x' });
  await userEvent.selectOptions(screen.getByLabelText('Whoever has it comes in as'), 'observer');
  await userEvent.click(button('Make the link'));
  expect(make).toHaveBeenCalledWith({ role: 'observer' });
  const made = await screen.findByText('https://e.org/m/1#cvl_x');
  expect(button('Copy Link')).toBeInTheDocument();
  await userEvent.click(button('I have copied it'));
  expect(made).not.toBeInTheDocument();
});

test('a captioner’s link names the channel, and a refusal stands beside the button', async () => {
  const make = vi.spyOn(show('open-chair'), 'makeLink').mockRejectedValue(new Refusal('not_allowed', 'No.'));
  await userEvent.selectOptions(screen.getByLabelText('Whoever has it comes in as'), 'captioner');
  await userEvent.selectOptions(screen.getByLabelText('Captions in'), 'fr');
  await userEvent.click(button('Make the link'));
  expect(make).toHaveBeenCalledWith({ role: 'captioner', lang: 'fr' });
  expect(within(screen.getByRole('region')).getByText('No.')).toBeInTheDocument();
});
