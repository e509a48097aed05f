import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { states } from '../../fixtures/states.ts';
import type { Room } from '../lib/room.svelte.ts';
import RoomPage from './RoomPage.svelte';
import SecondScreen from './SecondScreen.svelte';

let room: Room;
afterEach(() => {
  room.leave();
});

function open(state: string): void {
  const drawn = states[state]?.([]);
  if (!drawn) throw new Error(`there is no state ${state}`);
  room = drawn;
}

test('a second screen has an address to type and a code to scan', async () => {
  open('open');
  const asked: [string, string | undefined][] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push([url, init.method]);
    return Promise.resolve(
      new Response('{"url":"https://meet.example/s/k7m2xw9pqd","expires":"2026-11-24T14:52:00Z"}'),
    );
  });
  render(SecondScreen, { room });
  await userEvent.click(screen.getByRole('button', { name: 'Second screen' }));
  const code = await screen.findByRole('img', { name: 'QR code of the address of the second screen' });
  expect(asked).toEqual([[`/api/v1/meetings/${room.meeting.about?.id}/screens`, 'POST']]);
  expect(screen.getByText('https://meet.example/s/k7m2xw9pqd')).toBeVisible();
  expect(code.getAttribute('viewBox')).toMatch(/^0 0 (\d+) \1$/);
  expect(code.querySelector('path')?.getAttribute('d')).toMatch(/^(M\d+ \d+h1v1h-1z){200,}$/);
  expect(room.voice.heard[0]?.text).toBe('The address of your second screen is there.');
  expect(screen.getByRole('button', { name: 'Another address for a second screen' })).toBeVisible();
});

test('a refusal is shown, and said', async () => {
  open('open');
  const refusal = '{"code":"too_often","text":"You ask too often."}';
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(refusal, { status: 429 })));
  render(SecondScreen, { room });
  await userEvent.click(screen.getByRole('button', { name: 'Second screen' }));
  expect(await screen.findByText('You ask too often.')).toBeVisible();
  expect(room.voice.heard[0]?.text).toBe('You ask too often.');
  expect(screen.queryByRole('img')).toBeNull();
});

test('a page of captions only has captions, a way to the rest, and one heading of its own', () => {
  open('captions-alone');
  render(RoomPage, { room });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Coalitions coordination meeting');
  expect(screen.getByRole('group', { name: 'Caption text' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'The whole meeting' })).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Speaker queue' })).toBeNull();
});
