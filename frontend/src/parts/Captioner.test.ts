import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import Captioner from './Captioner.svelte';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('lines go out in order, and one that fails is kept and tried again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const bodies: unknown[] = [];
  let up = false;
  vi.stubGlobal('fetch', (_: string, { body }: RequestInit) => {
    bodies.push(body);
    return Promise.resolve(new Response('', { status: up ? 200 : 503 }));
  });
  render(Captioner, { secret: 'cvs_x' });
  const field = screen.getByRole('textbox', { name: 'Line' });
  await userEvent.type(field, 'One.{Enter}Two.{Enter}', { delay: null });
  expect(field).toHaveValue('');
  expect(await screen.findByText('2 lines wait and will be sent in order.')).toBeVisible();
  expect(screen.getByText(/The server answered 503/)).toBeVisible();
  up = true;
  await vi.advanceTimersByTimeAsync(1000);
  expect(await screen.findByText('Everything is sent.')).toBeVisible();
  expect(bodies).toEqual(['One.\n', 'One.\n', 'Two.\n']);
});

test('nothing corrects what a captioner types', () => {
  render(Captioner, { secret: 'cvs_x' });
  const field = screen.getByRole('textbox', { name: 'Line' });
  expect(field).toHaveAttribute('spellcheck', 'false');
  expect(field).toHaveAttribute('autocorrect', 'off');
  expect(field).toHaveAttribute('autocapitalize', 'off');
});

test('half a link is said to be half a link', () => {
  render(Captioner, { secret: '' });
  expect(screen.getByText(/This page needs the whole captions link/)).toBeVisible();
});
