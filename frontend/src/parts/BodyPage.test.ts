import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BodyServer, SECRET } from '../../fixtures/body.ts';
import { about } from '../../fixtures/meeting.ts';
import { Contact } from '../lib/contact.svelte.ts';
import { body, delegate } from '../lib/text/en.body.ts';
import { text } from '../lib/text/index.ts';
import BodyPage from './BodyPage.svelte';
import Join from './Join.svelte';

let server: BodyServer;
beforeEach(() => {
  server = new BodyServer();
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
  localStorage.clear();
});

async function open(secret = SECRET) {
  const contact = new Contact(secret);
  const say = vi.fn();
  render(BodyPage, { contact, say });
  if (secret) await contact.load();
  return { contact, say };
}

test('a contact sees who represents the body and who did, and the links into meetings', async () => {
  await open();
  expect(await screen.findByRole('heading', { name: about.bodies[0] ?? '' })).toBeVisible();
  const rows = screen.getAllByRole('listitem');
  expect(rows[0]).toHaveTextContent('Marguerite Sow, representative since 2026-01-15');
  expect(rows[2]).toHaveTextContent('Mei-Ling Chen, representative since 2024-01-15 to 2026-01-15');
  expect(within(rows[2] as HTMLElement).queryByRole('button')).toBeNull();
  expect(screen.getByRole('link', { name: about.title })).toHaveAttribute('href', `/m/${about.id}#${SECRET}`);
  expect(screen.queryByText('Last year')).toBeNull();
});

test('somebody is named, and somebody is ended after a question', async () => {
  const { say } = await open();
  await userEvent.type(await screen.findByLabelText(body.name), 'Priya Raman');
  await userEvent.selectOptions(screen.getByLabelText(body.kind), body.kinds.alternate);
  await userEvent.type(screen.getByLabelText(body.chosen), 'By lot.');
  await userEvent.click(screen.getByRole('button', { name: body.submit }));
  await waitFor(() => expect(say).toHaveBeenCalledWith(body.named));
  expect(server.delegates.at(-1)).toMatchObject({
    name: 'Priya Raman',
    kind: 'alternate',
    chosen: 'By lot.',
  });
  expect(screen.getByLabelText(body.name)).toHaveValue('');
  await userEvent.click(screen.getByRole('button', { name: `${body.end} Marguerite Sow` }));
  expect(screen.getByRole('button', { name: body.endNo })).toHaveFocus();
  await userEvent.click(screen.getByRole('button', { name: body.endYes }));
  await waitFor(() => expect(say).toHaveBeenCalledWith(body.ended));
  expect(server.delegates[0]?.until).not.toBeUndefined();
});

test('a refusal is led to, and what was typed stays', async () => {
  await open();
  await userEvent.type(await screen.findByLabelText(body.name), 'Marguerite Sow');
  await userEvent.type(screen.getByLabelText(body.chosen), 'By lot.');
  await userEvent.click(screen.getByRole('button', { name: body.submit }));
  const why = await screen.findByText(/named already/);
  await waitFor(() => expect(why.parentElement).toHaveFocus());
  expect(screen.getByLabelText(body.name)).toHaveValue('Marguerite Sow');
});

test('without a link, or by one that does not work, nothing is shown', async () => {
  await open('');
  expect(screen.getByText(body.noLink)).toBeVisible();
  await open('cvb_old');
  expect(await screen.findByText(/This link does not work/)).toBeVisible();
  expect(screen.queryByLabelText(body.name)).toBeNull();
});

test('a delegate comes in by the body’s link, an alternate for somebody', async () => {
  const join = vi.fn(() => Promise.resolve());
  render(Join, { meeting: about, link: SECRET, before: undefined, reason: '', join });
  const who = await screen.findByLabelText(delegate.who);
  expect(within(who).queryByText('Mei-Ling Chen')).toBeNull(); // is it no more
  await waitFor(() => expect(within(who).getByText('Marguerite Sow')).toBeInTheDocument());
  expect(screen.queryByLabelText(text.join.body)).toBeNull();
  await userEvent.selectOptions(who, 'Marguerite Sow');
  expect(screen.queryByLabelText(delegate.for)).toBeNull();
  await userEvent.selectOptions(who, 'ليلى حداد');
  expect(await screen.findByLabelText(delegate.for)).toHaveValue('Marguerite Sow');
  await userEvent.click(screen.getByRole('button', { name: text.join.submit }));
  expect(join).toHaveBeenCalledWith({
    ...{ link: SECRET, name: 'ليلى حداد', body: '', way: 'speak', for: 'Marguerite Sow' },
  });
});

test('every sentence of the page is used', () => {
  const files = import.meta.glob<string>('/src/parts/*.svelte', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const sources = Object.values(files)
    .filter((source) => source.includes('en.body.ts'))
    .join('\n');
  const spoken = Object.keys({ ...body, ...delegate });
  expect(spoken.filter((key) => !new RegExp(`text\\.${key}\\b`).test(sources))).toEqual([]);
});
