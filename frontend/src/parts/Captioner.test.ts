import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { monitored, troubled } from '../../fixtures/meeting.ts';
import { Monitor } from '../lib/monitor.svelte.ts';
import Captioner from './Captioner.svelte';

let bodies: unknown[];
let status: number;
const said = vi.fn();

beforeEach(() => {
  bodies = [];
  status = 200;
  said.mockClear();
  vi.stubGlobal('fetch', (_: string, { body }: RequestInit) => {
    bodies.push(body);
    return Promise.resolve(new Response('', { status }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function show(secret = 'cvs_x', stage: 'planned' | 'open' | 'ended' = 'open'): Monitor {
  const monitor = new Monitor(secret);
  monitor.take(monitored(stage));
  render(Captioner, { secret, monitor, say: said });
  return monitor;
}

test('lines go out in order, and one that fails is kept and tried again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  status = 503;
  show();
  const field = screen.getByRole('textbox', { name: 'Line' });
  await userEvent.type(field, 'One.{Enter}Two.{Enter}', { delay: null });
  expect(field).toHaveValue('');
  expect(await screen.findByText('2 lines wait and will be sent in order.')).toBeVisible();
  expect(screen.getByText(/The server answered 503/)).toBeVisible();
  status = 200;
  await vi.advanceTimersByTimeAsync(1000);
  expect(await screen.findByText(/^Everything is sent/)).toBeVisible();
  expect(bodies).toEqual(['One.\n', 'One.\n', 'Two.\n']);
});

test('nothing corrects what a captioner types', () => {
  show();
  const field = screen.getByRole('textbox', { name: 'Line' });
  expect(field).toHaveAttribute('spellcheck', 'false');
  expect(field).toHaveAttribute('autocorrect', 'off');
  expect(field).toHaveAttribute('autocapitalize', 'off');
});

test('half a link is said to be half a link', () => {
  show('');
  expect(screen.getByText(/This page needs the whole captions link/)).toBeVisible();
});

test('before the start it says that this is a rehearsal, and offers a test line; later it does not', async () => {
  const monitor = show('cvs_x', 'planned');
  expect(screen.getByText('Rehearsal')).toBeVisible();
  expect(screen.getByText(/only its staff see what you send/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Send a test line' }));
  expect(bodies).toEqual(['This is a test of the captions.\n']);
  flushSync(() => monitor.take(monitored('open')));
  expect(screen.getByText('Under way')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Send a test line' })).toBeNull();
  flushSync(() => monitor.take(monitored('ended')));
  expect(screen.queryByRole('textbox', { name: 'Line' })).toBeNull();
});

test('each link is copied by its own button, which says so', async () => {
  const user = userEvent.setup();
  show();
  await user.click(screen.getByRole('button', { name: 'Copy Teams link' }));
  expect(await navigator.clipboard.readText()).toBe(`${location.origin}/cartcaption?token=cvs_x`);
  expect(screen.getByText('Teams link: copied.')).toBeVisible();
  expect(said).toHaveBeenCalledWith('Teams link: copied.');
});

test('the monitor shows what readers see, and how fresh it is', () => {
  const monitor = show();
  const seen = screen.getByRole('region', { name: 'What readers see' });
  expect(within(seen).getByText(/The newest line began \d+ seconds ago/)).toBeVisible();
  expect(within(seen).getByRole('heading', { name: 'Luis Ortega' })).toBeVisible();
  flushSync(() => monitor.take({ ...monitored('open'), segments: [] }));
  expect(within(seen).getByText('No text has arrived yet.')).toBeVisible();
});

test('the monitor says how the text is read, and what could be mended only if something could', () => {
  const monitor = show();
  const seen = screen.getByRole('region', { name: 'What readers see' });
  expect(within(seen).getByText(/is read word for word/)).toBeVisible();
  expect(within(seen).queryByRole('heading', { name: 'What you could mend' })).toBeNull();
  flushSync(() => monitor.take({ ...monitored('open'), source: troubled }));
  expect(within(seen).getByText(/only what is new is taken/)).toBeVisible();
  expect(within(seen).getByRole('heading', { name: 'What you could mend' })).toBeVisible();
  expect(within(seen).getAllByRole('listitem')).toHaveLength(8);
});

test('a link that does not work is told so, and asked no more', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  status = 404;
  const monitor = new Monitor('cvs_old');
  render(Captioner, { secret: 'cvs_old', monitor, say: said });
  monitor.start();
  expect(await screen.findByText(/This captions link does not work/)).toBeVisible();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bodies).toHaveLength(1);
});
