import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer, type Level } from './announcer.ts';

let announcer: Announcer;
let said: string[];
const say = (text: string, level: Level = 'status', key = ''): void =>
  announcer.announce({ text, level, key });
const regions = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[aria-live]')];
const heard = (): string =>
  regions()
    .map((region) => region.textContent)
    .join('');

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<div id="a" aria-live="polite"></div><div id="b" aria-live="polite"></div>';
  announcer = new Announcer(regions());
  said = [];
});
afterEach(() => {
  announcer.close();
  Reflect.deleteProperty(document, 'ariaNotify');
});

/** Everything that is said while time passes, looked at ten times a second. */
function listen(milliseconds: number): string[] {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    vi.advanceTimersByTime(100);
    const now = heard();
    if (now !== '' && now !== said[said.length - 1]) said.push(now);
  }
  return said;
}

test('messages are a second apart, in order', () => {
  say('One.');
  say('Two.');
  expect(listen(900)).toEqual(['One.']);
  expect(listen(300)).toEqual(['One.', 'Two.']);
});

test('the two regions take turns, and are never both full', () => {
  say('One.');
  vi.advanceTimersByTime(100);
  expect(regions().map((region) => region.textContent)).toEqual(['One.', '']);
  say('Two.');
  vi.advanceTimersByTime(1000);
  expect(regions().map((region) => region.textContent)).toEqual(['', 'Two.']);
});

test('what was said leaves the page after eight seconds', () => {
  say('One.');
  vi.advanceTimersByTime(7900);
  expect(heard()).toBe('One.');
  vi.advanceTimersByTime(200);
  expect(heard()).toBe('');
});

test('a newer message replaces an unsaid one of its key', () => {
  say('First.');
  vi.advanceTimersByTime(100);
  for (const place of ['3rd', '2nd', '1st']) say(`You are ${place}.`, 'status', 'pos');
  expect(listen(5000)).toEqual(['First.', 'You are 1st.']);
});

test('urgent goes before status, and status before captions', () => {
  say('Now.');
  vi.advanceTimersByTime(100);
  say('A line.', 'caption');
  say('Item 3.');
  say('It is your turn.', 'urgent', 'turn');
  expect(listen(8000)).toEqual(['Now.', 'It is your turn.', 'Item 3.', 'A line.']);
});

test('captions that wait are joined, three seconds apart', () => {
  say('One.', 'caption');
  vi.advanceTimersByTime(100);
  say('Two.', 'caption');
  say('Three.', 'caption');
  expect(listen(2500)).toEqual(['One.']);
  expect(listen(1000)).toEqual(['One.', 'Two. Three.']);
});

test('nothing is said twice in thirty seconds', () => {
  say('The queue is open.');
  say('The queue is closed.');
  say('The queue is open.');
  expect(listen(5000)).toEqual(['The queue is open.', 'The queue is closed.']);
  vi.advanceTimersByTime(30_000);
  say('The queue is open.');
  expect(listen(1000)).toHaveLength(3);
});

test('where the browser can announce, the regions stay empty', () => {
  const ariaNotify = vi.fn();
  Object.assign(document, { ariaNotify });
  say('It is your turn.', 'urgent');
  say('Item 3.');
  vi.advanceTimersByTime(5000);
  expect(ariaNotify.mock.calls).toEqual([
    ['It is your turn.', { priority: 'high' }],
    ['Item 3.', { priority: 'normal' }],
  ]);
  expect(heard()).toBe('');
});

test('an open modal dialog takes the regions in, and a message waits until they are heard there', async () => {
  const dialog = document.body.appendChild(document.createElement('dialog'));
  const matches = vi.spyOn(dialog, 'matches').mockReturnValue(true);
  dialog.setAttribute('open', '');
  await Promise.resolve();
  expect(regions().every((region) => region.parentElement === dialog)).toBe(true);
  say('It is your turn.', 'urgent');
  vi.advanceTimersByTime(900);
  expect(heard()).toBe('');
  vi.advanceTimersByTime(200);
  expect(heard()).toBe('It is your turn.');
  dialog.removeAttribute('open');
  await Promise.resolve();
  expect(regions().every((region) => region.parentElement === document.body)).toBe(true);
  expect(heard()).toBe('');
  matches.mockRestore();
});
