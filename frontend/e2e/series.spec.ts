import { expect, type Browser, type Locator } from '@playwright/test';
import type { Role } from '../src/lib/protocol.gen.ts';
import { gone, Person } from './person.ts';
import { test, type Made } from './server.ts';

const BODIES = [{ name: 'Islands', seats: 2 }];
/** Tests share servers, and a meeting goes on from the last of its series. */
const SERIES = { series: 'three-calls', bodies: BODIES };
const FIRST = {
  ...SERIES,
  title: 'First call',
  starts: '2026-11-01T12:00:00Z',
  agenda: [
    { title: 'Adoption', kind: 'adoption', minutes: 5 },
    { title: 'Captions', kind: 'discussion', minutes: 20 },
    { title: 'Money', kind: 'decision', minutes: 10 },
  ],
};
/** The clock of a silence, and what those with a bad line have after it, in seconds. */
const [SILENCE, GRACE] = [10, 20];
const RUNS_OUT = { timeout: (SILENCE + GRACE + 8) * 1000 };

async function enter(
  browser: Browser,
  meeting: Made,
  role: Role,
  name: string,
  options: Parameters<typeof Person.with>[2] = {},
): Promise<Person> {
  const person = await Person.with(browser, name, options);
  const body = role === 'participant' ? 'Islands' : '';
  if (options.line) await person.join(meeting, role, body);
  else await person.enter(meeting, role, body);
  return person;
}
const item = (person: Person, title: string): Locator =>
  person.part('Agenda').locator('li[data-id]').filter({ hasText: title });
const question = (person: Person): Locator => person.part('Any objections?');

/** Starts an item, whose button may be in its menu. */
async function start(person: Person, title: string): Promise<void> {
  const button = item(person, title).getByRole('button', { name: /^Start/ });
  if (!(await button.isVisible())) await item(person, title).getByText('More').click();
  await button.click();
}
async function adopt(noor: Person): Promise<void> {
  await noor.button('Ask to adopt the agenda').click();
  await noor.button('Ask everybody').click();
}

test('three meetings of a series: adopt, object over a bad line, park, carry over, restore', async ({
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  await server.agree({ silence: SILENCE, grace: GRACE });
  const first = await server.make(FIRST);
  const line = await server.line();
  const noor = await enter(browser, first, 'chair', 'Noor Haddad');
  const amina = await enter(browser, first, 'participant', 'Amina Diallo', { line });
  const ben = await server.join(first, 'participant', 'Ben Okri', 'Islands');

  await test.step('whose line is lost at the last second objects when it is back', async () => {
    await noor.button('Start the meeting').click();
    await noor.button('Yes, start it').click();
    await adopt(noor);
    await expect(question(amina)).toContainText('left to object');
    // Two seconds are soon over: an expectation looks once a second by then, and may miss them.
    await expect
      .poll(() => question(noor).locator('.time').textContent(), {
        timeout: SILENCE * 1000,
        intervals: [100],
      })
      .toMatch(/^0:0[12]$/);
    line.lose();
    await amina.button('I object').click();
    await expect(question(noor)).toContainText('The clock has run out');
    await expect(question(noor)).not.toContainText('Amina');
    await expect(question(noor)).toContainText('1 person was connected and silent, 2 not connected.');
    line.mend();
    await expect(question(noor)).toContainText(
      'Amina Diallo, Islands objected. (after the clock, over a bad line)',
      {
        timeout: 40_000,
      },
    );
    await expect(question(amina)).toContainText('Amina Diallo');
    await noor.saidOnce('There is an objection.');
  });

  await test.step('silence adopts, and what comes later says so', async () => {
    await adopt(noor);
    await expect(noor.part('Agenda')).toContainText(/Adopted at \d\d:\d\d\./, RUNS_OUT);
    await expect(question(amina)).toContainText('Agreed: nobody objected.');
    await expect(noor.written('The agenda: agreed by silence.')).toBeVisible();
    await noor.part('Agenda').getByText('Add an item', { exact: true }).click();
    const form = noor.part('Agenda').locator('form').filter({ hasText: 'Add to the agenda' });
    await form.getByLabel('Title', { exact: true }).fill('Thanks');
    await form.getByRole('button', { name: 'Add to the agenda' }).click();
    await expect(item(amina, 'Thanks')).toContainText('added after adoption');
  });

  await test.step('an item is parked with its queue, and comes back with it', async () => {
    await start(noor, 'Captions');
    await noor.button('Open the queue').click();
    await amina.button('Ask for the floor').click();
    await expect(amina.button('Lower my hand')).toBeVisible();
    await ben.ask({ do: 'raise_hand', in: { class: 'topic' } });
    await expect(noor.waiting).toHaveText(['Amina Diallo', 'Ben Okri']);
    await start(noor, 'Money');
    await noor.page.getByRole('radio', { name: /stays where it is/ }).check();
    await noor.page.getByLabel('What came of it').fill('The libraries ask their members.');
    await noor.button('Leave it').click();
    await expect(item(noor, 'Money')).toContainText('(now)');
    await expect(noor.waiting).toHaveText([]);
    await expect(noor.written('The libraries ask their members.')).toBeVisible();
    await start(noor, 'Captions');
    await expect(noor.waiting).toHaveText(['Amina Diallo', 'Ben Okri']);
    await noor.shot('series-restored');
  });

  await test.step('what people wait for at the end goes to the next meeting', async () => {
    await noor.button('End the meeting').click();
    await noor.button('Yes, end it').click();
    await expect(item(amina, 'Captions')).toContainText('left to the next meeting');
  });
  await gone([noor, amina]);

  const agenda = [
    { title: 'Adoption', kind: 'adoption', minutes: 5 },
    { title: 'News', kind: 'information', minutes: 5 },
  ];
  const second = await server.make({
    ...SERIES,
    title: 'Second call',
    starts: '2026-11-08T12:00:00Z',
    agenda,
  });
  await test.step('the next one begins with it, and its queue', async () => {
    const chair = await enter(browser, second, 'chair', 'Noor Haddad');
    await expect(chair.part('Agenda').locator('li[data-id] .title')).toHaveText([
      'Adoption',
      'Captions',
      'Thanks', // which the first did not come to
      'News',
    ]);
    await expect(item(chair, 'Captions')).toContainText('from the meeting before');
    await chair.button('Start the meeting').click();
    await chair.button('Yes, start it').click();
    await start(chair, 'Captions');
    await expect(chair.waiting).toHaveText(['Amina Diallo', 'Ben Okri']);
    const again = await enter(browser, second, 'participant', 'Amina Diallo');
    await expect(again.queue).toContainText('waiting since');
    await again.button(/^This is my hand/).click();
    await expect(again.button('Lower my hand')).toBeVisible();
    await again.shot('series-claimed');
    await chair.button('Next speaker').click();
    await expect(again.floor).toContainText('Amina Diallo');
    await chair.button('End the meeting').click();
    await chair.button('Yes, end it').click();
    await expect(item(again, 'Captions')).toContainText('left to the next meeting');
    await gone([chair, again]);
  });

  await test.step('and who has not spoken waits in the third', async () => {
    const third = await server.make({ ...SERIES, title: 'Third call', starts: '2026-11-15T12:00:00Z' });
    const chair = await enter(browser, third, 'chair', 'Noor Haddad');
    await chair.button('Start the meeting').click();
    await chair.button('Yes, start it').click();
    await expect(item(chair, 'Captions')).toContainText('(now)');
    await expect(chair.waiting).toHaveText(['Ben Okri']);
    await gone([chair]);
  });
});
