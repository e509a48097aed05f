import { expect } from '@playwright/test';
import { violations } from './axe.ts';
import { Person } from './person.ts';
import { playedLines } from './played.ts';
import { test } from './server.ts';

const PLAN = {
  title: 'Coordination call',
  agenda: [{ title: 'Captions', kind: 'decision', minutes: 20 }],
};

/** What is written, line by line, of those that somebody wrote. */
const written = (person: Person): Promise<string[]> =>
  person.minutes.locator('li:not(.quiet) .text').allTextContents();
const write = async (person: Person, line: string): Promise<void> => {
  await person.minutes.getByRole('textbox', { name: 'A line' }).fill(line);
  await person.page.keyboard.press('Enter');
};

// M3: nothing that either types is lost, whatever happens to lines, pages and the server.
test('two scribes write an hour of what was said, over lost lines, reloads and a server that dies', async ({
  server,
  browser,
}) => {
  const meeting = await server.make(PLAN);
  const lea = await Person.with(browser, 'Lea Stone', { line: await server.line() });
  const noor = await Person.with(browser, 'Noor Haddad');
  await lea.join(meeting, 'secretary');
  await noor.join(meeting, 'chair');
  await noor.button('Start the meeting').click();
  await noor.button('Yes, start it').click();
  await expect(noor.written('Under discussion')).toBeVisible();

  const lines = playedLines.slice(0, 60).map((line, n) => `${n + 1}. ${line}`);
  const hers = lines.filter((_, n) => n % 2 === 0);
  const others = lines.filter((_, n) => n % 2 === 1);
  const half = hers.length / 2;
  for (const [n, line] of hers.entries()) {
    if (n === 5) {
      await lea.page.context().setOffline(true);
      lea.line?.lose();
      await expect(lea.page.getByText(/^You are offline/)).toBeVisible();
    }
    if (n === 10) await lea.page.context().setOffline(false); // the line itself is still lost
    if (n === half) {
      lea.line?.mend();
      await lea.connected();
    }
    if (n === half + 4) lea.line?.hold(); // taken, and not answered
    if (n === half + 6) {
      await server.kill();
      lea.line?.lose();
      await server.restart();
      lea.line?.mend();
    }
    await write(lea, line);
    if (others[n]) await write(noor, others[n]);
    if (n === half + 2) await lea.page.reload();
  }
  for (const person of [lea, noor]) {
    await person.connected();
    await expect.poll(async () => (await written(person)).length, { timeout: 60_000 }).toBe(lines.length);
    const all = await written(person);
    expect(all.filter((line) => hers.includes(line))).toEqual(hers);
    expect(all.filter((line) => others.includes(line))).toEqual(others);
    await expect(person.minutes.getByText('on its way')).toHaveCount(0);
  }
});

// M1, M2, M8: the scenario of issue "Minutes that write themselves", by the page alone.
test('from the first line to approved minutes that are corrected, with two proposals that conflict', async ({
  server,
  browser,
}) => {
  const plan = { ...PLAN, series: 'calls', starts: '2026-11-01T12:00:00Z' };
  const meeting = await server.make(plan);
  const [lea, noor, ann, ben] = await Promise.all(
    ['Lea Stone', 'Noor Haddad', 'Ann Lee', 'Ben Okri'].map((name) => Person.with(browser, name)),
  );
  if (!lea || !noor || !ann || !ben) throw new Error('somebody has no browser');
  await lea.join(meeting, 'secretary');
  await noor.join(meeting, 'chair');
  await ann.join(meeting, 'participant');
  await ben.join(meeting, 'participant');
  await noor.button('Start the meeting').click();
  await noor.button('Yes, start it').click();
  await expect(lea.written('Under discussion')).toBeVisible();

  await write(lea, 'Ann: We need captions in every sesion.');
  await write(lea, '... And interpreters.');
  await expect(ben.written('Ann Lee: We need captions in every sesion. And interpreters.')).toBeVisible();
  await write(lea, 's/sesion/session/');
  await write(lea, 'DECISION: Hosts are asked for captions.');
  await write(lea, 'ACTION: Ben Okri to write to the hosts by 31 January 2030');
  await ben.button('1 change, show').click(); // what is read does not change by itself
  await expect(ben.written('Ann Lee: We need captions in every session. And interpreters.')).toBeVisible();
  await expect(ben.written('Ben Okri: write to the hosts')).toBeVisible();
  await write(lea, 's/coffee/tea/');
  await expect(lea.minutes.getByText('No line of the minutes that you may change says that.')).toBeVisible();
  await lea.button('Throw it away').click();

  await noor.button('End the meeting').click();
  await noor.button('Yes, end it').click();
  await expect(lea.minutes.getByText('Draft, not yet circulated')).toBeVisible();
  expect((await ann.page.request.get(`${meeting.url}/minutes.txt`)).status()).toBe(200);
  await lea.minutes.getByText('Circulate the minutes').click();
  await lea.button('Circulate them').click();
  await expect(ann.minutes.getByText(/^Circulated: corrections/)).toBeVisible();

  for (const [person, text] of [
    [ann, 'All hosts are asked for captions.'],
    [ben, 'Hosts are asked for captions and sign language.'],
  ] as const) {
    await person.button(/^Propose a correction.*Decision 1/).click();
    await person.minutes.locator('li').getByLabel('It should say').fill(text);
    await person.minutes.locator('li').getByRole('button', { name: 'Propose it' }).click();
    await expect(person.minutes.getByText('Not answered yet.').first()).toBeVisible();
  }
  await expect(lea.minutes.getByText('2 corrections wait for an answer.')).toBeVisible();
  await lea.button('Accept').first().click();
  await expect(lea.button('Accept')).toHaveCount(1); // the other waits still
  await lea.button('Accept').click();
  await expect(lea.minutes.getByText(/^The line was changed since this was proposed/).first()).toBeVisible();
  await lea.minutes.getByText('Do not accept', { exact: true }).click();
  await lea.page.getByLabel('Why not').fill('Sign language was not spoken of.');
  await lea.button('Say so').click();
  await expect(ben.minutes.getByText('Sign language was not spoken of.')).toBeVisible();
  // Who reads is offered what has changed, and finds it.
  await ben.button('1 change, show').click();
  await expect(ben.focused).toContainText('All hosts are asked for captions.');

  const next = await server.make({
    ...plan,
    title: 'The next call',
    starts: '2026-11-20T12:00:00Z',
    agenda: [],
  });
  const chair = await server.join(next, 'chair', 'Noor Haddad');
  const item = await chair.ask({
    do: 'add_item',
    in: { title: 'Minutes', kind: 'review', minutes: 5, approves: meeting.id },
  });
  await chair.ask({ do: 'start_meeting', in: {} });
  await chair.ask({ do: 'leave_item', in: { item, then: 'approve' } });
  await expect(lea.minutes.getByText(/^Approved on/)).toBeVisible();
  await expect(lea.minutes.getByRole('textbox', { name: 'A line' })).toHaveCount(0);

  await lea.button(/^Correct.*Action 1/).click();
  await lea.page.getByLabel('It should say').fill('write to all hosts');
  await lea.page.getByLabel('Note that says why').fill('A word was missing.');
  await lea.button('Correct the approved minutes').click();
  await expect(lea.minutes.getByText(/^Approved, and corrected since/)).toBeVisible();

  const reader = await Person.with(browser, 'Nobody', { javaScriptEnabled: false });
  await reader.open(`${meeting.url}/minutes`);
  const { page } = reader;
  await expect(page.getByText('A word was missing.')).toBeVisible();
  await expect(page.getByText('Sign language was not spoken of.')).toBeVisible();
  await page.getByRole('link', { name: /^Changed: ACTION 1/ }).click();
  await expect(page.locator(':target')).toContainText('write to all hosts');
  await reader.leave();
  await ann.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ann.open(`${meeting.url}/minutes`);
  const line = ann.page.locator('.line', { hasText: 'write to all hosts' });
  await line.getByRole('link', { name: /^Link to line/ }).click();
  await expect(line.getByRole('status')).toHaveText('The link was copied.');
  await ann.page.goto(await ann.page.evaluate(() => navigator.clipboard.readText()));
  await expect(ann.page.locator(':target')).toContainText('write to all hosts');
  expect(await violations(ann.page)).toEqual([]);
  expect(await violations(lea.page)).toEqual([]);
  for (const person of [lea, noor, ann, ben]) await person.fine();
});
