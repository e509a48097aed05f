import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { about, segments } from '../../fixtures/meeting.ts';
import { states } from '../../fixtures/states.ts';
import type { Room } from '../lib/room.svelte.ts';
import { Room as NewRoom } from '../lib/room.svelte.ts';
import Captions from './Captions.svelte';

let room: Room;
afterEach(() => {
  room.leave();
  history.replaceState(null, '', '/');
});

function show(state: string): Room {
  room = states[state]?.([]) ?? new NewRoom([]);
  render(Captions, { room });
  return room;
}
const panel = (name: string | RegExp = 'Caption text') => screen.getByRole('group', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name, hidden: true });
const field = (label: string) => screen.getByLabelText(label);
const more = (from: number, to: number) => {
  const lines = Object.entries(segments(to)).filter(([, { id }]) => id > from);
  flushSync(() => room.patch({ feed: 'captions/en', cursor: '2', set: Object.fromEntries(lines) }));
};

test('a look is chosen under the captions, shows at once, and is there the next time', async () => {
  show('open');
  await userEvent.selectOptions(field('Colours'), 'Yellow on black');
  await userEvent.selectOptions(field('Font'), 'Monospace, as typed');
  await userEvent.selectOptions(field('Lines shown'), '3');
  const { style } = panel();
  expect(style.color).toBe('rgb(255, 255, 0)');
  expect(style.fontFamily).toContain('monospace');
  expect(panel()).toHaveClass('few');
  expect(screen.getByText('This is how captions look for you.').parentElement?.style.color).toBe(style.color);
  room.leave();
  expect(new NewRoom([]).reading.look).toMatchObject({ ink: '#ffff00', font: 'mono', lines: 3 });
  await userEvent.click(button('Back to the usual look'));
  expect(panel().style.color).toBe('');
});

test('colours that are hard to tell apart are said to be so, and taken', async () => {
  show('open');
  await userEvent.selectOptions(field('Colours'), 'My own');
  await fireEvent.input(field('Text colour'), { target: { value: '#999999' } });
  await fireEvent.input(field('Background colour'), { target: { value: '#ffffff' } });
  expect(
    screen.getByText(/^These colours are hard to tell apart: their contrast is 2.8,/),
  ).toBeInTheDocument();
  expect(panel().style.color).toBe('rgb(153, 153, 153)');
  await fireEvent.input(field('Text colour'), { target: { value: '#333333' } });
  expect(screen.queryByText(/^These colours are hard/)).toBeNull();
});

test('an address asks for a look, for a channel, and for no controls', () => {
  history.replaceState(
    null,
    '',
    '/?language=fr&fs=42&fgc=ff0&bgc=000&controls=false&title=false&footer=x&indicator',
  );
  show('open');
  expect(room.channel).toBe('fr');
  expect(panel()).toHaveStyle({ fontSize: '200%' });
  expect(panel().style.color).toBe('rgb(255, 255, 0)');
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByText('Français')).toBeNull();
});

test('words are found in all lines, counted while text comes, and shown one by one', async () => {
  show('open');
  await userEvent.type(field('Words to find'), 'MINUTES?');
  expect(screen.getByText('3 matches')).toBeInTheDocument();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('1 of 3 matches')).toBeInTheDocument();
  expect(panel().querySelector('.at mark')).toHaveTextContent('minutes?');
  expect(panel().querySelector('.at')?.id).toBe('line-3');
  expect(button('Pause scrolling')).toHaveAttribute('aria-pressed', 'true');
  more(24, 34);
  expect(screen.getByText('1 of 4 matches')).toBeInTheDocument();
  expect(panel().querySelector('.at')?.id).toBe('line-3');
  await userEvent.click(button('Previous match'));
  expect(panel().querySelector('.at')?.id).toBe('line-33');
  expect(room.voice.heard[0]?.text).toBe('4 of 4: Can you say which sessions, for the minutes?');
});

test.each(['To the next speaker', 'Go there, Time', 'Go there, Agenda item'])(
  '%s leaves the end and stays where it leads',
  async (name) => {
    show('open');
    await fireEvent.input(field('Time'), { target: { value: '14:41' } });
    await userEvent.click(button(name));
    expect(button('Pause scrolling')).toHaveAttribute('aria-pressed', 'true');
  },
);

test('a place is marked with a key, stays while text comes, and is found again after a reload', async () => {
  show('open');
  panel().focus();
  await userEvent.keyboard('m');
  const mark = screen.getByText('You have read up to here');
  expect(mark.closest('p')?.previousElementSibling?.id).toBe('line-24');
  more(24, 34);
  expect(mark.closest('p')?.nextElementSibling).not.toBeNull();
  expect(button('Pause scrolling')).toHaveAttribute('aria-pressed', 'false');
  await userEvent.keyboard('b');
  expect(button('Pause scrolling')).toHaveAttribute('aria-pressed', 'true');
  const again = new NewRoom([]);
  expect(again.reading.mark(about.id, 'en')).toBe(24);
  again.leave();
});

test('every block names its speaker, or says that nobody knows', () => {
  show('captions-marked');
  const heads = screen.getAllByRole('heading', { level: 3 });
  expect(heads.map((head) => head.querySelector('bdi')?.textContent)).toEqual([
    'MARGUERITE SOW',
    'Unknown speaker',
    'AMINA DIALLO',
  ]);
});

test('what was corrected, and what is not kept, says so; capitals read as sentences', () => {
  show('captions-marked');
  const lines = [...panel().querySelectorAll('[data-line]')].map((line) => line.textContent);
  expect(lines[0]).toBe('Thank you, chair. I will be brief.');
  expect(lines[1]).toBe('[Applause]');
  expect(lines[2]).toMatch(/^The draft has two open parts, not three. \(corrected \d\d:41\)$/);
  expect(lines[4]).toBe('This stays in the room. (not kept)');
  expect(screen.getByText(/^Off the record since \d\d:39: captions are shown and not kept.$/)).toBeVisible();
});

test('captions that stop are said once, as is that they come again', () => {
  show('captions-lost');
  const stopped = screen.getByText(/^Captions stopped since \d\d:40.$/);
  expect(stopped).toBeVisible();
  const said = () => room.voice.heard.map(({ text }) => text);
  expect(said()).toEqual([stopped.textContent]);
  more(24, 25);
  expect(said()).toHaveLength(1);
  const live = { state: 'live', since: '2026-11-24T14:42:00Z' };
  flushSync(() => room.patch({ feed: 'captions/en', cursor: '3', set: { source: live } }));
  expect(screen.queryByText(/^Captions stopped/)).toBeNull();
  expect(said()[0]).toBe('Captions are coming again.');
});

test('two channels stand side by side, each in its language and with where it comes from', () => {
  show('captions-two');
  const arabic = panel('Caption text: العربية');
  expect(arabic.querySelector('[data-line]')).toHaveAttribute('lang', 'ar');
  expect(arabic.firstElementChild).toHaveAttribute('dir', 'rtl');
  expect(panel('Caption text').querySelector('[data-line]')).toHaveAttribute('lang', 'en');
  expect(panel('Caption text').firstElementChild).toHaveAttribute('dir', 'ltr');
  expect(screen.getByText('Automatic and human')).toBeVisible();
  expect(screen.getByText('Machine translation from English')).toBeVisible();
  expect(document.querySelectorAll('#line-3')).toHaveLength(1);
});

test('who changes the language stays at what was being said', async () => {
  show('captions-two');
  await userEvent.click(
    within(panel('Caption text').parentElement ?? panel()).getByRole('button', { name: 'Pause scrolling' }),
  );
  const to = vi.spyOn(Element.prototype, 'querySelector');
  await userEvent.selectOptions(field('Language'), 'العربية');
  expect(room.beside).toBe('');
  expect(panel('Caption text').querySelector('[data-line]')).toHaveAttribute('lang', 'ar');
  await vi.waitFor(() => expect(to).toHaveBeenCalledWith('[data-line="1"]'));
  expect(button('Pause scrolling')).toHaveAttribute('aria-pressed', 'true');
  to.mockRestore();
});
