import { expect } from '@playwright/test';
import { Person } from './person.ts';
import { test } from './server.ts';

const PLAN = {
  title: 'A meeting behind proxies',
  agenda: [{ title: 'Welcome', kind: 'adoption', minutes: 5 }],
};

test('where neither sockets nor streams get through one still takes part, a little slower', async ({
  server,
  browser,
}) => {
  const { meeting, chair } = await server.open(PLAN);
  const ann = await Person.with(browser, 'Ann Lee');
  await ann.page.routeWebSocket(/\/socket$/, (socket) => socket.close());
  await ann.page.route(/\/events\?/, (route) => route.abort());
  ann.lineIs = 'Connected, a little slower';
  await ann.enter(meeting, 'participant');
  await ann.button('Ask for the floor').click();
  await expect(ann.queue.getByText('You are 1st of 1.')).toBeVisible();
  await chair.ask({ do: 'close_queue', in: {} });
  await expect(ann.queue.getByText('The queue is closed')).toBeVisible();
  await server.caption(meeting.captions.en?.zoom ?? '', 'Good morning, everybody. ', 900);
  await expect(ann.page.getByText('Good morning')).toBeVisible();
  await ann.shot('slower');
});

test('a device whose clock is five minutes wrong shows the same remaining time', async ({
  server,
  browser,
}) => {
  const { meeting, chair } = await server.open(PLAN);
  const [ann, ben] = await Promise.all(['Ann Lee', 'Ben Arslan'].map((name) => Person.with(browser, name)));
  if (!ann || !ben) throw new Error('somebody is missing');
  await ben.page.addInitScript(() => {
    const Right = Date;
    const wrong = 5 * 60_000;
    const late = { now: () => Right.now() - wrong };
    window.Date = new Proxy(Right, {
      construct: (_, given) => Reflect.construct(Right, given.length > 0 ? given : [late.now()]) as object,
      get: (_, name) => (name === 'now' ? late.now : (Reflect.get(Right, name) as unknown)),
    });
  });
  await Promise.all([ann, ben].map((person) => person.enter(meeting, 'participant')));
  expect(await ben.page.evaluate(() => Date.now())).toBeLessThan(Date.now() - 290_000);
  await ann.button('Ask for the floor').click();
  await expect(ben.waiting).toHaveText(['Ann Lee']);
  await ann.queue.getByText('You are 1st').waitFor();
  const feed = await fetch(`${server.url}/api/v1/meetings/${meeting.id}/feeds/meeting`);
  const { set } = (await feed.json()) as { set: { queue: { hands: { id: number }[] } } };
  await chair.ask({ do: 'call_next', in: { after: 0, head: set.queue.hands[0]?.id ?? 0 } });
  for (let i = 0; i < 3; i++) {
    const before = await ann.left();
    await expect.poll(() => ann.left()).toBeLessThan(before);
    const apart = async () => Math.abs((await Promise.all([ann.left(), ben.left()])).reduce((a, b) => a - b));
    await expect.poll(apart, { message: 'seconds apart' }).toBeLessThanOrEqual(1);
  }
});
