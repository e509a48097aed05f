import { fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hands, NOW, queue } from '../../fixtures/meeting.ts';
import { keepFocus } from '../lib/focus.ts';
import type { Queue as Values } from '../lib/protocol.gen.ts';
import { button, show } from '../test.queue.ts';

// The room keeps the focus for all its parts.
let release: () => void;
beforeEach(() => void (release = keepFocus(document.body)));
afterEach(() => {
  release();
});

test('how long one may speak is said to all, and changed by whoever runs the queue', async () => {
  const limits = { topic: 120, reply: 60, clarify: 60, order: 30 };
  const { ask, draw } = show('manager', queue({ limits }));
  expect(screen.getByText(/^Speaking time: New topic 2 minutes, Reply 1 minute/)).toBeVisible();
  await userEvent.click(screen.getByText('Change the order and the speaking time'));
  const topic = screen.getByRole('spinbutton', { name: 'New topic' });
  await vi.waitFor(() => expect(topic).toHaveValue(120));
  await userEvent.clear(topic);
  await userEvent.type(topic, '90');
  await userEvent.click(button('Save the speaking time'));
  expect(ask).toHaveBeenCalledWith({
    do: 'set_policy',
    in: { policy: 'arrival', overtakes: 3, limits: { ...limits, topic: 90 } },
  });
  draw(queue());
  expect(screen.getByText('Speaking time: 3 minutes each.')).toBeVisible();
});

const row = (name: string) =>
  screen.getAllByRole('listitem').find((one) => one.textContent.includes(name)) as HTMLElement;

test('a hand is moved by steps and to a position, and where it is then is said once', async () => {
  const three = hands(7).slice(3);
  const { ask, say, draw } = show('chair', queue({ hands: three }));
  const within7 = within(row('Sven Åkerlund'));
  await userEvent.click(within7.getByText('More', { exact: false }));
  ask.mockImplementation(() => {
    draw(queue({ hands: [three[0], three[1], three[3], three[2]] as Values['hands'] }));
    return Promise.resolve('');
  });
  await userEvent.click(within7.getByRole('button', { name: /^Move up/ }));
  expect(ask).toHaveBeenCalledWith({ do: 'move_hand', in: { hand: 7, before: 6 } });
  expect(say).toHaveBeenCalledExactlyOnceWith('Sven Åkerlund, now 3 of 4.');
  await userEvent.clear(within7.getByRole('spinbutton'));
  await userEvent.type(within7.getByRole('spinbutton'), '1');
  await userEvent.click(within7.getByRole('button', { name: 'Move' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'move_hand', in: { hand: 7, before: 4 } });
  await userEvent.click(within7.getByRole('button', { name: /^Move down/ }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'move_hand', in: { hand: 7, before: 0 } });
});

test('a hand that the mouse drops goes before the one it is dropped on, or to the end', async () => {
  const { ask } = show('chair', queue({ hands: hands(6).slice(3) }));
  const rows = screen.getAllByRole('listitem').filter((one) => one.dataset.id);
  rows.forEach((one, i) => (one.getBoundingClientRect = () => new DOMRect(0, i * 100, 100, 100)));
  const drop = async (one: HTMLElement | undefined, y: number) => {
    await fireEvent(one as HTMLElement, new Event('dragstart', { bubbles: true }));
    await fireEvent(
      rows[0] as HTMLElement,
      Object.assign(new Event('drop', { bubbles: true }), { clientY: y }),
    );
  };
  await drop(rows[2], 20);
  expect(ask).toHaveBeenLastCalledWith({ do: 'move_hand', in: { hand: 6, before: 4 } });
  await drop(rows[0], 290);
  expect(ask).toHaveBeenLastCalledWith({ do: 'move_hand', in: { hand: 4, before: 0 } });
});

test('what was done last is undone, for ten seconds', async () => {
  const undo = { seq: 300, kind: 'turn_began', at: '2026-11-24T14:41:51Z' };
  const { ask, draw } = show('manager', queue({ undo }));
  await userEvent.click(button('Undo: call a speaker'));
  expect(ask).toHaveBeenCalledWith({ do: 'undo', in: { seq: 300 } });
  draw(queue({ undo: { ...undo, at: '2026-11-24T14:41:50Z' } }));
  expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
});

test('a queue closes with notice, or after some hands, and says so', async () => {
  const { ask, draw } = show('chair', queue());
  await userEvent.click(button('Close the queue in two minutes'));
  expect(ask).toHaveBeenCalledWith({ do: 'close_queue', in: { in: 120 } });
  await userEvent.click(screen.getByText('Close it otherwise'));
  await userEvent.type(
    screen.getByLabelText('Close it at'),
    new Date(Date.parse(NOW) + 600_000).toTimeString().slice(0, 5),
  );
  await userEvent.click(button('Close at this time'));
  expect(ask).toHaveBeenLastCalledWith({ do: 'close_queue', in: { in: 600 } });
  await userEvent.click(button('Close after these'));
  expect(ask).toHaveBeenLastCalledWith({ do: 'close_queue', in: { after: 3 } });
  draw(queue({ closes_after: 2 }));
  expect(screen.getByText('The queue is open. It closes after 2 more hands.')).toBeVisible();
  const keep = button('Keep it open'); // the same button, which settles first on what it means now
  await vi.waitFor(() => expect(keep).not.toHaveAttribute('aria-disabled', 'true'), { timeout: 5000 });
  await userEvent.click(keep);
  expect(ask).toHaveBeenLastCalledWith({ do: 'open_queue', in: {} });
});
