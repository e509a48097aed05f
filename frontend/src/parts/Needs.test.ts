import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { states } from '../../fixtures/states.ts';
import type { Room } from '../lib/room.svelte.ts';
import RoomPage from './RoomPage.svelte';

let room: Room | undefined;
afterEach(() => room?.leave());

function show(state: string): void {
  room?.leave();
  room = states[state]?.([]);
  if (!room) throw new Error(`there is no state ${state}`);
  render(RoomPage, { room });
}

test('how a name is said stands beside it, on the floor and in the queue', () => {
  show('open');
  expect(document.querySelector('.speaker')).toHaveTextContent('Marguerite Sow (say mar-geh-REET SO)');
  expect(screen.getByRole('region', { name: 'Speaker queue' })).toHaveTextContent('(say as it is written)');
});

test('the way to access and help stands in the header, and does not leave the meeting', () => {
  for (const state of ['open', 'open-chair']) {
    show(state);
    const link = within(screen.getByRole('banner')).getByRole('link', { name: /^Access and help/ });
    expect(link).toHaveAttribute('href', '/access');
    expect(link).toHaveAttribute('target', '_blank');
    cleanup();
  }
});

test('what people need is for those who run the meeting', () => {
  show('open-secretary');
  const needs = within(screen.getByRole('region', { name: 'What people need' }));
  expect(needs.getAllByRole('listitem')[0]).toHaveTextContent(
    'Amina Diallo, Libraries Captions and More time',
  );
  cleanup();
  show('open');
  expect(screen.queryByRole('region', { name: 'What people need' })).toBeNull();
});
