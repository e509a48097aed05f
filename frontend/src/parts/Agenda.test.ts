import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { agendas } from '../../fixtures/agenda.ts';
import { about, agenda, details, NOW, people, queue } from '../../fixtures/meeting.ts';
import { Clock } from '../lib/clock.svelte.ts';
import { Meeting } from '../lib/meeting.svelte.ts';
import type { Item, Role } from '../lib/protocol.gen.ts';
import Agenda from './Agenda.svelte';
import './KeepAgenda.svelte'; // so that it comes at once

/** The agenda as somebody sees it, with what it asks for and what it says. */
function show(role: Role, values: Record<string, unknown> = {}, answer = '') {
  const meeting = new Meeting();
  const clock = new Clock();
  clock.sample(NOW, 0);
  const draw = (set: Record<string, unknown>) => meeting.apply({ feed: 'meeting', cursor: '1', set });
  meeting.apply({
    feed: 'me',
    cursor: '1',
    set: { me: { person: role, name: people[role], roles: [role] } },
  });
  draw({ meeting: about, agenda, ...details, queue: queue({ hands: [] }), ...values });
  const ask = vi.fn(() => Promise.resolve(answer));
  const say = vi.fn();
  render(Agenda, { meeting, clock, ask, say });
  return { ask, say, draw: (set: Record<string, unknown>) => flushSync(() => draw(set)) };
}
const row = (title: string) =>
  within(
    screen
      .getAllByRole('listitem')
      .find((one) => one.dataset.id && one.textContent.includes(title)) as HTMLElement,
  );
const proposal: Item = {
  ...(agenda[8] as Item),
  id: 20,
  number: '',
  title: 'Quiet room',
  state: 'proposed',
  person: 'participant',
  name: 'Mei-Ling Chen',
};

test('an item is moved by keyboard, and where it is then is said once', async () => {
  const { ask, say, draw } = show('secretary');
  ask.mockImplementation(() => {
    draw({ agenda: agenda.map((item) => (item.id === 17 ? { ...item, number: '2' } : item)) });
    return Promise.resolve('');
  });
  const aob = row('Any other business');
  await userEvent.click(aob.getByText('More', { exact: false }));
  await userEvent.clear(aob.getByRole('spinbutton'));
  await userEvent.type(aob.getByRole('spinbutton'), '2{Enter}');
  expect(ask).toHaveBeenCalledExactlyOnceWith({ do: 'move_item', in: { item: 17, after: 10 } });
  await vi.waitFor(() => expect(say).toHaveBeenCalledExactlyOnceWith('Any other business is now 2.'));
  const first = row('Welcome and adoption');
  await userEvent.click(first.getByText('More', { exact: false }));
  expect(first.getByRole('button', { name: /^Up/ })).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(first.getByRole('button', { name: /^Up/ }));
  expect(ask).toHaveBeenCalledTimes(1);
});

test('an item that the mouse drops goes where the other one was', async () => {
  const { ask } = show('chair');
  const rows = screen.getAllByRole('listitem').filter((one) => one.dataset.id);
  rows.forEach((one, i) => (one.getBoundingClientRect = () => new DOMRect(0, i * 100, 100, 100)));
  await fireEvent(rows[8] as HTMLElement, new Event('dragstart', { bubbles: true }));
  await fireEvent(
    rows[0] as HTMLElement,
    Object.assign(new Event('drop', { bubbles: true }), { clientY: 320 }),
  );
  expect(ask).toHaveBeenCalledExactlyOnceWith({ do: 'move_item', in: { item: 17, parent: 12, after: 0 } });
});

test('nobody else moves items', () => {
  show('manager');
  expect(screen.queryByText('More', { exact: false })).not.toBeInTheDocument();
  expect(screen.getAllByRole('listitem').every((one) => one.getAttribute('draggable') !== 'true')).toBe(true);
});

test('leaving an item on which people wait asks what becomes of them', async () => {
  const { ask } = show('chair', { queue: queue(), heard: { item: 13, unheard: [] } });
  await userEvent.click(row('Who speaks for us').getByRole('button', { name: /^Start/ }));
  expect(screen.getByRole('radio', { name: /stays where it is/ })).toBeChecked();
  expect(screen.getByRole('radio', { name: /stays where it is/ })).toHaveFocus();
  await userEvent.click(screen.getByRole('radio', { name: /goes to the next meeting/ }));
  await userEvent.type(screen.getByRole('textbox', { name: /What came of it/ }), 'More next time.');
  await userEvent.click(screen.getByRole('button', { name: 'Leave it' }));
  expect(ask).toHaveBeenCalledExactlyOnceWith({
    do: 'leave_item',
    in: { item: 13, then: 'carry_over', conclusion: 'More next time.', next: 14 },
  });
});

test('where nobody waits, the next item starts at one press', async () => {
  const { ask } = show('chair', { heard: { item: 13, unheard: [] } });
  await userEvent.click(row('Who speaks for us').getByRole('button', { name: /^Start/ }));
  expect(ask).toHaveBeenCalledExactlyOnceWith({ do: 'start_item', in: { item: 14, after: 13 } });
});

test('people propose, take back, and those who keep the agenda take up', async () => {
  const { ask } = show('participant', { agenda: [...agenda, proposal] });
  await userEvent.click(screen.getByRole('button', { name: /^Take back/ }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'decline_item', in: { item: 20 } });
  expect(screen.queryByRole('button', { name: /^Put on the agenda/ })).not.toBeInTheDocument();
  await userEvent.click(screen.getByText('Propose an item'));
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), 'Tea');
  await userEvent.click(screen.getByRole('button', { name: 'Propose it' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'propose_item', in: { title: 'Tea' } });
});

test('those who keep the agenda put a proposal on it', async () => {
  const { ask } = show('secretary', { agenda: [...agenda, proposal] });
  await userEvent.click(screen.getByRole('button', { name: /^Put on the agenda/ }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'accept_item', in: { item: 20 } });
});

test('a pasted agenda is looked at before it is added', async () => {
  const items = [{ title: 'Tea', kind: 'discussion', minutes: 10, level: 1 }];
  const fetched = vi.fn((_: string, init: RequestInit) =>
    Promise.resolve(
      init.body === '- Tea'
        ? Response.json({ items })
        : Response.json({ code: 'malformed', text: 'Line 1: There is no text.' }, { status: 400 }),
    ),
  );
  vi.stubGlobal('fetch', fetched);
  const { ask } = show('secretary');
  await userEvent.click(await screen.findByText('Paste an agenda'));
  const words = screen.getByRole('textbox', { name: 'Agenda as text' });
  await userEvent.type(words, '-');
  await userEvent.click(screen.getByRole('button', { name: 'Look at it first' }));
  expect(await screen.findByText('Line 1: There is no text.')).toBeVisible();
  expect(words).toBeInvalid();
  await userEvent.type(words, ' Tea');
  await userEvent.click(screen.getByRole('button', { name: 'Look at it first' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Add them' }));
  expect(fetched).toHaveBeenLastCalledWith(
    '/api/v1/agenda',
    expect.objectContaining({ headers: { 'Content-Type': 'text/markdown' } }),
  );
  expect(ask).toHaveBeenCalledExactlyOnceWith({ do: 'import_agenda', in: { items } });
});

test('what became of items is told in words', () => {
  const scene = agendas['agenda-chair'];
  expect(scene).toBeDefined();
  show('participant', {
    meeting: { ...about, ...scene?.meeting },
    agenda: agenda.map((item) => {
      if (item.id === 15) return { ...item, state: 'deferred' };
      if (item.id === 17) return { ...item, amended: 'added' };
      return item.id === 14 ? { ...item, carried: 'm' } : item;
    }),
  });
  expect(screen.getByText(/^Sent round: /)).toHaveTextContent(/Adopted at \d\d:\d\d\.$/);
  expect(screen.getByText(/left to the next meeting/)).toBeVisible();
  expect(screen.getByText(/added after adoption/)).toBeVisible();
  expect(screen.getByText(/from the meeting before/)).toBeVisible();
  expect(screen.getByText(/^This item ends about /)).toHaveTextContent(/14:48.*UTC.*15:33.*UTC/);
});
