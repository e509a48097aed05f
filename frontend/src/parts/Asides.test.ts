import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { asides } from '../../fixtures/asides.ts';
import { states } from '../../fixtures/states.ts';
import type { Aside } from '../lib/protocol.gen.ts';
import { Room } from '../lib/room.svelte.ts';
import { aside as sentences } from '../lib/text/en.aside.ts';
import AsideList from './AsideList.svelte';
import Asides from './Asides.svelte';

const files = import.meta.glob<string>('/src/**/*.svelte', { query: '?raw', import: 'default', eager: true });
let room: Room;
afterEach(() => room.leave());

/** What somebody has of it, and what is asked for. */
function show(state: string, answer = '') {
  room = states[state]?.([]) ?? new Room([]);
  const ask = vi.fn(() => Promise.resolve(answer));
  Object.assign(room, { ask });
  render(AsideList, { room });
  render(Asides, { room, lang: 'en' });
  return ask;
}
const said = () => room.voice.heard.map(({ text }) => text);
const field = () => screen.getByRole('textbox', { name: 'To the captioner' });
const change = (all: Aside[]) =>
  flushSync(() => room.patch({ feed: 'meeting', cursor: '3', set: { asides: all } }));

test('a reader tells the captioner of the channel, and it stays until the meeting has it', async () => {
  const ask = show('asides');
  await userEvent.click(screen.getByText('Tell the captioner'));
  await userEvent.type(field(), 'It is spelt Solberg.{Enter}');
  expect(ask).toHaveBeenCalledExactlyOnceWith({
    do: 'tell_captioner',
    in: { text: 'It is spelt Solberg.', lang: 'en' },
  });
  expect(field()).toHaveValue('');
  expect(said()).toEqual(['Sent to the captioner.']);
});

test('what is refused stays, with the reason', async () => {
  show('asides', 'You are asked not to write for now.');
  await userEvent.click(screen.getByText('Tell the captioner'));
  await userEvent.type(field(), 'Once more.{Enter}');
  expect(field()).toHaveValue('Once more.');
  expect(screen.getByText('You are asked not to write for now.')).toBeVisible();
});

test('who wrote sees what became of it, and is told when it was seen', async () => {
  show('asides');
  await userEvent.click(screen.getByText('Tell the captioner'));
  const [first, second] = screen.getAllByRole('listitem');
  expect(first).toHaveTextContent(/You.*seen at .*Ouédraogo-Delacroix/);
  expect(second).toHaveTextContent(/not seen yet/);
  expect(screen.queryByText('They speak too fast for me.')).toBeNull();
  const me = { ...room.meeting.me, asides: room.meeting.me.asides?.map((one) => ({ ...one, seen: one.at })) };
  flushSync(() => room.patch({ feed: 'me', cursor: '2', set: { me } }));
  expect(said()).toEqual(['The captioner has seen your message.']);
});

test('who runs the meeting is told at once what the captioner says, and says that it was seen', async () => {
  const ask = show('asides-chair');
  expect(said()).toEqual(['The captioner writes: They speak too fast for me.']);
  const banner = screen.getByRole('region', { name: 'The captioner writes' });
  expect(within(banner).getAllByRole('listitem')).toHaveLength(1);
  await userEvent.click(within(banner).getByRole('button', { name: /^Seen/ }));
  expect(ask).toHaveBeenCalledExactlyOnceWith({ do: 'see_aside', in: { aside: 83 } });
  const more: Aside = { id: 90, lang: 'en', text: 'One at a time.', at: '2026-11-24T14:41:00Z', seen: null };
  change([...asides, more]);
  expect(said()).toHaveLength(2);
  expect(said()[0]).toBe('The captioner writes: One at a time.'); // the latest
  change([...asides, more].map((one) => ({ ...one, seen: '2026-11-24T14:41:30Z' })));
  expect(screen.queryByRole('region', { name: 'The captioner writes' })).toBeNull();
});

test('and sees both ways who said what', async () => {
  show('asides-chair');
  await userEvent.click(screen.getByText('Messages with the captioner'));
  const all = screen.getAllByRole('listitem').slice(1); // the first is above
  expect(all.map((item) => item.querySelector('bdi')?.textContent)).toEqual([
    'Amina Diallo',
    'Captioner',
    'ليلى حداد',
    'Captioner',
    'Amina Diallo',
  ]);
});

test('the words are changed as a list, by who has seen the last one', async () => {
  const ask = show('asides-chair');
  await userEvent.click(screen.getByText('Messages with the captioner'));
  await userEvent.click(screen.getByText('Words for captioners (2 words)'));
  const list = await screen.findByRole('textbox', { name: /^One word or name a line/ });
  expect(list).toHaveValue('EMRIP: spoken em-rip\nNuku’alofa');
  await userEvent.type(list, '{Enter}  Tim Berners-Lee: tim berners: lee {Enter}');
  const other = { id: 91, terms: [{ term: 'Theirs' }] };
  flushSync(() => room.patch({ feed: 'meeting', cursor: '3', set: { glossary: other } }));
  expect(list).toHaveValue('EMRIP: spoken em-rip\nNuku’alofa\n  Tim Berners-Lee: tim berners: lee \n');
  expect(screen.getByText('Somebody else has changed the words meanwhile.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Keep these words' }));
  const terms = [
    { term: 'EMRIP', about: 'spoken em-rip' },
    { term: 'Nuku’alofa' },
    { term: 'Tim Berners-Lee', about: 'tim berners: lee' },
  ];
  expect(ask).toHaveBeenCalledExactlyOnceWith({ do: 'set_glossary', in: { terms, after: 79 } });
  await userEvent.click(screen.getByText('Words for captioners (1 word)'));
  await vi.waitFor(() => expect(list).toHaveValue('Theirs'));
});

test('every sentence of it is used', () => {
  const all = Object.values(files)
    .filter((source) => source.includes('text/en.aside.ts'))
    .join('\n');
  expect(Object.keys(sentences).filter((name) => !new RegExp(`text\\.${name}\\b`).test(all))).toEqual([]);
});
