import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { about, queue, segments } from '../../fixtures/meeting.ts';
import type { Health, Segment } from '../lib/protocol.gen.ts';
import { Room } from '../lib/room.svelte.ts';
import Captions from './Captions.svelte';

let room: Room;
const panel = () => screen.getByRole('group', { name: 'Caption text' });
const lines = () => [...panel().querySelectorAll('[id^=line]')];
const give = (set: Record<string, Segment>) =>
  flushSync(() => room.patch({ feed: 'captions/en', cursor: '1', set }));
const more = (from: number, to: number) =>
  give(Object.fromEntries(Object.entries(segments(to)).filter(([, { id }]) => id > from)));

/** The panel as a browser has it: so tall a text in a panel of 300 pixels, scrolled to top. */
async function stand(tall: number, top: number): Promise<void> {
  const put = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');
  Object.defineProperties(panel(), {
    scrollHeight: { value: tall, configurable: true },
    clientHeight: { value: 300, configurable: true },
    scrollTop: {
      configurable: true,
      get: () => put?.get?.call(panel()) as number,
      set: (value: number) => put?.set?.call(panel(), Math.min(value, tall - 300)),
    },
  });
  panel().scrollTop = top;
  await fireEvent.scroll(panel());
}

beforeEach(() => {
  room = new Room([]);
  room.patch({ feed: 'meeting', cursor: '1', set: { meeting: about } });
});
afterEach(() => room.leave());

test('a speaker heads a block, a sound does not', () => {
  give(segments(7));
  render(Captions, { room });
  const heads = screen
    .getAllByRole('heading', { level: 3 })
    .map((head) => head.textContent.trim().split(/\s{2,}|\d/)[0]);
  expect(heads.map((head) => head?.trim())).toEqual([
    'Marguerite Sow',
    'Amina Diallo',
    'Marguerite Sow',
    'ليلى حداد',
  ]);
});

test('words that grow are for the eye only', () => {
  give({
    'seg/1': {
      id: 1,
      rev: 1,
      text: 'thank y',
      final: false,
      speaker: 'Ann',
      at: '2026-11-24T14:02:00Z',
      gap: false,
    },
  });
  render(Captions, { room });
  expect(screen.getByText('thank y').closest('[aria-hidden=true]')).not.toBeNull();
});

test('pausing counts what is unread, and jumping to the latest follows again', async () => {
  give(segments(10));
  render(Captions, { room });
  const pause = screen.getByRole('button', { name: 'Pause scrolling' });
  await userEvent.click(pause);
  expect(pause).toHaveAttribute('aria-pressed', 'true');
  more(10, 13);
  expect(lines()).toHaveLength(13);
  await userEvent.click(screen.getByRole('button', { name: 'Jump to latest (3 unread)' }));
  expect(pause).toHaveAttribute('aria-pressed', 'false');
});

test('scrolling up pauses, and scrolling back to the end goes on', async () => {
  give(segments(10));
  render(Captions, { room });
  const pause = screen.getByRole('button', { name: 'Pause scrolling' });
  await stand(900, 600);
  panel().scrollTop = 200;
  await fireEvent.scroll(panel());
  expect(pause).toHaveAttribute('aria-pressed', 'true');
  panel().scrollTop = 600;
  await fireEvent.scroll(panel());
  expect(pause).toHaveAttribute('aria-pressed', 'false');
});

test('text that shrinks and grows again is not the reader scrolling', async () => {
  give(segments(10));
  render(Captions, { room });
  await stand(900, 600);
  await stand(880, 580);
  await stand(960, 580);
  expect(screen.getByRole('button', { name: 'Pause scrolling' })).toHaveAttribute('aria-pressed', 'false');
  expect(panel().scrollTop).toBe(660);
});

test('the page holds three hundred lines, and loads earlier ones', async () => {
  give(segments(900));
  render(Captions, { room });
  expect(lines()).toHaveLength(300);
  expect(lines()[0]?.id).toBe('line-601');
  await userEvent.click(screen.getByRole('button', { name: 'Load earlier lines' }));
  expect(lines()).toHaveLength(300);
  expect(lines()[0]?.id).toBe('line-501');
  await userEvent.click(screen.getByRole('button', { name: 'Load later lines' }));
  expect(lines()[0]?.id).toBe('line-601');
});

test('the size is kept for the next time, from 50 to 400 %', async () => {
  render(Captions, { room });
  const larger = screen.getByRole('button', { name: 'Larger text' });
  for (let i = 0; i < 12; i++) await userEvent.click(larger);
  expect(larger).toHaveAttribute('aria-disabled', 'true');
  expect(panel()).toHaveStyle({ fontSize: '400%' });
  expect(JSON.parse(localStorage.getItem('convener.look') ?? '')).toMatchObject({ size: 400 });
});

test('captions are sent to a screen reader only on request', async () => {
  render(Captions, { room });
  expect(room.voice.sends).toBe('off');
  await userEvent.selectOptions(
    screen.getByLabelText(/Send captions to my screen reader/),
    'Every 20 seconds',
  );
  expect(room.voice.sends).toBe('20');
});

test('turned off, they are off for this person, and can be turned on again', async () => {
  render(Captions, { room });
  await userEvent.click(screen.getByText('Caption settings'));
  await userEvent.click(screen.getByRole('button', { name: 'Turn captions off' }));
  expect(screen.getByText('Captions are off for you. Nobody else is affected.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Turn captions on' }));
  expect(panel()).toBeVisible();
});

test('those who run the meeting read how captions do, and nobody hears of it', () => {
  const regions = [document.body.appendChild(document.createElement('div'))];
  room = new Room(regions);
  room.patch({ feed: 'meeting', cursor: '1', set: { meeting: about } });
  render(Captions, { room });
  expect(screen.queryByText(/reaches readers/)).not.toBeInTheDocument();
  const tell = (health: Health | null) =>
    flushSync(() => room.patch({ feed: 'presence', cursor: '1', set: { 'health/en': health } }));
  tell({ frame: { p50: 0, p95: 110 }, paint: { p50: 60, p95: 290 }, delay: 3000, alarms: ['capitals'] });
  screen.getByText(
    'Text reaches readers in 1 ms, seldom over 110 ms. It is on their screens in 60 ms, seldom over 290 ms. It comes 3 seconds after it is said.',
  );
  tell({ frame: null, paint: null, delay: 12_400, alarms: ['erase_storm', 'wrong_language'] });
  screen.getByText('Captions are 12 seconds behind: let people pause until they are read.');
  screen.getByText(/is taken back at once/);
  screen.getByText(/another language than the channel’s/);
  tell(null);
  expect(screen.queryByText(/readers|behind|language than/)).not.toBeInTheDocument();
  expect(regions[0]?.textContent).toBe('');
});

test('where chevrons name nobody, it is said with whom the floor was', () => {
  const say = (id: number, at: string, words: string) =>
    give({
      [`seg/${id}`]: { id, rev: 1, text: words, final: true, speaker: '', at, gap: false },
    });
  room.clock.sample('2026-11-24T14:42:00Z', 0);
  room.patch({ feed: 'meeting', cursor: '1', set: { queue: queue() } });
  render(Captions, { room });
  say(1, '2026-11-24T14:40:00Z', '>> Can you hear us?');
  say(2, '2026-11-24T14:41:00Z', '>> Yes, we can.');
  say(3, '2026-11-24T14:41:30Z', 'Go on.');
  const heads = () =>
    screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent.replace(/\s+/g, ' ').trim());
  const known = 'Unknown speaker the floor was with Marguerite Sow, Accessibility and Disability';
  expect(heads()).toEqual([expect.stringMatching(/^Unknown speaker \d/), expect.stringContaining(known)]);
  expect(lines().map((line) => line.textContent.trim())).toContain('>> Yes, we can.');
});
