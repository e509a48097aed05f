import { expect } from '@playwright/test';
import { violations } from './axe.ts';
import { Person } from './person.ts';
import { test } from './server.ts';

const AGENDA = `1. Welcome (5 min, adoption)
2. Budget (20 min, decision) — Amina Diallo
   a) Draft
3. Any other business`;

test('a newcomer sets a meeting up by the pages alone, and its links work', async ({ browser, server }) => {
  const owner = await Person.with(browser, 'Noor Haddad', { timezoneId: 'Asia/Kolkata' });
  const { page } = owner;
  await owner.open(server.url);
  await page.getByRole('link', { name: 'Set up a meeting' }).click();
  await page.getByLabel('Admin token').fill('cva_of_a_test');
  await page.getByLabel('Title').fill('Monthly call');
  await page.getByLabel('Day').fill('2030-03-05');
  await page.getByLabel('Time').fill('09:30');
  await expect(
    page.getByText('In your time zone, Asia/Calcutta.').or(page.getByText('Asia/Kolkata')),
  ).toBeVisible();
  await expect(page.getByText('Tuesday, 5 March 2030 at 04:00 UTC')).toBeVisible();

  await page
    .getByLabel('The agenda as text')
    .fill(`${AGENDA}\n      - Too deep\n        - Deeper\n          - Far too deep`);
  await expect(page.getByText('Line 7: Items nest three levels deep at most.').first()).toBeVisible();
  await page.getByLabel('The agenda as text').fill(AGENDA);
  await expect(page.getByText('35 minutes in all, until 10:05.')).toBeVisible();
  await page.getByLabel('Bodies').fill('Libraries\nIslands');
  await page.getByLabel('français').check();
  await page.getByLabel('Series (optional)').fill('monthly-call');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await owner.shot(`setup-${colorScheme}`);
    expect(await violations(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await owner.shot('setup-390');
  expect(
    await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth),
  ).toBeLessThanOrEqual(0);
  await page.keyboard.press('Tab');
  await page.getByLabel('Series (optional)').press('Enter');

  await expect(page.getByRole('heading', { name: 'The meeting is set up' })).toBeFocused();
  await owner.shot('setup-done');
  expect(await violations(page)).toEqual([]);
  const link = (of: string) =>
    page
      .locator('.link', { has: page.getByRole('heading', { name: of }) })
      .locator('code')
      .innerText();
  const [chairs, everybodys] = [
    await link('For you, or whoever leads'),
    await link('For everybody who takes part'),
  ];
  expect(await link('For who captions in French')).toContain('/captioner#cvs_');
  const path = await page.getByRole('link', { name: 'Add to your calendar' }).getAttribute('href');
  const calendar = await page.request.get(server.url + (path ?? ''));
  expect(await calendar.text()).toContain('DTSTART:20300305T040000Z');

  const chair = await Person.with(browser, 'Noor Haddad');
  await chair.open(chairs);
  await chair.page.getByLabel('Your name').fill('Noor Haddad');
  await chair.button('Join').click();
  await expect(chair.page.getByRole('button', { name: 'Start the meeting' })).toBeVisible();
  await expect(chair.page.getByRole('region', { name: 'Agenda' })).toContainText('Draft');

  const guest = await Person.with(browser, 'Amina Diallo');
  await guest.open(everybodys);
  await guest.page.getByLabel('Your name').fill('Amina Diallo');
  await guest.page.getByLabel('You speak for').selectOption('Islands');
  await guest.button('Join').click();
  await expect(guest.page.getByRole('heading', { name: 'Monthly call' })).toBeVisible();

  // The next one is quicker: like the last, and without the token.
  await owner.open(`${server.url}/new`);
  await page.getByLabel('Begin with').selectOption({ label: 'Monthly call, 5 Mar 2030' });
  await expect(page.getByLabel('Title')).toHaveValue('Monthly call');
  await page.getByLabel('Day').fill('2030-04-02');
  await page.getByRole('button', { name: 'Set the meeting up' }).click();
  await expect(page.getByRole('heading', { name: 'The meeting is set up' })).toBeVisible();
  for (const person of [owner, chair, guest]) await person.fine();
});
