import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { about } from '../../fixtures/meeting.ts';
import App from './App.svelte';

let sockets: { url: string; onclose: ((event: { code: number; reason: string }) => void) | null }[];
let resume: Response;
/** The server is, or the meeting. */
let [away, gone] = [false, false];
const joins: unknown[] = [];
const ok = (value: unknown) => new Response(JSON.stringify(value));
const refused = (status: number, code: string) =>
  new Response(JSON.stringify({ code, text: 'You are not signed in.' }), { status });

beforeEach(() => {
  sockets = [];
  joins.length = 0;
  away = gone = false;
  resume = refused(401, 'no_session');
  vi.stubGlobal(
    'WebSocket',
    class {
      onclose = null;
      url: string;
      constructor(url: string) {
        this.url = url;
        sockets.push(this);
      }
      close = () => undefined;
    },
  );
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (away) return Promise.reject(new TypeError('Failed to fetch'));
    if (url.endsWith('/feeds/meeting') && gone) return Promise.resolve(refused(404, 'unknown'));
    if (url.endsWith('/feeds/meeting'))
      return Promise.resolve(ok({ feed: 'meeting', set: { meeting: about } }));
    const how = JSON.parse(init.body as string) as { resume?: true };
    joins.push(how);
    return Promise.resolve(how.resume ? resume : ok({ session: 's', person: 'ann', roles: ['participant'] }));
  });
  document.body.innerHTML = '<div id="app"></div>';
});

const show = (link: string) =>
  render(App, {
    target: document.getElementById('app') as HTMLElement,
    props: { id: about.id, link, regions: [] },
  });
const known = () => (resume = ok({ session: 's', person: 'ann', name: 'Ann', roles: ['chair'] }));

test('a reload goes straight into the room, and nothing of the session is kept in the browser', async () => {
  known();
  show('');
  expect(await screen.findByRole('region', { name: 'Floor' })).toBeVisible();
  expect(sockets[0]?.url).toBe(`ws://${location.host}/api/v1/meetings/${about.id}/socket`);
  expect(localStorage).toHaveLength(0);
  expect(sessionStorage).toHaveLength(0);
  await vi.waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
});

test('a link and a person who was here before: both ways are offered', async () => {
  known();
  show('cvl_x');
  await userEvent.click(await screen.findByRole('button', { name: 'Continue as Ann' }));
  expect(screen.getByRole('region', { name: 'Floor' })).toBeVisible();
});

test('a link joins with it', async () => {
  show('cvl_x');
  await userEvent.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Bob');
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(await screen.findByRole('region', { name: 'Floor' })).toBeVisible();
  expect(joins).toEqual([{ resume: true }, { link: 'cvl_x', name: 'Bob', body: '', way: 'speak' }]);
});

test('signed out, one is back at the form and knows why', async () => {
  known();
  show('');
  await screen.findByRole('region', { name: 'Floor' });
  sockets[0]?.onclose?.({ code: 4501, reason: '' });
  expect(await screen.findByText('You are not signed in any more. Please join again.')).toBeVisible();
});

test('while the server is away the page says so, and tries again on request', async () => {
  away = true;
  show('cvl_x');
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(screen.getByText(/The server cannot be reached/)).toBeVisible();
  away = false;
  await userEvent.click(again);
  expect(await screen.findByRole('textbox', { name: 'Your name' })).toBeVisible();
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});

test('of a meeting that is not there nobody is asked for a name', async () => {
  gone = true;
  show('cvl_x');
  expect(await screen.findByRole('link', { name: 'See all meetings' })).toBeVisible();
  expect(screen.queryByRole('textbox')).toBeNull();
});
