import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { monitored, troubled } from '../../fixtures/meeting.ts';
import { Captioning } from '../lib/captioning.svelte.ts';
import { Console } from '../lib/console.svelte.ts';
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

function made(secret: string): Captioning {
  return new Captioning(new Console(secret), new Monitor(secret), said);
}

function show(secret = 'cvs_x', stage: 'planned' | 'open' | 'ended' = 'open'): Captioning {
  const captioning = made(secret);
  captioning.monitor.take(monitored(stage));
  captioning.console.link = { is: 'lost', since: 0 };
  render(Captioner, { secret, captioning, say: said });
  return captioning;
}

test('nothing corrects what a captioner types', () => {
  show();
  const field = screen.getByRole('textbox', { name: 'Captions' });
  expect(field).toHaveAttribute('spellcheck', 'false');
  expect(field).toHaveAttribute('autocorrect', 'off');
  expect(field).toHaveAttribute('autocapitalize', 'off');
});

test('half a link is said to be half a link', () => {
  show('');
  expect(screen.getByText(/This page needs the whole captions link/)).toBeVisible();
});

test('before the start it says that this is a rehearsal, and offers a test line; later it does not', async () => {
  const { monitor, console } = show('cvs_x', 'planned');
  const did = vi.spyOn(console, 'do');
  expect(screen.getByText('Rehearsal')).toBeVisible();
  expect(screen.getByText(/only its staff see what you send/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Send a test line' }));
  expect(did.mock.calls.flat()).toEqual([{ op: 't', s: 'This is a test of the captions.' }, { op: 'nl' }]);
  expect(screen.getByText('7 words wait')).toBeVisible();
  flushSync(() => monitor.take(monitored('open')));
  expect(screen.getByText('Under way')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Send a test line' })).toBeNull();
  flushSync(() => monitor.take(monitored('ended')));
  expect(screen.queryByRole('textbox', { name: 'Captions' })).toBeNull();
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
  const { monitor } = show();
  const seen = screen.getByRole('region', { name: 'What readers see' });
  expect(within(seen).getByText(/The newest line began \d+ seconds ago/)).toBeVisible();
  expect(within(seen).getByRole('heading', { name: 'Luis Ortega' })).toBeVisible();
  flushSync(() => monitor.take({ ...monitored('open'), segments: [] }));
  expect(within(seen).getByText('No text has arrived yet.')).toBeVisible();
});

test('the monitor says how the text is read, and what could be mended only if something could', () => {
  const { monitor } = show();
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
  const captioning = made('cvs_old');
  render(Captioner, { secret: 'cvs_old', captioning, say: said });
  captioning.monitor.start();
  expect(await screen.findByText(/This captions link does not work/)).toBeVisible();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bodies).toHaveLength(1);
});
