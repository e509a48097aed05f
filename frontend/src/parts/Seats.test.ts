import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { about, people } from '../../fixtures/meeting.ts';
import { here, presence, seats } from '../../fixtures/people.ts';
import { Meeting } from '../lib/meeting.svelte.ts';
import type { Role, Seats } from '../lib/protocol.gen.ts';
import { text } from '../lib/text/index.ts';
import People from './People.svelte';

const BODY = about.bodies[0] ?? '';
const there = presence(here.map((one) => ({ ...one, body: one.person === 'manager' ? BODY : '' })));

/** Who is here, as somebody sees it. */
function show(role: Role, values: Seats[] = seats) {
  const meeting = new Meeting();
  const me = { person: role, name: people[role], roles: [role] };
  meeting.apply({ feed: 'me', cursor: '1', set: { me } });
  meeting.apply({ feed: 'meeting', cursor: '1', set: { meeting: about, seats: values } });
  meeting.apply({ feed: 'presence', cursor: '1', set: there });
  const ask = vi.fn(() => Promise.resolve(''));
  render(People, { meeting, ask });
  return { ask, meeting };
}
const names = () => userEvent.click(screen.getByText(text.presence.names));
const row = (name: string) =>
  screen.getAllByRole('listitem').find((item) => within(item).queryAllByText(name)[0]) as HTMLElement;

test('everybody sees who sits for which body, and for whom', async () => {
  show('observer');
  await userEvent.click(screen.getByText(text.seats.title));
  const of = screen.getAllByRole('listitem')[0];
  expect(of).toHaveTextContent(`${BODY}: 1 of 2 seats taken`);
  expect(of).toHaveTextContent(`${people.representative}, ${text.seats.for} ${people.participant}`);
  expect(screen.queryByRole('button', { name: /seat/i })).toBeNull();
  await names();
  expect(row(people.representative)).toHaveTextContent(`${text.seats.sits} ${BODY}`);
});

test('a chair seats somebody, in a free seat or in that of somebody else', async () => {
  const { ask, meeting } = show('chair');
  await names();
  const manager = within(row(people.manager));
  await userEvent.click(manager.getByText(text.more));
  await userEvent.click(manager.getByRole('button', { name: new RegExp(`^${text.seats.give}`) }));
  await userEvent.click(manager.getByRole('button', { name: text.seats.giveYes }));
  expect(ask).toHaveBeenLastCalledWith({
    do: 'give_role',
    in: { person: 'manager', role: 'representative' },
  });
  await userEvent.click(
    manager.getByRole('button', { name: `${text.seats.instead} ${people.representative}` }),
  );
  await userEvent.click(manager.getAllByRole('button', { name: text.seats.giveYes }).at(-1) as HTMLElement);
  expect(ask).toHaveBeenLastCalledWith({
    do: 'give_role',
    in: { person: 'manager', role: 'representative', for: 'representative' },
  });
  expect(manager.queryByRole('option', { name: 'representative' })).toBeNull();
  flushSync(() =>
    meeting.apply({
      feed: 'meeting',
      cursor: '2',
      set: { seats: seats.map((of) => ({ ...of, seats: 1 })) },
    }),
  );
  expect(manager.queryByRole('button', { name: new RegExp(`^${text.seats.give}`) })).toBeNull();
  expect(within(row(people.secretary)).queryByRole('button', { name: /^Seat them/ })).toBeNull(); // of no body
});

test('whoever sits gives the seat back', async () => {
  const command = { do: 'free_seat', in: { person: 'representative' } };
  const { ask } = show('representative');
  await userEvent.click(screen.getByText(text.seats.title));
  await userEvent.click(screen.getByRole('button', { name: text.seats.freeMine }));
  await userEvent.click(screen.getByRole('button', { name: text.seats.freeYes }));
  expect(ask).toHaveBeenCalledWith(command);
});

test('the secretary frees a seat, and may leave it', async () => {
  const { ask } = show('secretary');
  await userEvent.click(screen.getByText(text.seats.title));
  await userEvent.click(screen.getByRole('button', { name: `${text.seats.free} ${people.representative}` }));
  await userEvent.click(screen.getByRole('button', { name: text.seats.freeNo }));
  expect(ask).not.toHaveBeenCalled();
});

test('a meeting of no bodies says nothing of seats', () => {
  show('chair', []);
  expect(screen.queryByText(text.seats.title)).toBeNull();
});
