import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { listed } from '../../fixtures/agenda.ts';
import { about, agenda as usual, NOW, people, queue } from '../../fixtures/meeting.ts';
import { before } from '../lib/approval.ts';
import { Clock } from '../lib/clock.svelte.ts';
import { Meeting } from '../lib/meeting.svelte.ts';
import type { Item, Meeting as About, Role } from '../lib/protocol.gen.ts';
import type { Listed } from '../lib/setup.ts';
import Agenda from './Agenda.svelte';
import './KeepAgenda.svelte'; // so that it comes at once

const OCTOBER = listed[1] as Listed;
const inSeries: About = { ...about, series: 'coalitions' };
const TITLE = 'Approval of the minutes of Coalitions coordination meeting, October, 27 October 2026';

/** The agenda as somebody sees it who is told of these meetings. What is asked for is done as the law does it. */
function show(role: Role, agenda: Item[], meetings: Listed[] = listed as Listed[], about = inSeries) {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ meetings })));
  const meeting = new Meeting();
  const clock = new Clock();
  clock.sample(NOW, 0);
  const draw = (agenda: Item[]) =>
    flushSync(() =>
      meeting.apply({
        feed: 'meeting',
        cursor: '1',
        set: { meeting: about, agenda, queue: queue({ hands: [] }) },
      }),
    );
  meeting.apply({
    feed: 'me',
    cursor: '1',
    set: { me: { person: role, name: people[role], roles: [role] } },
  });
  draw(agenda);
  const ask = vi.fn(() => {
    if (!meeting.agenda.some(({ approves }) => approves)) draw([...agenda, approval(99, 'pending')]);
    return Promise.resolve('');
  });
  const say = vi.fn();
  render(Agenda, { meeting, clock, ask, say });
  return { ask, say };
}
const approval = (id: number, state: Item['state']): Item => ({
  ...(usual[0] as Item),
  id,
  number: '2',
  title: TITLE,
  kind: 'adoption',
  spent: 0,
  state,
  approves: OCTOBER.id,
});
const OFFER = /^Put on the agenda: approval of the minutes of/;
const offer = () => screen.findByText(OFFER, { selector: 'button *' });
const added = { title: TITLE, kind: 'adoption', minutes: 5, approves: OCTOBER.id };

test('the minutes of the meeting before are put on the agenda after what opens it, once', async () => {
  const { ask, say } = show('secretary', usual);
  expect(await offer()).toHaveTextContent(/Coalitions coordination meeting, October, 27 October 2026$/);
  await userEvent.click(await offer());
  expect(ask).toHaveBeenCalledExactlyOnceWith({ do: 'add_item', in: { ...added, after: 11 } });
  await vi.waitFor(() =>
    expect(say).toHaveBeenCalledExactlyOnceWith('The approval of the minutes is item 2 now.'),
  );
  expect(screen.queryByText(OFFER)).toBeNull();
});

test('where nothing opens the meeting they come first', async () => {
  const { ask } = show('secretary', usual.slice(6));
  await userEvent.click(await offer());
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  expect(ask).toHaveBeenNthCalledWith(1, { do: 'add_item', in: added });
  expect(ask).toHaveBeenNthCalledWith(2, { do: 'move_item', in: { item: 99, after: 0 } });
});

test.each<[string, Role, About, Item[], Listed[]]>([
  ['to nobody else', 'manager', inSeries, usual, listed as Listed[]],
  ['not without a series', 'secretary', about, usual, listed as Listed[]],
  ['not once they are on the agenda', 'secretary', inSeries, [approval(30, 'pending')], listed as Listed[]],
  ['not where there is no such meeting', 'secretary', inSeries, usual, [{ ...OCTOBER, series: 'other' }]],
])('it is offered %s', async (_, role, about, agenda, meetings) => {
  show(role, agenda, meetings, about);
  if (role === 'secretary') await screen.findByText('Paste an agenda');
  await new Promise((settled) => setTimeout(settled));
  expect(screen.queryByText(OFFER)).toBeNull();
});

test.each<[string, Listed[], string | undefined]>([
  ['the last one', [{ ...OCTOBER, id: 'may', starts: '2026-05-05T14:00:00Z' }, OCTOBER], OCTOBER.id],
  ['not one to come', [{ ...OCTOBER, starts: '2026-12-05T14:00:00Z' }], undefined],
  ['not one that is under way', [{ ...OCTOBER, stage: 'open' }], undefined],
  ['not one that was called off', [{ ...OCTOBER, cancelled: true }], undefined],
  ['not itself', [{ ...OCTOBER, id: about.id }], undefined],
])('of the meetings before it is %s', (_, all, id) => {
  expect(before(all, inSeries)?.id).toBe(id);
});

test('a failure to look them up is shown', async () => {
  show('secretary', usual);
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ code: 'internal', text: 'No.' }, { status: 500 })),
  );
  expect(await screen.findByText('No.')).toHaveClass('refusal');
});

const row = (title: string) =>
  within(
    screen
      .getAllByRole('listitem')
      .find((one) => one.dataset.id && one.textContent.includes(title)) as HTMLElement,
  );

test('such an item leads to the minutes, and is left by approving them unless something else is chosen', async () => {
  const { ask } = show('chair', [approval(13, 'current'), ...usual.slice(7)]);
  const item = row(TITLE);
  expect(item.getByRole('link')).toHaveAttribute('href', `/m/${OCTOBER.id}/minutes`);
  await userEvent.click(row('Any other business').getByRole('button', { name: /^Start/ }));
  const [first, second] = screen.getAllByRole('radio');
  expect(first).toHaveAccessibleName('The minutes are approved; nobody waits any more');
  expect(first).toBeChecked();
  expect(second).toHaveAccessibleName(/^It is done/);
  await userEvent.click(screen.getByRole('button', { name: 'Leave it' }));
  expect(ask).toHaveBeenCalledExactlyOnceWith({
    do: 'leave_item',
    in: { item: 13, then: 'approve', next: 17 },
  });
});

test('other items are not left so, and lead to no minutes', async () => {
  show('chair', usual);
  expect(row('Captions at every').queryByRole('link')).toBeNull();
  const menu = row('Captions at every');
  await userEvent.click(menu.getByText('More', { exact: false }));
  await userEvent.click(menu.getByRole('button', { name: /^Leave this item/ }));
  expect(menu.getAllByRole('radio')).toHaveLength(4);
  expect(screen.queryByRole('radio', { name: /minutes are approved/ })).toBeNull();
  expect(screen.getByRole('radio', { name: /^It is done/ })).toBeChecked();
});
