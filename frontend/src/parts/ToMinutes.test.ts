import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync, tick } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { segments } from '../../fixtures/meeting.ts';
import { states } from '../../fixtures/states.ts';
import { Room } from '../lib/room.svelte.ts';
import Captions from './Captions.svelte';
import Minutes from './Minutes.svelte';
import './ToMinutes.svelte'; // so that it comes at once

let room: Room;
afterEach(() => {
  room.leave();
  getSelection()?.removeAllRanges();
});

/** The captions as somebody has them, with what is asked for. */
async function show(state = 'captions-to-minutes-secretary', answer = '') {
  room = states[state]?.([]) ?? new Room([]);
  const ask = vi.fn(() => Promise.resolve(answer));
  Object.assign(room, { ask });
  render(Captions, { room });
  await screen.findAllByRole('group', { name: 'Into the minutes:' });
  return ask;
}
const panel = () => screen.getByRole('group', { name: 'Caption text' });
const line = (id: number): HTMLElement => {
  const found = panel().querySelector<HTMLElement>(`[data-line="${id}"]`);
  if (!found) throw new Error(`line ${id} is not drawn`);
  return found;
};
/** What a line says, as the text that one selects in. */
const words = (id: number): Node => {
  const said = [...line(id).childNodes].find(({ textContent }) => textContent);
  if (said?.nodeType !== Node.TEXT_NODE) throw new Error(`line ${id} says nothing`);
  return said;
};
const button = (name: string) => screen.getByRole('button', { name });
const said = () => room.voice.heard.map(({ text }) => text);

function select(from: [Node, number], to: [Node, number]): void {
  getSelection()?.setBaseAndExtent(...from, ...to);
  flushSync(() => document.dispatchEvent(new Event('selectionchange')));
}
const whole = (id: number) => select([line(id), 0], [line(id), line(id).childNodes.length]);
const press = async (key: string) => {
  await fireEvent.keyDown(panel(), { key }); // user-event would select anew
  await tick();
};

test('what is selected of two lines of a speaker is sent as her quote, and that is said once', async () => {
  const ask = await show();
  select([words(1), 'Thank you, Chair. '.length], [words(2), 'Two of the sessions'.length]);
  await press('q');
  const text = 'I want to go back to what happened at the last meeting. Two of the sessions';
  expect(ask).toHaveBeenCalledExactlyOnceWith({
    do: 'add_note',
    in: { text, kind: 'quote', label: 'Marguerite Sow', quote: { lang: 'en', from: 1, to: 2 } },
  });
  const sentence = `Written down as a quote: ${text.slice(0, 60)}…`;
  expect(screen.getByText(sentence)).toBeVisible();
  expect(said()).toEqual([sentence]);
});

test('of two speakers a quote names neither, and headings and gaps are not in it', async () => {
  const ask = await show();
  select([words(13), 0], [words(15), 'People who rely on captions left'.length]);
  await userEvent.click(button('Quote'));
  expect(ask).toHaveBeenCalledExactlyOnceWith({
    do: 'add_note',
    in: {
      text:
        'Can you say which sessions, for the minutes? ' +
        'The session on community networks and the one on open archives. People who rely on captions left',
      kind: 'quote',
      quote: { lang: 'en', from: 13, to: 15 },
    },
  });
});

test.each([
  ['d', 'Decision', 'record_decision'],
  ['a', 'Action', 'record_action'],
])('%s and the button %s do the same', async (key, name, wish) => {
  const ask = await show();
  select([line(9), 0], [line(10), 0]);
  await press(key);
  const command = {
    do: wish,
    in: {
      text: 'So the cost is known. It is the booking that has to change.',
      quote: { lang: 'en', from: 9, to: 9 },
    },
  };
  expect(ask).toHaveBeenLastCalledWith(command);
  await userEvent.click(button(name));
  expect(ask).toHaveBeenCalledTimes(2);
  expect(ask).toHaveBeenLastCalledWith(command);
});

test('without a selection it is the latest line, or the one that the reader has come to', async () => {
  const ask = await show();
  const from = () => (ask.mock.lastCall as unknown as [{ in: { quote: object } }])[0].in.quote;
  expect(screen.getByText('the latest line, or what you select')).toBeVisible();
  const gap = { ...segments(1)['seg/1'], id: 25, text: '', gap: true };
  flushSync(() => room.patch({ feed: 'captions/en', cursor: '2', set: { 'seg/25': gap } }));
  await press('d');
  expect(from()).toEqual({ lang: 'en', from: 24, to: 24 });
  await userEvent.type(screen.getByLabelText('Words to find'), 'booked for main{Enter}');
  expect(screen.getByText(/Written down as a decision/)).toBeVisible();
  await press('d');
  expect(from()).toEqual({ lang: 'en', from: 8, to: 8 });
});

test('what the page says of a line is not in its words', async () => {
  const ask = await show('captions-to-minutes-secretary');
  const fixed = { ...segments(3)['seg/3'], fixed: '2026-11-24T14:41:10Z' };
  flushSync(() => room.patch({ feed: 'captions/en', cursor: '2', set: { 'seg/3': fixed } }));
  expect(line(3)).toHaveTextContent(/corrected/);
  whole(3);
  await press('d');
  expect(ask).toHaveBeenCalledExactlyOnceWith({
    do: 'record_decision',
    in: { text: 'Can you say which sessions, for the minutes?', quote: { lang: 'en', from: 3, to: 3 } },
  });
});

test('nothing is sent of what is off the record, of what still grows, or twice', async () => {
  const ask = await show();
  const live = { ...segments(1)['seg/1'], at: '2026-11-24T14:42:00Z' };
  flushSync(() => room.patch({ feed: 'live/en', cursor: '1', reset: true, set: { 'seg/1': live } }));
  await press('q');
  expect(said()).toEqual(['Nothing was sent: part of this was said off the record.']);
  const growing = panel().querySelector('.growing') as Node;
  select([growing, 0], [growing, growing.childNodes.length]);
  await press('q');
  expect(said()[0]).toMatch(/^Nothing was sent: there are no finished captions/);
  expect(ask).not.toHaveBeenCalled();
  whole(5);
  const text = 'People who rely on captions left, and nobody in the room noticed.';
  const note = { id: 25, item: 13, kind: 'quote', text, rev: 1, quote: { lang: 'en', from: 5, to: 5 } };
  flushSync(() => room.patch({ feed: 'meeting', cursor: '2', set: { 'note/25': note } }));
  await press('q');
  expect(said()[0]).toBe('This is in the minutes already.');
  await press('d');
  expect(ask).toHaveBeenCalledTimes(1);
});

test('a refusal is shown, and what was selected stays so', async () => {
  await show('captions-to-minutes-secretary', 'Someone else was faster.');
  whole(5);
  await userEvent.click(button('Quote'));
  expect(screen.getByText('Someone else was faster.')).toHaveClass('refusal');
  expect(button('Quote')).toHaveAccessibleDescription('Someone else was faster.');
  expect(getSelection()?.toString()).toMatch(/^People who rely/);
});

test('a press on a button takes what was selected when it began', async () => {
  const ask = await show();
  whole(5);
  expect(await fireEvent.mouseDown(button('Decision'))).toBe(false); // the selection stays
  getSelection()?.removeAllRanges(); // and where it does not
  await fireEvent.click(button('Decision'));
  expect(ask).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      in: expect.objectContaining({ quote: { lang: 'en', from: 5, to: 5 } }) as object,
    }),
  );
});

test('selecting stops the text from moving on', async () => {
  await show();
  whole(5);
  expect(button('Pause scrolling')).toHaveAttribute('aria-pressed', 'true');
  expect(screen.getByText('what you selected')).toBeVisible();
});

test('the letters do nothing outside the panel, nor on a button in it', async () => {
  const ask = await show();
  await userEvent.type(screen.getByLabelText('Words to find'), 'qda');
  button('Mark my place').focus();
  await userEvent.keyboard('qda');
  flushSync(() => room.patch({ feed: 'captions/en', cursor: '2', reset: true, set: segments(310) }));
  button('Load earlier lines').focus();
  await userEvent.keyboard('qda');
  expect(ask).not.toHaveBeenCalled();
});

test('of two languages each is quoted from its own text, by those who write notes as quotes only', async () => {
  const ask = await show('captions-to-minutes-manager');
  const [, arabic] = screen.getAllByRole('group', { name: 'Into the minutes:' });
  expect(screen.queryByRole('button', { name: 'Decision' })).toBeNull();
  await userEvent.click(within(arabic as HTMLElement).getByRole('button', { name: 'Quote' }));
  expect(ask).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      in: expect.objectContaining({ quote: { lang: 'ar', from: 24, to: 24 } }) as object,
    }),
  );
});

test('nobody else has them, nor are they there once the minutes are approved', async () => {
  await show();
  flushSync(() =>
    room.patch({ feed: 'meeting', cursor: '2', set: { minutes: { approved: '2026-12-01T10:00:00Z' } } }),
  );
  expect(screen.queryByRole('group', { name: 'Into the minutes:' })).toBeNull();
  room.leave();
  room = states.open?.([]) ?? new Room([]);
  render(Captions, { room });
  await new Promise((settled) => setTimeout(settled));
  expect(screen.queryByRole('group', { name: 'Into the minutes:' })).toBeNull();
});

/** A quote in the minutes beside the captions. */
function quoted(quote: object): HTMLElement {
  room = states['minutes-quote']?.([]) ?? new Room([]);
  const note = { ...room.meeting.notes.find(({ id }) => id === 25), quote };
  room.patch({ feed: 'meeting', cursor: '3', set: { 'note/25': note } });
  render(Minutes, { room });
  render(Captions, { room });
  return screen.getByRole('link', { name: 'Show the captions of this' });
}

test('a quote leads to its captions though they are not drawn yet, and the keyboard goes on from there', async () => {
  const link = quoted({ lang: 'en', from: 5, to: 6 });
  room.showCaptions = false;
  flushSync();
  await userEvent.click(link);
  await vi.waitFor(() => expect(line(5)).toHaveFocus());
  expect(button('Pause scrolling')).toHaveAttribute('aria-pressed', 'true');
});

test('a quote leads to captions in another language, once they are there', async () => {
  await userEvent.click(quoted({ lang: 'fr', from: 3, to: 3 }));
  expect(room.channel).toBe('fr');
  expect(room.voice.heard).toEqual([]);
  const patch = { feed: 'captions/fr', cursor: '1', reset: true, set: segments(4) };
  flushSync(() => room.patch(patch));
  await vi.waitFor(() => expect(line(3)).toHaveFocus());
});

test('a quote whose captions are not kept says so, where it is pressed', async () => {
  const link = quoted({ lang: 'en', from: 5000, to: 5001 });
  await userEvent.click(link);
  const gone = 'The captions of this are not kept any more.';
  expect(link.parentElement).toHaveTextContent(gone);
  expect(said()).toEqual([gone]);
});
