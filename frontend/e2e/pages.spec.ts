import { expect } from '@playwright/test';
import { violations } from './axe.ts';
import { Person } from './person.ts';
import { test, type Made, type Server } from './server.ts';

/** A meeting in the middle: Amina speaks, Ben and Chi wait, something is decided, somebody writes captions. */
async function underWay(server: Server): Promise<Made> {
  const meeting = await server.make({
    title: 'Coordination meeting of the coalitions',
    agenda: [
      { title: 'Welcome', kind: 'adoption', minutes: 5 },
      { title: 'Joint statement on community networks', kind: 'statement', minutes: 40 },
    ],
    bodies: [{ name: 'Accessibility and Disability', seats: 2 }],
  });
  const [chair, amina, ben, chi] = await Promise.all([
    server.join(meeting, 'chair', 'Noor Haddad'),
    server.join(meeting, 'participant', 'Amina Diallo', 'Accessibility and Disability'),
    server.join(meeting, 'participant', 'Ben Arslan'),
    server.join(meeting, 'participant', 'שרה לוי'),
  ]);
  await chair.ask({ do: 'start_meeting', in: {} });
  await chair.ask({ do: 'open_queue', in: {} });
  const head = await amina.ask({ do: 'raise_hand', in: { class: 'topic', note: 'Captions on slow links' } });
  await ben.ask({ do: 'raise_hand', in: { class: 'topic' } });
  await chi.ask({
    do: 'raise_hand',
    in: { class: 'topic', note: 'We agree with most of it.', written: true },
  });
  await chair.ask({ do: 'call_next', in: { after: 0, head } });
  await chair.ask({ do: 'add_note', in: { text: 'The chair welcomed the coalitions.' } });
  await chair.ask({ do: 'record_decision', in: { text: 'The agenda is adopted as circulated.' } });
  await chair.ask({
    do: 'record_action',
    in: { text: 'Send the draft to the list.', owner: 'Ben', due: '2030-01-31' },
  });
  await server.caption(meeting.captions.en?.zoom ?? '', 'NOOR: Welcome, everyone.\n>> Thank you.\n', 3000);
  return meeting;
}

/** Looks at what is on the page in both colour schemes, wide and narrow. */
async function look(person: Person, what: string): Promise<void> {
  const { page } = person;
  await page.locator('h1').waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
  for (const [width, height] of [
    [1280, 800],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await person.shot(`${what}-${width}-${colorScheme}`);
      expect.soft(await violations(page), `${what}, ${width} pixels, ${colorScheme}`).toEqual([]);
    }
    const over = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect.soft(over, `${what} scrolls sideways at ${width} pixels`).toBeLessThanOrEqual(0);
  }
}

for (const role of ['chair', 'participant', 'observer'] as const) {
  test(`the room of a ${role} has no violation, light and dark, wide and narrow`, async ({
    server,
    browser,
  }) => {
    const meeting = await underWay(server);
    const person = await Person.with(browser, 'Idris Bello');
    await person.enter(meeting, role);
    await expect(person.written('The agenda is adopted as circulated.')).toBeVisible();
    await expect(person.page.getByText('Thank you.')).toBeVisible();
    await look(person, `room-${role}`);
    await person.fine();
  });
}

test('the other pages have no violation, light and dark, wide and narrow', async ({ server, browser }) => {
  const meeting = await underWay(server);
  const person = await Person.with(browser, 'Idris Bello');
  await person.open(meeting.links.participant);
  await person.button('Join').waitFor();
  await look(person, 'join');
  await person.join(meeting, 'participant');
  for (const [what, link] of [
    ['minutes', `${meeting.url}/minutes`],
    ['text', `${meeting.url}/text?w=20`],
    ['home', server.url],
    ['how', `${server.url}/how`],
    ['group', `${server.url}/group`],
    ['captioner', meeting.captions.en?.console ?? ''],
  ] as const) {
    await person.open(link);
    await look(person, what);
  }
  await person.fine();
});

test('captions lie over a picture', async ({ server, browser }) => {
  const meeting = await underWay(server);
  const person = await Person.with(browser, 'Streaming overlay', { viewport: { width: 1280, height: 300 } });
  const { page } = person;
  await person.open(`${meeting.url}/overlay?lines=1&size=60${new URL(meeting.links.observer).hash}`);
  await expect(page.getByText('Thank you.')).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('Welcome, everyone.')).not.toBeInViewport();
  await expect(page.getByText('Thank you.')).toHaveCSS('font-size', '60px');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await person.shot('overlay');
  await person.fine();
});

test('the public page has no violation, light and dark, wide and narrow', async ({ server, browser }) => {
  const meeting = await underWay(server);
  const person = await Person.with(browser, 'Idris Bello');
  await person.page.route(/\/assets\/room-.*\.js$/, (route) => route.abort()); // as where scripts do not arrive
  await person.open(meeting.url);
  await look(person, 'public');
});

test('without scripts one comes in, and reads the meeting, its minutes, its captions and the home page', async ({
  server,
  browser,
}) => {
  const meeting = await underWay(server);
  const person = await Person.with(browser, 'Lea Brunner', { javaScriptEnabled: false });
  const { page } = person;
  await person.open(server.url);
  await page.getByRole('link', { name: 'Coordination meeting of the coalitions' }).last().click();
  await person.open(meeting.url);
  await expect(
    page.getByRole('heading', { level: 1, name: 'Coordination meeting of the coalitions' }),
  ).toBeVisible();
  await expect(page.getByText('Amina Diallo has the floor.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Ben Arslan' })).toBeVisible();
  await expect(page.getByText('The agenda is adopted')).toHaveCount(0);
  await page.getByText('Come in here, without scripts').click();
  await page.getByLabel('Your link').fill('cvl_of_last_year');
  await page.getByLabel('Your name', { exact: true }).fill(person.name);
  await page.getByLabel('I type').check();
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByRole('link', { name: /This link does not work/ }).click();
  await expect(page.getByLabel('Your link')).toBeFocused();
  await expect(page.getByLabel('Your name', { exact: true })).toHaveValue(person.name);
  await person.shot('join-without-scripts');
  await page.getByLabel('Your link').fill(meeting.links.secretary);
  await page.getByRole('button', { name: 'Join' }).click();
  const captions = page.getByRole('region', { name: 'Captions' });
  const text = await captions.getByRole('link', { name: 'Plain text' }).getAttribute('href');
  expect(await (await page.request.get(new URL(text ?? '', page.url()).href)).text()).toContain(
    'Welcome, everyone.',
  );
  await page.getByRole('link', { name: 'Minutes' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Minutes of Coordination meeting' }),
  ).toBeVisible();
  await expect(page.getByText('The agenda is adopted as circulated.')).toBeVisible();
  await person.shot('minutes-without-scripts');
});

test('a page that is loaded again is the same person in the same place', async ({ server, browser }) => {
  const meeting = await underWay(server);
  const person = await Person.with(browser, 'Sam Ito');
  await person.join(meeting, 'participant');
  await person.button('Ask for the floor').click();
  await expect(person.queue.getByText('You are 3rd of 3.')).toBeVisible();
  await person.page.reload();
  await person.connected();
  await expect(person.page.getByText('Sam Ito, participant')).toBeVisible();
  await expect(person.queue.getByText('You are 3rd of 3.')).toBeVisible();
  await expect(person.page).toHaveURL(/\/m\/[-0-9a-f]+$/);
  await person.fine();
});
