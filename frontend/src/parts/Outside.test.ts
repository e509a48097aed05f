import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { about } from '../../fixtures/meeting.ts';
import Join from './Join.svelte';
import Outside from './Outside.svelte';

const meeting = { ...about, private: true, outside: true, stage: 'open' as const };

/** A server that gives these answers, and then none. */
function server(...answers: Response[]) {
  const asked = vi.fn<typeof fetch>(() => {
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : new Promise(() => {});
  });
  vi.stubGlobal('fetch', asked);
  return asked;
}

const said = (id: number, text: string) => ({ id, rev: 1, text, final: true });
const patch = (cursor: string, set: Record<string, object | null>, reset = false) =>
  Response.json({ feed: 'captions/en', cursor, reset, set });

test('who has no link follows what is said, in its order, as it goes on', async () => {
  const asked = server(
    patch('1', { 'seg/2': said(2, 'Captions come first.'), 'seg/1': said(1, 'Hello.') }, true),
    patch('2', { 'seg/10': said(10, 'So be it.'), 'seg/1': null }),
  );
  render(Outside, { meeting });
  await userEvent.click(screen.getByRole('button', { name: /^Follow: English/ }));
  await screen.findByText('So be it.');
  expect(screen.queryByText('Hello.')).not.toBeInTheDocument();
  expect(document.querySelector('.said')).toHaveTextContent('Captions come first.So be it.');
  const [first, second] = asked.mock.calls.map(([url]) => url as string);
  expect(first).toContain(`/meetings/${about.id}/feeds/captions/en?since=&wait=0`);
  expect(second).toContain('since=1&wait=20');
});

test('when there is nothing more, it is gone', async () => {
  server(
    patch('1', { 'seg/1': said(1, 'Hello.') }, true),
    Response.json({ code: 'no_session' }, { status: 401 }),
  );
  render(Outside, { meeting });
  await userEvent.click(screen.getByRole('button', { name: /^Follow: English/ }));
  await screen.findByText('There is nothing more to follow.');
  expect(screen.queryByText('Hello.')).not.toBeInTheDocument();
});

test('a lost line is said, and asked for again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  server(new Response('', { status: 500 }), patch('1', { 'seg/1': said(1, 'Hello.') }, true));
  render(Outside, { meeting });
  await userEvent
    .setup({ advanceTimers: vi.advanceTimersByTime })
    .click(screen.getByRole('button', { name: /^Follow: English/ }));
  await screen.findByText(/The line is lost/);
  await vi.advanceTimersByTimeAsync(5000);
  await screen.findByText('Hello.');
  vi.useRealTimers();
});

test('without a link one does not come in under the Rule', async () => {
  render(Join, { meeting, link: '', before: undefined, reason: '', join: () => Promise.resolve() });
  await screen.findByText(/To come in you need a link/);
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
});
