import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { states } from '../../fixtures/states.ts';
import type { Room } from '../lib/room.svelte.ts';
import RoomPage from './RoomPage.svelte';

let room: Room | undefined;
afterEach(() => {
  room?.leave();
});

function show(state: string): Room {
  room = states[state]?.([]);
  if (!room) throw new Error(`there is no state ${state}`);
  render(RoomPage, { room });
  return room;
}
const region = (name: string) => screen.getByRole('region', { name });

test('the current item is marked, in words too', () => {
  show('open');
  const current = within(region('Agenda')).getAllByRole('listitem', { current: true });
  expect(current.map((item) => item.textContent.replace(/\s+/g, ' ').trim())).toEqual([
    '3.1 Captions at every session (now) Discussion, 13 of 20 min',
  ]);
});

test('whoever listens sees no controls of the chair', () => {
  show('open');
  for (const name of [
    'Next speaker',
    /^Start/,
    /^Call/,
    'Close the queue in two minutes',
    'End the meeting',
    'Write it down',
  ]) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});

test('the chair calls the next speaker after the turn and before the hand that she sees', async () => {
  const { ask } = { ask: vi.spyOn(show('open-chair'), 'ask') };
  await userEvent.click(screen.getByRole('button', { name: 'Next speaker' }));
  expect(ask).toHaveBeenCalledWith({ do: 'call_next', in: { after: 90, head: 1 } });
});

test('ending the meeting asks first, with the focus on what changes nothing', async () => {
  const ask = vi.spyOn(show('open-chair'), 'ask');
  await userEvent.click(screen.getByRole('button', { name: 'End the meeting' }));
  expect(screen.getByRole('button', { name: 'Keep going' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('button', { name: 'End the meeting' })).toHaveFocus();
  expect(ask).not.toHaveBeenCalled();
});

test('my turn is in the page title and in a banner, and does not take the focus', () => {
  show('my-turn');
  expect(document.title).toBe('(Your turn) Coalitions coordination meeting, November');
  const banner = region('It is your turn');
  expect(banner).toHaveTextContent('You have 3 minutes.');
  expect(within(banner).getByRole('button', { name: 'I am here' })).toBeVisible();
  expect(screen.getAllByRole('button', { name: 'I have finished' })).toHaveLength(1);
  expect(document.body).toHaveFocus();
});

test('being next can be acknowledged', async () => {
  show('queue-next');
  await userEvent.click(within(region('You are next')).getByRole('button', { name: 'All right' }));
  expect(screen.queryByRole('region', { name: 'You are next' })).toBeNull();
});

test.each(Object.keys(states))(
  '%s offers one primary button at most, but for a form that is being filled in',
  (state) => {
    show(state);
    const primary = [...document.querySelectorAll('.primary')].filter((button) => !button.closest('form'));
    expect(primary.map((button) => button.textContent.trim()).length).toBeLessThanOrEqual(1);
  },
);

test('the chair is asked to have a new speaker named, and not for the whole turn', () => {
  show('turn-begins-chair');
  expect(screen.getByText('Ask the speaker to say their name first.')).toBeVisible();
  cleanup();
  show('open-chair');
  expect(screen.queryByText('Ask the speaker to say their name first.')).toBeNull();
});

test('a button that changes a line says the line once', () => {
  show('open-secretary');
  const edit = screen.getByRole('button', { name: /^Edit Proposal/ });
  expect(edit).not.toHaveAccessibleDescription();
});

test('without a line the floor, the queue and the captions say so, and the header that nothing is lost', () => {
  show('offline');
  expect(region('Floor')).toHaveTextContent(/As it was at \d\d:\d\d\./);
  expect(region('Speaker queue')).toHaveTextContent(/As it was at \d\d:\d\d\./);
  expect(region('Captions')).toHaveTextContent(/Stopped at \d\d:\d\d\./);
  expect(screen.getByText(/^Offline since \d\d:\d\d, nothing you typed is lost$/)).toBeVisible();
});

test('a page that has stopped says why and what to do', () => {
  show('removed');
  const notice = region('This page has stopped');
  expect(notice).toHaveTextContent('ask the organisers for a new link');
  expect(within(notice).getByRole('link', { name: 'See all meetings' })).toHaveAttribute('href', '/');
  cleanup();
  show('replaced');
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeVisible();
});

test('the clock says in words when the time is up', () => {
  show('time-up');
  expect(region('Floor')).toHaveTextContent('0:40 over the limit of 3:00 Time is up');
});

test('a short loss of the line is shown and not said; a long one is said, and its end', () => {
  vi.useFakeTimers();
  const { voice, link } = { voice: show('open').voice, link: (room as Room).link.bind(room) };
  const said = () => voice.heard.map(({ text }) => text);
  flushSync(() => link({ is: 'lost', since: Date.now() }));
  expect(screen.getByText('Connecting again, nothing you typed is lost')).toBeVisible();
  vi.advanceTimersByTime(4000);
  flushSync(() => link({ is: 'up' }));
  expect(said()).toEqual([]);
  flushSync(() => link({ is: 'lost', since: Date.now() }));
  vi.advanceTimersByTime(5000);
  expect(said()).toEqual(['The connection is lost. Nothing you typed is lost; it comes back by itself.']);
  flushSync(() => link({ is: 'up' }));
  expect(said()[0]).toBe('Connected again.');
});

test('a chair hears of many requests at once, at most every ten seconds', () => {
  vi.useFakeTimers();
  const chair = show('queue-empty-chair');
  const { queue } = chair.meeting;
  const raise = (count: number) => {
    const hands = Array.from({ length: count }, (_, i) => ({
      ...{ id: i + 1, person: `p${i}`, name: `P${i + 1}`, class: 'topic', written: false },
      ...{ state: 'waiting', reasons: [] },
    }));
    chair.patch({ feed: 'meeting', cursor: '2', set: { queue: { ...queue, hands } } });
  };
  for (let count = 1; count <= 30; count++) {
    raise(count);
    vi.advanceTimersByTime(600);
  }
  const said = () => chair.voice.heard.map(({ text }) => text).filter((text) => text.includes('request'));
  vi.advanceTimersByTime(2000);
  expect(said()).toHaveLength(2); // of 30 in 20 s
  expect(said()[1]).toBe('7 new requests: P1, P2 and 5 more.');
  vi.advanceTimersByTime(10_000);
  expect(said()).toHaveLength(3);
});

test('a line of the minutes is not changed over a change that was not read', async () => {
  const secretary = show('open-secretary');
  const ask = vi.spyOn(secretary, 'ask').mockResolvedValue('');
  const minutes = region('Minutes');
  await userEvent.click(within(minutes).getByRole('button', { name: /Edit.*Proposal/ }));
  const field = screen.getByRole('textbox', { name: 'Your text' });
  expect(field).toHaveFocus();
  await userEvent.type(field, ' Agreed.');
  const note = secretary.meeting.notes.find(({ id }) => id === 24);
  flushSync(() =>
    secretary.patch({
      feed: 'meeting',
      cursor: '2',
      set: { 'note/24': { ...note, text: 'Other words.', rev: 2 } },
    }),
  );
  expect(minutes).toHaveTextContent(
    'Someone changed this line while you were writing. It now reads: Other words.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'I have read it; keep my text' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(ask).toHaveBeenCalledWith({
    do: 'edit_note',
    in: { note: 24, rev: 2, text: expect.stringMatching(/^Proposal.* Agreed\.$/) as string },
  });
});

test('a tap gives the speaker a minute, and the speaker can be put back', async () => {
  const ask = vi.spyOn(show('open-chair'), 'ask');
  await userEvent.click(screen.getByRole('button', { name: '+1 min' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'extend_turn', in: { turn: 90, seconds: 60 } });
  await userEvent.click(screen.getByRole('button', { name: 'Put back in the queue' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'put_back', in: { turn: 90 } });
});

test('whoever spoke last can be put back while the floor is free, once, and not on another item', async () => {
  const shown = show('last-turn-chair');
  const ask = vi.spyOn(shown, 'ask').mockResolvedValue('Someone else was faster; look again.');
  const back = () => screen.queryByRole('button', { name: 'Put back in the queue: Marguerite Sow' });
  await userEvent.click(back() as HTMLElement);
  expect(ask).toHaveBeenLastCalledWith({ do: 'put_back', in: { turn: 90 } });
  expect(await within(region('Floor')).findByText(/was faster/)).toBeVisible();
  const { queue } = shown.meeting;
  const give = (values: object) =>
    flushSync(() => shown.patch({ feed: 'meeting', cursor: '3', set: { queue: { ...queue, ...values } } }));
  give({ hands: [{ ...queue?.hands[0], person: 'p90', left: 80 }] });
  expect(back()).toBeNull();
  give({ hands: [] });
  expect(back()).not.toBeNull();
  give({ item: 14 });
  expect(back()).toBeNull();
});

test('an item is changed by what was changed, and the focus goes back to where it came from', async () => {
  const ask = vi.spyOn(show('open-secretary'), 'ask').mockResolvedValue('');
  const edit = screen.getByRole('button', { name: 'Edit 3 Joint statement', hidden: true });
  await userEvent.click(edit);
  const title = within(region('Agenda')).getAllByLabelText('Title')[0] as HTMLElement;
  expect(title).toHaveFocus();
  await userEvent.type(title, ', second reading');
  await userEvent.click(screen.getByRole('button', { name: 'Add a link' }));
  await userEvent.type(screen.getAllByLabelText('Address').at(-1) as HTMLElement, 'https://example.org/b');
  await userEvent.click(screen.getByRole('button', { name: 'Take this link away 2' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save the item' }));
  expect(ask).toHaveBeenCalledTimes(1);
  const [command] = ask.mock.calls[0] ?? [];
  expect(command).toMatchObject({
    do: 'edit_item',
    in: { item: 12, title: 'Joint statement, second reading' },
  });
  expect(Object.keys(command?.in ?? {}).sort()).toEqual(['item', 'links', 'title']);
  expect(screen.queryByRole('button', { name: 'Save the item' })).toBeNull();
});

test('an item with others below it is not removed before it is said what becomes of them', async () => {
  const ask = vi
    .spyOn(show('agenda-remove-secretary'), 'ask')
    .mockResolvedValue('The meeting is at this item.');
  const press = (name: RegExp) =>
    userEvent.click(screen.getAllByRole('button', { name, hidden: true })[0] as HTMLElement);
  await press(/^Remove 3 Joint/);
  await press(/move those below up/);
  expect(ask).toHaveBeenLastCalledWith({ do: 'remove_item', in: { item: 12, children: 'lift' } });
  expect(await within(region('Agenda')).findByText('The meeting is at this item.')).toBeInTheDocument();
  await press(/^Remove it and those below/);
  expect(ask).toHaveBeenLastCalledWith({ do: 'remove_item', in: { item: 12, children: 'remove' } });
  await press(/^Remove 4/);
  await press(/^Yes, remove it/);
  expect(ask).toHaveBeenLastCalledWith({ do: 'remove_item', in: { item: 15 } });
});

test('what an item says is plain text, and its links say that they open elsewhere', () => {
  show('open');
  const agenda = region('Agenda');
  expect(within(agenda).getByText(/Two parts/)).toHaveTextContent('**Two parts** are open');
  const link = within(agenda).getByText('Draft of the statement').closest('a');
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  expect(link).toHaveTextContent('Draft of the statement (opens in a new tab)');
});

test('who is here is a list by name with a count, and nothing of it is said aloud', async () => {
  const shown = show('open');
  const said = shown.voice.heard.length;
  const pane = region('Who is here (27)');
  expect(within(pane).queryByText('Amina Diallo'), 'names are drawn when they are asked for').toBeNull();
  await userEvent.click(within(pane).getByText('Show the names'));
  const first = (await within(pane).findByText('Amina Diallo')).closest('li');
  expect(first).toHaveTextContent('Amina Diallo chair and representative');
  expect(pane).toHaveTextContent('and 7 others');
  expect(pane).toHaveTextContent('12 follow in silence.');
  expect(within(pane).queryAllByText('Remove')).toEqual([]);
  const nobody = { presence: { others: 0, observers: 1, whole: false } };
  flushSync(() => shown.patch({ feed: 'presence', cursor: '2', reset: true, set: nobody }));
  expect(region('Who is here (1)')).toHaveTextContent(
    'Nobody is here by name. 1 follows in silence. Some may be',
  );
  expect(shown.voice.heard).toHaveLength(said);
});

test('a chair takes somebody out after a question, and gives a role that they have not', async () => {
  const ask = vi.spyOn(show('people-remove-chair'), 'ask').mockResolvedValue('');
  await userEvent.click(screen.getByText('Show the names'));
  const pane = within(region('Who is here (27)'));
  await userEvent.click(await pane.findByRole('button', { name: 'Remove Mei-Ling Chen', hidden: true }));
  expect(ask).not.toHaveBeenCalled();
  await userEvent.click(pane.getByRole('button', { name: 'Yes, remove', hidden: true }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'remove_person', in: { person: 'participant' } });
  const roles = pane.getByRole('combobox', { name: 'A further role Mei-Ling Chen', hidden: true });
  expect(within(roles).queryByRole('option', { name: 'participant', hidden: true })).toBeNull();
  await userEvent.selectOptions(roles, 'secretary');
  const form = roles.closest('form') as HTMLElement;
  await userEvent.click(within(form).getByRole('button', { name: 'Give this role', hidden: true }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'give_role', in: { person: 'participant', role: 'secretary' } });
});
