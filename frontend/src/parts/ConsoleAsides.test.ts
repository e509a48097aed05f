import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { desk } from '../../fixtures/captioners.ts';
import { press, said, Table } from '../test.console.ts';

beforeEach(() => said.mockClear());

/** The pane of what is said beside the captions. */
const messages = (): HTMLElement => screen.getByRole('region', { name: /^Messages/ });
const came = { at: '2026-11-24T14:41:00Z', name: 'Amina Diallo', body: '', mine: false, seen: false };

test('what somebody tells the captioner is told and marked as new, and takes neither focus nor field', async () => {
  const { field, captioning } = new Table();
  await userEvent.type(field, 'half a word');
  const asides = [{ ...came, id: 70, text: 'It is spelt Solberg.' }];
  flushSync(() => (captioning.console.desk = desk({ asides })));
  expect(within(messages()).getByText('1 new message')).toBeVisible();
  expect(within(messages()).getByText('Amina Diallo')).toBeVisible();
  expect(within(messages()).getByText('It is spelt Solberg.', { selector: 'p' })).toBeVisible();
  expect(said).toHaveBeenLastCalledWith('Amina Diallo writes to you: It is spelt Solberg.');
  expect(field).toHaveFocus();
  expect(field).toHaveValue('half a word');
  flushSync(() => (captioning.console.desk = desk({ asides, readers: 30 })));
  expect(said).toHaveBeenCalledOnce();
});

test('one key says that the oldest new message was seen, and a button says it of any', async () => {
  const asides = [70, 71, 72].map((id) => ({ ...came, id, text: `Message ${id}.` }));
  const { field, did } = new Table({ asides });
  await press('s');
  expect(did).toEqual([{ op: 'seen', aside: 70 }]);
  expect(within(messages()).getByText('2 new messages')).toBeVisible(); // before the server says so
  await userEvent.click(within(messages()).getByRole('button', { name: 'Seen Message 72.' }));
  await press('s');
  await press('s');
  expect(did.map(({ aside }) => aside)).toEqual([70, 72, 71]);
  expect(within(messages()).queryByText(/new message/)).toBeNull();
  expect(field).toHaveFocus();
});

test('a captioner writes to those who run the meeting, and none of it is in the captions', async () => {
  const { field, did, captioning } = new Table();
  await userEvent.type(field, 'half a word');
  await press('m');
  const message = screen.getByRole('textbox', { name: /^To those who run the meeting/ });
  expect(message).toHaveFocus();
  await userEvent.keyboard('Please speak slower.{Enter}');
  expect(did.filter(({ op }) => op !== 't')).toEqual([{ op: 'tell', text: 'Please speak slower.' }]);
  expect(said).toHaveBeenLastCalledWith('Sent to those who run the meeting.');
  expect(message).toHaveValue('');
  expect(field).toHaveFocus();
  expect(field).toHaveValue('half a word');
  const mine = { ...came, id: 73, mine: true, name: '', text: 'Please speak slower.' };
  flushSync(() => (captioning.console.desk = desk({ asides: [mine] })));
  expect(within(messages()).getByText(/not seen yet/)).toBeVisible();
  flushSync(() => (captioning.console.desk = desk({ asides: [{ ...mine, seen: true }] })));
  expect(said).toHaveBeenLastCalledWith('Seen by those who run the meeting.');
  said.mockClear();
  const quick = { ...mine, id: 74, seen: true }; // they were faster than the next word of the server
  flushSync(() => (captioning.console.desk = desk({ asides: [{ ...mine, seen: true }, quick] })));
  expect(said).toHaveBeenCalledExactlyOnceWith('Seen by those who run the meeting.');
});

test('what is refused stays in its field, with the reason', async () => {
  const table = new Table();
  table.refusal = { op: 'refused', n: 1, code: 'closed', text: 'Wait until it was seen.' };
  await press('m');
  await userEvent.keyboard('Once more.{Enter}');
  const message = screen.getByRole('textbox', { name: /^To those who run the meeting/ });
  expect(message).toHaveValue('Once more.');
  expect(within(messages()).getByText('Wait until it was seen.')).toBeVisible();
  await userEvent.click(message);
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('textbox', { name: 'Captions' })).toHaveFocus();
  expect(table.did).toHaveLength(1);
});

test('the words of the meeting are there, and come as a file by the secret', async () => {
  const asked: [string, RequestInit][] = [];
  let ok = true;
  vi.stubGlobal('fetch', (url: string, how: RequestInit) => {
    asked.push([url, how]);
    return Promise.resolve(new Response('EMRIP\n', { status: ok ? 200 : 404 }));
  });
  const saved: string[] = [];
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:words', revokeObjectURL: () => undefined }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(`${this.download} ${this.href}`);
  });
  new Table({ glossary: [{ term: 'EMRIP', about: 'spoken em-rip' }], names: false });
  const pane = screen.getByRole('region', { name: 'Words of this meeting' });
  expect(within(pane).getByText('EMRIP')).toBeVisible();
  expect(within(pane).getByText('spoken em-rip')).toBeVisible();
  expect(within(pane).getByText(/the file names nobody/)).toBeVisible();
  const save = within(pane).getByRole('button', { name: 'Save all as a file for your program' });
  await userEvent.click(save);
  expect(asked).toEqual([['/captions/words.txt', { headers: { Authorization: 'Bearer cvs_x' } }]]);
  expect(saved).toEqual(['words.txt blob:words']);
  expect(said).toHaveBeenLastCalledWith('The words are saved as a file.');
  ok = false;
  await userEvent.click(save);
  expect(within(pane).getByText('The words could not be had. Try again.')).toBeVisible();
  expect(saved).toHaveLength(1);
});
