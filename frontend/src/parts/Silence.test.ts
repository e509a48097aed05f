import { render, screen, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { growing } from '../../fixtures/meeting.ts';
import { states } from '../../fixtures/states.ts';
import type { Room } from '../lib/room.svelte.ts';
import RoomPage from './RoomPage.svelte';

test('where somebody has the floor and no captions come, the page says so until some do', () => {
  vi.useFakeTimers();
  const room = states['open-chair']?.([]) as Room;
  render(RoomPage, { room });
  const said = vi.spyOn(room.voice, 'status');
  const alarm = () =>
    within(screen.getByRole('region', { name: 'Captions' })).queryByText(/^No captions since/);
  flushSync(() => vi.advanceTimersByTime(19_000));
  expect(alarm()).toBeNull();
  flushSync(() => vi.advanceTimersByTime(2_000));
  expect(alarm()).toBeVisible();
  expect(said).toHaveBeenCalledTimes(1);
  flushSync(() => {
    room.patch({ feed: 'captions/en', cursor: '9', set: { 'seg/9999': growing } });
    vi.advanceTimersByTime(1_000);
  });
  expect(alarm()).toBeNull();
  room.leave();
  vi.useRealTimers();
});
