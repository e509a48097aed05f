import { expect } from '@playwright/test';
import { Person } from './person.ts';
import { test } from './server.ts';

test('where only sockets are blocked the meeting comes as events', async ({ server, browser }) => {
  const { meeting, chair } = await server.open({
    title: 'A meeting behind a proxy',
    agenda: [{ title: 'Welcome', kind: 'adoption', minutes: 5 }],
  });
  const ann = await Person.with(browser, 'Ann Lee');
  await ann.page.routeWebSocket(/\/socket$/, (socket) => socket.close());
  const polls: string[] = [];
  ann.page.on('request', (request) => /[?&]wait=/.test(request.url()) && polls.push(request.url()));
  ann.lineIs = 'Connected, a little slower';
  await ann.enter(meeting, 'participant');
  await ann.button('Ask for the floor').click();
  await expect(ann.queue.getByText('You are 1st of 1.')).toBeVisible();
  await server.caption(meeting.captions.en?.zoom ?? '', 'Good morning, everybody. ', 900);
  await expect(ann.page.getByText('Good morning')).toBeVisible();
  await server.kill();
  await expect(ann.page.getByText('Connecting again')).toBeVisible();
  await server.restart();
  await chair.ask({ do: 'close_queue', in: {} });
  await expect(ann.queue.getByText('The queue is closed')).toBeVisible({ timeout: 40_000 });
  expect(polls, 'it came as events, and not by polling').toEqual([]);
});
