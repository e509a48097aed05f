import { render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { about } from '../../fixtures/meeting.ts';
import { overlayLook } from '../lib/look.ts';
import Overlay from './Overlay.svelte';

interface Line {
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  sent: string[];
}
let lines: Line[];
let joins: { resume?: true }[];
let known: boolean;

beforeEach(() => {
  [lines, joins, known] = [[], [], false];
  vi.stubGlobal(
    'WebSocket',
    class {
      onopen = null;
      onmessage = null;
      onclose = null;
      sent: string[] = [];
      constructor() {
        lines.push(this);
      }
      send(frame: string) {
        this.sent.push(frame);
      }
      close = () => undefined;
    },
  );
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (url.endsWith('/feeds/meeting'))
      return Promise.resolve(new Response(JSON.stringify({ set: { meeting: about } })));
    const how = JSON.parse(init.body as string) as { resume?: true };
    joins.push(how);
    const refused = new Response('{"code":"no_session","text":"Join first."}', { status: 401 });
    return Promise.resolve(
      how.resume && !known ? refused : new Response('{"session":"cve_1","person":"p","roles":[]}'),
    );
  });
});

const show = (link: string, search = '') =>
  render(Overlay, { props: { id: about.id, link, look: overlayLook(search) } }).container;
const line = () => vi.waitFor(() => lines[lines.length - 1] ?? Promise.reject(new Error('no line')));
const seg = (id: number, speaker: string, text: string, final = true) => ({
  [`seg/${id}`]: { id, rev: 1, text, final, speaker, at: '2026-11-24T14:02:00Z', gap: false },
});
const give = (to: Line, lang: string, set: object) =>
  flushSync(() =>
    to.onmessage?.({ data: JSON.stringify({ feed: `captions/${lang}`, cursor: '1', reset: false, set }) }),
  );
const said = (overlay: HTMLElement) => [...overlay.querySelectorAll('p')].map((p) => p.textContent.trim());

test('by a link it joins under a name of its own, and shows what is written, by speaker', async () => {
  const overlay = show('cvl_x', '?lang=ja&lines=3');
  const to = await line();
  expect(joins).toEqual([
    { resume: true },
    { link: 'cvl_x', name: 'Streaming overlay', body: '', way: 'type' },
  ]);
  to.onopen?.();
  expect(JSON.parse(to.sent[0] ?? '')).toMatchObject({
    hello: { session: 'cve_1', feeds: { 'captions/ja': '' } },
  });
  give(to, 'ja', {
    ...seg(1, 'ANN', 'Good morning.'),
    ...seg(2, 'ANN', 'Welcome.'),
    ...seg(3, 'BOB', 'Thank y', false),
  });
  expect(said(overlay)).toEqual(['ANN: Good morning. Welcome.', 'BOB: Thank y']);
  expect(overlay.querySelector('main')?.style.getPropertyValue('--lines')).toBe('3');
});

test('without a language it is the first, and who is known needs no link', async () => {
  known = true;
  show('');
  const to = await line();
  to.onopen?.();
  expect(joins).toEqual([{ resume: true }]);
  expect(to.sent[0]).toContain(`captions/${about.channels[0]?.lang}`);
});

test('without either it says what it needs', async () => {
  const overlay = show('');
  await vi.waitFor(() => expect(said(overlay)[0]).toContain('Add the link of an observer'));
});

test('the colours, the letters and the delay are those of the address', async () => {
  const overlay = show('cvl_x', '?language=en&fs=60&ff=Verdana&fgc=ffff00&bgc=000080&delay=3');
  const to = await line();
  vi.useFakeTimers();
  give(to, 'en', {
    ...seg(1, '', 'Good morning.'),
    source: { state: 'live', since: '2026-11-24T14:02:00Z' },
  });
  vi.advanceTimersByTime(2900);
  flushSync();
  expect(said(overlay)).toEqual([]);
  vi.advanceTimersByTime(200);
  flushSync();
  expect(said(overlay)).toEqual(['Good morning.']);
  const { style } = overlay.querySelector('main') ?? new Image();
  expect(style.getPropertyValue('--size')).toBe('60');
  expect(style.getPropertyValue('--text')).toBe('#ffff00');
  expect(style.getPropertyValue('--ground')).toBe('rgb(0 0 128 / 80%)');
  expect(style.fontFamily).toContain('Verdana');
});

test('after a silence the picture is free', async () => {
  const overlay = show('cvl_x', '?lang=en');
  const to = await line();
  vi.useFakeTimers();
  give(to, 'en', seg(1, '', 'Good morning.'));
  vi.advanceTimersByTime(11_000);
  flushSync();
  expect(said(overlay)).toEqual(['Good morning.']);
  vi.advanceTimersByTime(2000);
  flushSync();
  expect(said(overlay)).toEqual([]);
});

test('signed out it joins again; removed it says so', async () => {
  const overlay = show('cvl_x', '?lang=en');
  (await line()).onclose?.({ code: 4501, reason: '' });
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  lines[1]?.onclose?.({ code: 4503, reason: '' });
  await vi.waitFor(() =>
    expect(said(overlay)).toEqual(['This overlay has no access to the meeting any more.']),
  );
});
