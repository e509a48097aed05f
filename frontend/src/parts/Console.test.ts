import { cleanup, fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { desk } from '../../fixtures/captioners.ts';
import { monitored } from '../../fixtures/meeting.ts';
import type { Desk } from '../lib/protocol.gen.ts';
import { press, said, Table } from '../test.console.ts';

let table: Table;
let did: Table['did'];
let captioning: Table['captioning'];

beforeEach(() => said.mockClear());

/** A console at work in a meeting under way; what it does is in did. */
function sit(more: Partial<Desk> = {}): HTMLTextAreaElement {
  table = new Table(more);
  ({ did, captioning } = table);
  return table.field;
}

/** The field holds something else, whatever changed it. */
const hold = (field: HTMLTextAreaElement, value: string, more: InputEventInit = {}): Promise<boolean> => {
  field.value = value;
  return fireEvent(field, new InputEvent('input', { bubbles: true, ...more }));
};
const names = (): string[] =>
  within(screen.getByRole('region', { name: 'Speakers' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('bdi')?.textContent ?? '');

test('the field is compared, and the ops say what changed', async () => {
  const field = sit();
  await hold(field, 'Teh cat');
  await hold(field, 'The cat');
  await hold(field, 'The cat\n');
  expect(did).toEqual([{ op: 't', s: 'Teh cat' }, { op: 'e', c: 6 }, { op: 't', s: 'he cat' }, { op: 'nl' }]);
  expect(field).toHaveValue('');
});

test('while an input method composes nothing is sent', async () => {
  const field = sit();
  await fireEvent(field, new CompositionEvent('compositionstart'));
  for (const value of ['n', 'に', 'にほ']) await hold(field, value, { isComposing: true });
  expect(did).toEqual([]);
  await fireEvent(field, new CompositionEvent('compositionend'));
  expect(did).toEqual([{ op: 't', s: 'にほ' }]);
});

test('two thousand words with every character and backspaces set off no command', async () => {
  const field = sit();
  const runs = vi.spyOn(captioning, 'run');
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  const characters = [...ascii, '\b'];
  let value = '';
  for (let i = 0, words = 0; words < 2000; i++) {
    const character = i % 6 === 5 ? ' ' : (characters[(i * 7) % characters.length] ?? '');
    if (character === ' ') words++;
    const key = character === '\b' ? 'Backspace' : character;
    const shiftKey = /[A-Z~!@#$%^&*()_+{}|:"<>?]/.test(character);
    field.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    value = character === '\b' ? value.slice(0, -1) : value + character;
    if (i % 50 === 0) await hold(field, value);
    value = field.value.length < value.length - 60 ? field.value : value;
  }
  for (const key of ['Enter', 'Tab', 'Dead', 'Process', 'AltGraph', 'Shift'])
    await press(key, { altKey: false });
  expect(runs).not.toHaveBeenCalled();
  expect(did.every(({ op }) => op === 't' || op === 'e')).toBe(true);
  expect(field).toHaveFocus();
  await press('u');
  expect(runs).toHaveBeenCalledOnce(); // it would have been seen
});

test('who has the floor is named by one key, others by number, and the field keeps the focus', async () => {
  const field = sit();
  expect(names().slice(0, 3)).toEqual(['Marguerite Sow', 'Luis Ortega', 'Wanjiru Kamau']);
  await hold(field, 'half a word');
  await press('0');
  await press('2');
  await press('u');
  expect(did.slice(1)).toEqual([
    { op: 'spk', label: 'Marguerite Sow' },
    { op: 'spk', label: 'Luis Ortega' },
    { op: 'spk' },
  ]);
  expect(field).toHaveValue('');
  expect(field).toHaveFocus();
  expect(said).toHaveBeenLastCalledWith('Speaker: unknown');
});

test('a speaker is found by first letters in the same field, and what was typed is there again', async () => {
  const field = sit();
  await userEvent.click(screen.getByRole('radio', { name: 'Line by line' }));
  await hold(field, 'not sent yet');
  field.focus();
  await press('n');
  expect(field).toHaveAccessibleName('Speaker: first letters');
  expect(field).toHaveValue('');
  await hold(field, 'oue');
  expect(names()).toEqual(['Jean-Baptiste Ouédraogo-Delacroix']);
  await hold(field, 'oue\n');
  expect(did).toEqual([{ op: 'spk', label: 'Jean-Baptiste Ouédraogo-Delacroix' }]);
  expect(field).toHaveValue('not sent yet');
  await press('n');
  await hold(field, 'zzz\n');
  expect(did).toHaveLength(1);
  await fireEvent.keyDown(field, { key: 'Escape' });
  expect(field).toHaveValue('not sent yet');
  expect(field).toHaveFocus();
});

test('a line is put right where one types, at the revision that was seen', async () => {
  const field = sit();
  await press('ArrowUp');
  await press('ArrowUp');
  expect(field).toHaveAccessibleName('Correct this line');
  expect(field).toHaveValue('So the cost is known. It is the booking that has to change.');
  await hold(field, 'So the cost is known.\n');
  expect(did).toEqual([{ op: 'fix', seg: 9, base: 1, text: 'So the cost is known.' }]);
  expect(field).toHaveAccessibleName('Captions');
  await press('ArrowUp');
  await press('ArrowDown');
  expect(field).toHaveAccessibleName('Captions');
  await press('ArrowUp');
  await hold(field, '\n');
  expect(did[1]).toEqual({ op: 'fix', seg: 10, base: 1 });
});

test('a line that changed meanwhile is not overwritten, and both texts are shown', async () => {
  const field = sit();
  table.refusal = { op: 'refused', n: 1, code: 'stale', text: 'This line has changed meanwhile.' };
  const correct = screen.getByRole('button', { name: /^Correct Then let us write that down/ });
  await userEvent.click(correct);
  expect(field).toHaveFocus();
  await hold(field, 'Mine.\n');
  const seen = monitored('open');
  seen.segments = seen.segments.map((one) => (one.id === 10 ? { ...one, rev: 2, text: 'Theirs.' } : one));
  flushSync(() => captioning.monitor.take(seen));
  expect(screen.getByText('Your correction was not taken. This line has changed meanwhile.')).toBeVisible();
  expect(screen.getByText('Theirs.', { selector: 'q' })).toBeVisible();
  expect(screen.getByText('Mine.', { selector: 'q' })).toBeVisible();
  table.refusal = undefined;
  await userEvent.click(screen.getByRole('button', { name: 'Correct it again' }));
  expect(field).toHaveValue('Mine.');
  await hold(field, 'Mine.\n');
  expect(did[1]).toEqual({ op: 'fix', seg: 10, base: 2, text: 'Mine.' });
  expect(screen.queryByText(/not taken/)).toBeNull();
});

test('sounds and paragraphs go in by key and by button, and the field goes on', async () => {
  const field = sit();
  await press('i');
  await press('p');
  await userEvent.click(screen.getByRole('button', { name: /^\[applause\]/ }));
  expect(did).toEqual([{ op: 'note', text: 'inaudible' }, { op: 'p' }, { op: 'note', text: 'applause' }]);
  expect(field).toHaveFocus();
});

test('off the record says since when, and one press goes back', async () => {
  sit();
  await press('R', { shiftKey: true });
  expect(did).toEqual([{ op: 'record', on: false }]);
  flushSync(() => (captioning.console.desk = desk({ off_record: '2026-11-24T10:42:00Z' })));
  const time = new Date('2026-11-24T10:42:00Z').toTimeString().slice(0, 5);
  expect(screen.getByText(`Off the record since ${time}: shown, not kept`)).toBeVisible();
  expect(said).toHaveBeenCalledWith('Off the record: what you write is shown, and not kept.');
  await userEvent.click(screen.getByRole('button', { name: 'Back on the record' }));
  expect(did[1]).toEqual({ op: 'record', on: true });
});

test('who comes next sees what the other types, and takes over with one press', async () => {
  const field = sit({ holder: 'other', previews: [{ text: 'What a third one types', lost: false }] });
  expect(screen.getByText(/Another captioner is writing. You are next/)).toBeVisible();
  expect(screen.getByText('What a third one types')).toBeVisible();
  expect(screen.queryByText(/line is lost/)).toBeNull();
  flushSync(() => (captioning.console.desk = desk({ holder: 'other', holder_lost: true })));
  expect(screen.getByText('The other captioner’s line is lost.')).toBeVisible();
  await hold(field, 'sent as a preview');
  await userEvent.click(screen.getByRole('button', { name: 'Take over' }));
  flushSync(() => (captioning.console.desk = desk({ holder: 'you' })));
  expect(said).toHaveBeenCalledWith('You are writing. Readers see only your text.');
  expect(field).toHaveValue('');
  await press('T', { shiftKey: true });
  expect(did.slice(1)).toEqual([{ op: 'take' }, { op: 'yield' }]);
});

test('a key can be changed, is kept, and cannot be one that types', async () => {
  sit();
  const keys = screen.getByRole('region', { name: 'Keys' });
  await userEvent.click(within(keys).getByRole('button', { name: 'Change Unknown speaker' }));
  const waits = within(keys).getByRole('button', { name: 'Press the new keys' });
  expect(waits).toHaveFocus();
  await press('x', { altKey: false });
  expect(within(keys).getByText(/A command needs Ctrl, Alt or a function key/)).toBeVisible();
  await press('p');
  expect(within(keys).getByText('These keys are taken: New paragraph.')).toBeVisible();
  await press('F9', { altKey: false });
  expect(within(keys).getByRole('button', { name: 'Change Unknown speaker' })).toHaveFocus();
  expect(did).toEqual([]);
  await press('F9', { altKey: false });
  expect(did).toEqual([{ op: 'spk' }]);
  await press('u');
  expect(did).toHaveLength(1);
});

test('dictation is offered where the browser listens, and begins after it was said where the sound goes', async () => {
  sit();
  expect(screen.queryByRole('button', { name: /^Dictate/ })).toBeNull();
  cleanup();
  const start = vi.fn();
  vi.stubGlobal(
    'SpeechRecognition',
    class {
      start = start;
      abort = vi.fn();
    },
  );
  const field = sit();
  await userEvent.click(screen.getByRole('button', { name: /^Dictate/ }));
  expect(screen.getByText(/Chrome sends it to Google/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Not now' })).toHaveFocus();
  expect(start).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Begin to dictate' }));
  expect(start).toHaveBeenCalledOnce();
  expect(field).toHaveAttribute('readonly');
  await press('D', { shiftKey: true });
  expect(field).not.toHaveAttribute('readonly');
  expect(field).toHaveFocus();
});

test('what is spoken about is in sight, and the whole agenda a press away', async () => {
  sit();
  const pane = screen.getByRole('region', { name: 'Agenda' });
  expect(within(pane).getByText('Now:')).toHaveTextContent('Now: 3.1 Captions at every session');
  await userEvent.click(within(pane).getByText('All items'));
  const items = within(pane).getAllByRole('listitem');
  const current = items.filter((item) => item.getAttribute('aria-current') === 'step');
  expect(current.map((item) => item.textContent.replace(/\s+/g, ' ').trim())).toEqual([
    '3.1 Captions at every session (now)',
  ]);
  expect(items.length).toBeGreaterThan(5);
});

test('where nothing is planned there is no agenda', () => {
  sit({ agenda: [] });
  expect(screen.queryByRole('region', { name: 'Agenda' })).not.toBeInTheDocument();
});
