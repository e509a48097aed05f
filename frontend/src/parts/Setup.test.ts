import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { planning as drawn } from '../../fixtures/setups.ts';
import { Planning } from '../lib/planning.svelte.ts';
import Setup from './Setup.svelte';

/** What the server is asked, by path, and what it answers. */
type Answer = [status: number, body: unknown];
let asked: { path: string; type: string | null; token: string | null; body: string }[];
let answers: Record<string, Answer>;

beforeEach(() => {
  sessionStorage.clear();
  asked = [];
  answers = {
    '/api/v1/agenda': [200, { items: [{ ...drawn('setup-filled').outline.items[0] }], minutes: 5 }],
    '/api/v1/meetings': [201, drawn('setup-done').made],
  };
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const header = new Headers(init.headers);
    const body = typeof init.body === 'string' ? init.body : '';
    asked.push({ path, type: header.get('Content-Type'), token: header.get('Authorization'), body });
    const [status, answer] = answers[path] ?? [404, {}];
    return Promise.resolve(
      new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status }),
    );
  });
});

function show(planning = new Planning()): { planning: Planning; said: string[] } {
  const said: string[] = [];
  render(Setup, { planning, say: (sentence: string) => void said.push(sentence) });
  return { planning, said };
}
const field = (name: string) => screen.getByLabelText(name);
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Set the meeting up' }));
/** The plan that was sent. */
const sent = () => {
  const last = asked.filter(({ path }) => path === '/api/v1/meetings').at(-1);
  return JSON.parse(last?.body ?? '{}') as Record<string, unknown>;
};

async function fill(): Promise<void> {
  await userEvent.type(field('Admin token'), 'cva_example');
  await userEvent.type(field('Title'), ' Monthly call ');
  await fireEvent.input(field('Day'), { target: { value: '2030-03-05' } });
  await fireEvent.input(field('Time'), { target: { value: '09:30' } });
}

test('a title and a time are enough, and links with whom they are for come of it', async () => {
  show();
  await fill();
  await submit();
  expect(await screen.findByRole('heading', { name: 'The meeting is set up' })).toHaveFocus();
  expect(sent()).toEqual({
    title: 'Monthly call',
    starts: new Date('2030-03-05T09:30').toISOString(),
    mode: 'online',
    rule: 'open',
    channels: [{ lang: 'en', title: 'English' }],
    agenda: [],
  });
  expect(asked.find(({ path }) => path === '/api/v1/meetings')?.token).toBe('Bearer cva_example');
  expect(screen.getByRole('heading', { name: 'For everybody who takes part' })).toBeVisible();
  expect(screen.getByText(/#cvl_example-of-participant/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Add to your calendar' })).toHaveAttribute(
    'href',
    `/m/${drawn('setup-done').made?.id ?? ''}/calendar.ics`,
  );
});

test('what is missing is a summary with the focus, and links to the fields', async () => {
  show();
  await submit();
  const summary = screen.getByRole('group', { name: 'The meeting is not set up yet' });
  expect(summary).toHaveFocus();
  const links = within(summary).getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['#token', '#title', '#day']);
  expect(field('Title')).toBeInvalid();
  expect(field('Title')).toHaveAccessibleDescription('Write a title.');
  expect(asked).toEqual([]);
  expect(document.title).toMatch(/^Error:/);
});

test('what is pasted is read, and sent as it was read', async () => {
  show();
  await fill();
  await fireEvent.input(field('The agenda as text'), { target: { value: '- Welcome (5 min, adoption)' } });
  expect(await screen.findByText('5 minutes in all, until 09:35.')).toBeVisible();
  expect(asked[0]).toMatchObject({ path: '/api/v1/agenda', type: 'text/markdown', token: null });
  await submit();
  expect(sent().agenda).toEqual([expect.objectContaining({ title: 'Welcome', minutes: 5, level: 1 })]);
});

test('a line that cannot be read is named and heard, and keeps from sending', async () => {
  const { said } = show();
  await fill();
  answers['/api/v1/agenda'] = [
    400,
    { code: 'malformed', text: 'Line 4: Items nest three levels deep at most.' },
  ];
  await fireEvent.input(field('The agenda as text'), { target: { value: '- A' } });
  await vi.waitFor(() => expect(said).toEqual(['Line 4: Items nest three levels deep at most.']));
  expect(field('The agenda as text')).toHaveAccessibleDescription(/Line 4: /);
  expect(screen.queryByText(/in all/)).toBeNull();
  await submit();
  expect(screen.getByRole('link', { name: /^Line 4: .* Put the agenda right/ })).toHaveAttribute(
    'href',
    '#agenda',
  );
  expect(asked.some(({ path }) => path === '/api/v1/meetings')).toBe(false);
});

test('a table out of a spreadsheet is sent as one', async () => {
  show();
  await fireEvent.input(field('The agenda as text'), { target: { value: 'No.\tTitle\tMin\n1\tWelcome\t5' } });
  await vi.waitFor(() => expect(asked[0]?.type).toBe('text/csv'));
});

test('a template fills in the agenda, and can be changed', async () => {
  show();
  await userEvent.selectOptions(field('Begin with'), 'An open call');
  expect(field('The agenda as text')).toHaveProperty(
    'value',
    expect.stringContaining('Questions and contributions'),
  );
  expect(await screen.findByText(/5 minutes in all/)).toBeVisible();
});

test('a meeting like one before has its agenda from the server, unless it is changed', async () => {
  const before = drawn('setup').before[0];
  answers[`/m/${before?.id ?? ''}/agenda.md`] = [200, '# November\n\n- Welcome (5 min, adoption)\n'];
  const planning = new Planning();
  planning.before = before ? [before] : [];
  show(planning);
  await userEvent.type(field('Admin token'), 'cva_example');
  await userEvent.selectOptions(field('Begin with'), screen.getByRole('option', { name: /^Coalitions/ }));
  await vi.waitFor(() => expect(field('The agenda as text')).toHaveValue('- Welcome (5 min, adoption)'));
  expect(field('Title')).toHaveValue(before?.title ?? '');
  expect(field('Series (optional)')).toHaveValue('monthly-call');
  await fireEvent.input(field('Day'), { target: { value: '2030-03-05' } });
  await submit();
  await screen.findByRole('heading', { name: 'The meeting is set up' });
  expect(sent()).toMatchObject({ from: before?.id, series: 'monthly-call' });
  expect(sent()).not.toHaveProperty('agenda'); // the server knows what is hidden in it, too
  await userEvent.click(screen.getByRole('button', { name: 'Set up another meeting' }));
  await fireEvent.input(field('The agenda as text'), { target: { value: '- Other' } });
  await submit();
  await screen.findByRole('heading', { name: 'The meeting is set up' });
  expect(sent()).toMatchObject({ from: before?.id, agenda: [{ title: 'Welcome' }] });
});

test('place, bodies, languages and series are sent as they were said', async () => {
  show();
  await fill();
  expect(screen.queryByLabelText('Place')).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: 'All in one place' }));
  await userEvent.type(field('Place'), 'Oslo');
  await userEvent.type(field('Bodies'), 'Libraries\n\n Islands ');
  await userEvent.click(screen.getByRole('checkbox', { name: 'français' }));
  await userEvent.type(field('Other languages'), 'sw, en');
  await userEvent.click(screen.getByRole('radio', { name: /^Chatham House Rule/ }));
  await userEvent.type(field('Series (optional)'), 'Monthly');
  await submit();
  expect(field('Series (optional)')).toBeInvalid();
  await userEvent.clear(field('Series (optional)'));
  await userEvent.type(field('Series (optional)'), 'monthly');
  await submit();
  await screen.findByRole('heading', { name: 'The meeting is set up' });
  expect(sent()).toMatchObject({
    ...{ mode: 'in-person', place: 'Oslo', rule: 'chatham-house', series: 'monthly' },
    bodies: [{ name: 'Libraries' }, { name: 'Islands' }],
    channels: [
      { lang: 'en', title: 'English' },
      { lang: 'fr', title: 'French' },
      { lang: 'sw', title: 'Swahili' },
    ],
  });
});

test('the token is asked for once, and again when the server does not take it', async () => {
  sessionStorage.setItem('convener.admin', 'cva_old');
  answers['/api/v1/meetings'] = [
    401,
    { code: 'no_session', text: 'Making a meeting takes the admin token.' },
  ];
  show();
  expect(screen.queryByLabelText('Admin token')).toBeNull();
  await userEvent.type(field('Title'), 'Call');
  await fireEvent.input(field('Day'), { target: { value: '2030-03-05' } });
  await submit();
  expect(await screen.findByRole('group', { name: 'The meeting is not set up yet' })).toHaveFocus();
  expect(field('Admin token')).toHaveAccessibleDescription(/takes the admin token/);
  expect(sessionStorage.getItem('convener.admin')).toBeNull();
  expect(field('Title')).toHaveValue('Call');
});
