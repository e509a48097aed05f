import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { states } from '../../fixtures/states.ts';
import Silence from './Silence.svelte';

/** A question as the fixtures have it. */
function show(state: string) {
  const draw = states[state];
  if (!draw) throw new Error(state);
  const room = draw([]);
  const ask = vi.fn(() => Promise.resolve(''));
  Object.assign(room, { ask });
  render(Silence, { room });
  return ask;
}

test('one click stops it, and a reason is welcome', async () => {
  const ask = show('silence-open');
  expect(screen.getByText('0:38')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'I object' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'object', in: { silence: 400 } });
  await userEvent.click(screen.getByText('Say why (optional)'));
  await userEvent.type(screen.getByRole('textbox', { name: 'Your reason' }), 'Too soon.');
  await userEvent.click(screen.getByRole('button', { name: 'I object, for this reason' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'object', in: { silence: 400, reason: 'Too soon.' } });
  expect(screen.queryByRole('button', { name: 'Take the question back' })).not.toBeInTheDocument();
});

test('who only follows has nothing to press', () => {
  show('silence-observer');
  expect(screen.getByText(/The statement goes to the hosts/)).toBeVisible();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('after the clock it says for whom there is time, and who was counted', async () => {
  const ask = show('silence-grace-chair');
  expect(screen.getByText(/Those whose line was bad/)).toBeVisible();
  expect(screen.getByText('21 people were connected and silent, 4 not connected.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'My line was bad: I object' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'object', in: { silence: 400 } });
  await userEvent.click(screen.getByRole('button', { name: 'Take the question back' }));
  expect(ask).toHaveBeenLastCalledWith({ do: 'close_silence', in: {} });
});

test('what came of it stays while its item is under discussion', () => {
  show('silence-objected');
  expect(screen.getByText('ليلى حداد')).toBeVisible();
  expect(screen.getByText('The third item has no paper yet.')).toBeVisible();
  expect(screen.getByText(/over a bad line/)).toBeVisible();
});
