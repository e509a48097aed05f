import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agreed, GroupServer, TOKEN } from '../../fixtures/group.ts';
import { Drafting, drafted, merged } from '../lib/group.svelte.ts';
import { group } from '../lib/text/en.group.ts';
import GroupPage from './GroupPage.svelte';

let server: GroupServer;
beforeEach(() => {
  server = new GroupServer();
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
  sessionStorage.clear();
});

/** The page after its first look, and what it says. */
async function open(token = TOKEN) {
  if (token) sessionStorage.setItem('convener.admin', token);
  const drafting = new Drafting();
  const say = vi.fn();
  render(GroupPage, { drafting, say });
  await drafting.load();
  return { drafting, say };
}
const save = () => screen.getByRole('button', { name: group.save });
const field = (name: string | RegExp) => screen.findByLabelText(name);

test('the admin token is asked for once, and the tab forgets it on request', async () => {
  await open('');
  await userEvent.type(await field(group.token), 'cva_of_another');
  await userEvent.click(screen.getByRole('button', { name: group.enter }));
  expect(await screen.findByText(group.wrong)).toBeVisible();
  expect(screen.getByLabelText(group.token)).toHaveFocus();
  expect(sessionStorage.getItem('convener.admin')).toBeNull();
  await userEvent.clear(screen.getByLabelText(group.token));
  await userEvent.type(screen.getByLabelText(group.token), ` ${TOKEN} `);
  await userEvent.click(screen.getByRole('button', { name: group.enter }));
  expect(await field(group.name)).toHaveValue('Coalitions coordination group');
  expect(Object.values(localStorage)).not.toContain(TOKEN);
  await userEvent.click(screen.getByRole('button', { name: group.leave }));
  expect(await field(group.token)).toBeVisible();
  expect(sessionStorage.getItem('convener.admin')).toBeNull();
});

test('what is changed is saved, and nothing else', async () => {
  const { say } = await open();
  await userEvent.clear(await field(group.silence));
  await userEvent.type(await field(group.silence), '90');
  await userEvent.clear(await field(group.scale));
  await userEvent.type(await field(group.scale), 'Yes{Enter}{Enter} No ');
  await userEvent.selectOptions(await field(`${group.colour} ${group.nth[3] ?? ''}`), group.colours.green);
  await userEvent.click(save());
  expect(await screen.findByText(group.saved)).toBeVisible();
  expect(say).toHaveBeenCalledWith(group.saved);
  const before = agreed();
  expect(drafted(server.document.settings)).toEqual(
    drafted(
      agreed({
        silence: 90,
        scale: ['Yes', 'No'],
        classes: { ...before.classes, topic: { ...before.classes.topic, colour: 'green' } },
      }),
    ),
  );
});

test('bodies are added and taken out, and the focus goes along', async () => {
  await open();
  await userEvent.click(await screen.findByRole('button', { name: group.addBody }));
  expect(screen.getByLabelText(`${group.bodyName} Body 3`)).toHaveFocus();
  await userEvent.keyboard('Islands');
  await userEvent.click(screen.getByRole('button', { name: `${group.removeBody} Community Connectivity` }));
  expect(screen.getByRole('button', { name: group.addBody })).toHaveFocus();
  await userEvent.type(await field(group.signs), '{Enter}LSF https://example.org/lsf');
  await userEvent.click(save());
  await screen.findByText(group.saved);
  expect(server.document.settings.bodies.map(({ name }) => name)).toEqual([
    'Accessibility and Disability',
    'Islands',
  ]);
  expect(server.document.settings.access.signs).toEqual([
    { language: 'International Sign', link: 'https://example.org/is' },
    { language: 'LSF', link: 'https://example.org/lsf' },
  ]);
});

test('whoever was slower sees what the other has changed, and loses nothing', async () => {
  await open();
  await userEvent.clear(await field(group.silence));
  await userEvent.type(await field(group.silence), '90');
  await userEvent.type(await field(group.name), ' of all');
  server.save(
    agreed({ silence: 120, seats: 3 }),
    'How long a silence procedure lasts: 120 seconds, before 60.',
  );
  await userEvent.click(save());
  const summary = (await screen.findByText(group.stale)).parentElement;
  await waitFor(() => expect(summary).toHaveFocus());
  expect(within(summary as HTMLElement).getByText(/120 seconds, before 60/)).toBeVisible();
  expect(summary).toHaveTextContent(group.both(['the silence procedure']));
  expect(await field(group.silence)).toHaveValue(90);
  expect(await field(group.seats)).toHaveValue(3);
  expect(server.document.settings.silence).toBe(120);
  await userEvent.click(save());
  await screen.findByText(group.saved);
  expect(server.document.settings).toMatchObject({
    silence: 90,
    seats: 3,
    name: 'Coalitions coordination group of all',
  });
});

test('a refusal is read out, and what was typed stays', async () => {
  const { drafting } = await open();
  await field(group.name);
  if (drafting.draft) drafting.draft.dissent_days = 6;
  await drafting.save();
  expect(await screen.findByText(/at least 7 days/)).toBeVisible();
  expect(drafting.draft?.dissent_days).toBe(6);
});

test('one sees what everybody would read before it is saved', async () => {
  const { say } = await open();
  await userEvent.click(await screen.findByRole('button', { name: group.preview }));
  expect(await screen.findByRole('heading', { name: 'Who speaks when' })).toBeVisible();
  expect(screen.getByText('Networks that people build themselves.')).toBeVisible();
  expect(say).toHaveBeenCalledWith(group.shown);
  expect(server.document.rev).toBe(3);
});

test('two who change the same part the same way have not disagreed', () => {
  const [seen, both] = [drafted(agreed()), drafted(agreed({ seats: 3 }))];
  expect(merged(seen, both, both)).toEqual({ draft: both, both: [] });
});

test('every sentence of the page is used', () => {
  const files = import.meta.glob<string>('/src/parts/*.svelte', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const sources = Object.values(files)
    .filter((source) => source.includes('en.group.ts'))
    .join('\n');
  const spoken = Object.keys(group).filter(
    (key) => !['interpreters', 'phone', 'breaks', 'help'].includes(key),
  );
  expect(spoken.filter((key) => !new RegExp(`text\\.${key}\\b`).test(sources))).toEqual([]);
});

test('the contact of a body gets a link, which is shown once and can be revoked', async () => {
  const { say } = await open();
  const links = within(await screen.findByRole('region', { name: group.links.title }));
  const body = agreed().bodies[0]?.name ?? '';
  await userEvent.click(links.getByRole('button', { name: `${group.links.make} ${body}` }));
  expect(await links.findByText(/^https:.*#cvb_/)).toBeVisible();
  expect(say).toHaveBeenCalledExactlyOnceWith(group.links.ready);
  await userEvent.click(links.getByRole('button', { name: `${group.links.revoke} ${body}` }));
  await waitFor(() => expect(say).toHaveBeenLastCalledWith(group.links.revoked));
  expect(links.queryByText(/#cvb_/)).not.toBeInTheDocument();
  const path = `/api/v1/bodies/${encodeURIComponent(body)}/links`;
  expect(server.asked).toEqual([`POST ${path}`, `DELETE ${path}`]);
});
