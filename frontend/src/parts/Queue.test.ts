import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { about, hands, queue, turn } from '../../fixtures/meeting.ts';
import { keepFocus } from '../lib/focus.ts';
import { Meeting } from '../lib/meeting.svelte.ts';
import type { Queue as Values } from '../lib/protocol.gen.ts';
import { button, mine, show } from '../test.queue.ts';
import Queue from './Queue.svelte';

// The room keeps the focus for all its parts.
let release: () => void;
beforeEach(() => void (release = keepFocus(document.body)));
afterEach(() => {
  release();
});

test('one press asks for the floor, and the same button then lowers the hand, but not by a double press', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { ask, draw } = show('participant', queue({ hands: hands(2) }));
  const only = button('Ask for the floor');
  await userEvent.click(only);
  expect(ask).toHaveBeenCalledWith({ do: 'raise_hand', in: { class: 'topic' } });
  draw(queue({ hands: [...hands(2), mine(70)] }));
  expect(screen.getByText('You are 3rd of 3.')).toBeVisible();
  expect(button('Lower my hand')).toBe(only);
  expect(only).toHaveFocus();
  await userEvent.click(only);
  await userEvent.keyboard('{Enter}');
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(600);
  expect(only).not.toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(only);
  expect(ask).toHaveBeenLastCalledWith({ do: 'lower_hand', in: { hand: 70 } });
});

test('while speaking the button says that I have finished', async () => {
  const { ask } = show('participant', queue({ turn: turn({ person: 'participant' }) }));
  await userEvent.click(button('I have finished'));
  expect(ask).toHaveBeenCalledWith({ do: 'end_turn', in: { turn: 90 } });
});

test('a closed queue offers the point of order that is always taken', async () => {
  const { ask } = show('participant', queue({ open: false }));
  await userEvent.click(button('Raise a point of order'));
  expect(ask).toHaveBeenCalledWith({ do: 'raise_hand', in: { class: 'order' } });
});

test('an observer is told how to take part, and has nothing to press', () => {
  show('observer', queue({ hands: hands(2) }));
  expect(screen.getByText(/You follow this meeting as an observer/)).toBeVisible();
  expect(screen.queryAllByRole('button')).toEqual([]);
});

test('a row says in words who waits, for what, and how', () => {
  show('participant', queue({ hands: hands(6) }));
  const rows = screen.getAllByRole('listitem');
  expect(rows[0]).toHaveTextContent(
    'Luis Ortega, Community Connectivity Point of order Are we still quorate?',
  );
  expect(rows[2]).toHaveTextContent('written statement');
  expect(rows[4]).toHaveTextContent('away, keeps the place');
});

test('classes are called as the group calls them, with its colours beside the words', async () => {
  const limits = { topic: 180, reply: 60, clarify: 60, order: 60 };
  const { meeting } = show('chair', queue({ hands: hands(4), limits }));
  const topic = { label: 'New thread', colour: 'amber' as const };
  const classes = { ...about.classes, topic } as typeof about.classes;
  flushSync(() => meeting.apply({ feed: 'meeting', cursor: '2', set: { meeting: { ...about, classes } } }));
  const row = screen.getAllByRole('listitem')[3];
  expect(row).toHaveTextContent('New thread');
  expect(row?.querySelector('.hue.amber')).not.toBeNull();
  expect(screen.getByText(/New thread 3 minutes/)).toBeVisible();
  await userEvent.click(screen.getByText('Say what it is about, or write it'));
  expect(screen.getByRole('radio', { name: 'New thread' })).toBeInTheDocument();
  expect(screen.getAllByRole('option', { name: 'New thread' })).not.toEqual([]);
  meeting.apply({ feed: 'meeting', cursor: '3', set: { meeting: { ...about, classes: undefined } } });
  expect(meeting.classes.topic).toEqual({ label: 'New topic' });
});

test('a written statement waits in the same queue', async () => {
  const { ask } = show('representative', queue());
  await userEvent.click(screen.getByText('Say what it is about, or write it'));
  await userEvent.click(screen.getByRole('radio', { name: 'Reply' }));
  await userEvent.click(screen.getByRole('radio', { name: 'My text is read out' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Your statement' }), 'We agree.');
  await userEvent.click(button('Ask for the floor with this'));
  expect(ask).toHaveBeenCalledWith({
    do: 'raise_hand',
    in: { class: 'reply', note: 'We agree.', written: true, reader: 'manager', reply_to: 90 },
  });
});

test('a refusal stands beside its button, and what was typed is kept', async () => {
  show('representative', queue(), 'The text is too long.');
  await userEvent.click(screen.getByText('Say what it is about, or write it'));
  const note = screen.getByRole('textbox', { name: 'What it is about (optional)' });
  await userEvent.type(note, 'Costs');
  await userEvent.click(button('Ask for the floor with this'));
  expect(button('Ask for the floor with this')).toHaveAccessibleDescription('The text is too long.');
  expect(note).toHaveValue('Costs');
});

test('the chair calls a hand, and the focus goes to the one that takes its place', async () => {
  const { ask, draw } = show('chair', queue({ hands: hands(3) }));
  await userEvent.click(button('Call Wanjiru Kamau'));
  expect(ask).toHaveBeenCalledWith({ do: 'call_hand', in: { hand: 2, after: 90 } });
  draw(queue({ hands: hands(3).filter(({ id }) => id !== 2), turn: turn({ id: 95 }) }));
  await Promise.resolve();
  expect(button('Call ليلى حداد')).toHaveFocus();
  await userEvent.keyboard('{Enter}'); // the second half of a double press
  expect(ask).toHaveBeenCalledTimes(1);
});

test('the queue says when what it shows is old', () => {
  const meeting = new Meeting();
  meeting.apply({ feed: 'meeting', cursor: '1', set: { meeting: about, queue: queue() } });
  render(Queue, { meeting, ask: vi.fn(), say: vi.fn(), stale: 'As it was at 14:42.' });
  expect(screen.getByText('As it was at 14:42.')).toBeVisible();
  expect(screen.queryByText('The queue is open.')).toBeNull();
});

test('what is done seldom is folded away, and Escape folds it again', async () => {
  const { ask } = show('chair', queue({ hands: hands(2) }));
  const more = screen.getAllByText('More')[0] as HTMLElement;
  await userEvent.click(more);
  await userEvent.tab();
  expect(button('Take down Luis Ortega')).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(more.closest('details')).not.toHaveAttribute('open');
  expect(more.closest('summary')).toHaveFocus();
  expect(ask).not.toHaveBeenCalled();
});

test('a long queue shows its head, and all of it on request', async () => {
  show('participant', queue({ hands: hands(40) }));
  const list = screen.getByRole('list');
  expect(within(list).getAllByRole('listitem')).toHaveLength(5);
  await userEvent.click(button('Show all 40 who are waiting'));
  expect(within(list).getAllByRole('listitem')).toHaveLength(40);
});

test('a second press while the first is on its way asks nothing', async () => {
  const { ask } = show('participant', queue());
  ask.mockReturnValue(new Promise<string>(() => undefined));
  await userEvent.dblClick(button('Ask for the floor'));
  expect(ask).toHaveBeenCalledTimes(1);
  expect(button('Ask for the floor')).toHaveAttribute('aria-disabled', 'true');
});

test('a hand that was put back says what is left of its turn', () => {
  show('participant', queue({ hands: [{ ...mine(70), person: 'p4', left: 80 }] }));
  expect(screen.getByRole('listitem')).toHaveTextContent('New topic, 1:20 left');
});

test('the reasons for a place are there for whoever asks', async () => {
  const [first] = hands(1);
  const reasons = [
    { code: 'body_turns' as const, n: 2 },
    { code: 'arrival' as const, n: 0 },
  ];
  show('observer', queue({ policy: 'least-heard', hands: [{ ...first, reasons } as Values['hands'][0]] }));
  expect(screen.getByText(/The body with the fewest turns on this item goes first/)).toBeVisible();
  await userEvent.click(screen.getByText('Why this place?', { exact: false }));
  expect(screen.getByText('Their body has had 2 turns on this item.')).toBeVisible();
});

test('who left the queue by mistake takes the place back, for a minute', async () => {
  const { ask, meeting } = show('participant', queue());
  const lowered = (until: string) =>
    flushSync(() =>
      meeting.apply({
        feed: 'me',
        cursor: '2',
        set: { me: { ...meeting.me, lowered: { hand: 70, until } } },
      }),
    );
  lowered('2026-11-24T14:42:30Z');
  await userEvent.click(button('Take my place back'));
  expect(ask).toHaveBeenCalledWith({ do: 'restore_hand', in: { hand: 70 } });
  lowered('2026-11-24T14:42:00Z');
  expect(screen.queryByRole('button', { name: 'Take my place back' })).toBeNull();
});

test('where names are hidden I see my own place', () => {
  const { meeting } = show(
    'participant',
    queue({ hide_names: true, hands: hands(3).map((hand) => ({ ...hand, person: '', name: '' })) }),
  );
  flushSync(() => meeting.apply({ feed: 'me', cursor: '2', set: { me: { ...meeting.me, hands: [2] } } }));
  expect(screen.getByText('You are 2nd of 3.')).toBeVisible();
  expect(screen.getByText('Who waits is hidden; you see your own hand.')).toBeVisible();
});

test('a line that is no command stays, with what would be one', async () => {
  const { ask } = show('participant', queue());
  await userEvent.click(screen.getByText('Commands by typing'));
  const field = screen.getByRole('textbox', { name: 'Type a command' });
  await userEvent.type(field, 'q please{Enter}');
  expect(ask).not.toHaveBeenCalled();
  expect(field).toHaveValue('q please');
  expect(screen.getByText(/^This is not a command/)).toBeVisible();
});

test('a statement that is being written is kept on this device, and gone when it is sent', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const first = show('representative', queue());
  await userEvent.click(screen.getByText('Say what it is about, or write it'));
  await userEvent.click(screen.getByRole('radio', { name: 'My text is read out' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Your statement' }), 'We agree.');
  await vi.advanceTimersByTimeAsync(1500);
  expect(first.ask).not.toHaveBeenCalled();
  cleanup();
  const { ask } = show('representative', queue());
  await userEvent.click(screen.getByText('Say what it is about, or write it'));
  expect(screen.getByRole('textbox', { name: 'Your statement' })).toHaveValue('We agree.');
  await userEvent.click(button('Ask for the floor with this'));
  expect(ask).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('We agree.');
});
