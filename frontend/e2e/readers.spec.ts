import { expect, type Page } from '@playwright/test';
import { violations } from './axe.ts';
import { Person } from './person.ts';
import { test } from './server.ts';

const panel = (page: Page) => page.getByRole('group', { name: 'Caption text' });

/** Has so many lines come while somebody reads. */
async function come(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(
    ([first, last]) => {
      for (let id = first; id < last; id++) {
        const line = { id, rev: 1, text: `Line ${id}.`, final: true, speaker: 'Ann', at: '', gap: false };
        window.room?.patch({ feed: 'captions/en', cursor: '2', set: { [`seg/${id}`]: line } });
      }
    },
    [from, to] as const,
  );
}

test('what is found far back is in sight, and stays where it is while lines come', async ({ page }) => {
  await page.goto('/?state=captions-long');
  await page.getByText('Find in captions').click();
  await page.getByLabel('Words to find').fill('which sessions');
  await page.keyboard.press('Enter');
  const found = page.locator('#line-3');
  await expect(found.locator('mark')).toBeInViewport();
  await page.getByRole('button', { name: 'To the next speaker' }).click();
  await page.getByRole('button', { name: 'To the next speaker' }).click();
  await expect(page.locator('#line-7')).toBeInViewport();
  const before = await page.locator('#line-7').boundingBox();
  await come(page, 10_000, 10_050);
  await expect(page.getByRole('button', { name: 'Jump to latest (50 unread)' })).toBeVisible();
  expect(await page.locator('#line-7').boundingBox()).toEqual(before);
});

test('a marked place is found again by keyboard, also after a reload', async ({ page }) => {
  await page.goto('/?state=captions-long');
  await panel(page).focus();
  await page.keyboard.press('m');
  const mark = page.getByText('You have read up to here');
  await expect(mark).toBeInViewport();
  await come(page, 10_000, 10_050);
  await expect(page.locator('#line-10049')).toBeInViewport();
  await expect(mark).not.toBeInViewport();
  await page.keyboard.press('b');
  await expect(mark).toBeInViewport();
  await page.reload();
  await page.getByRole('button', { name: 'Go to my mark' }).click();
  await expect(mark).toBeInViewport();
});

test('a look is two actions away, shows at once, and is there after a reload', async ({ page }) => {
  await page.goto('/?state=open');
  await page.getByText('Caption settings').click();
  await page.getByLabel('Lines shown').selectOption('2');
  await page.getByLabel('Colours').selectOption('Yellow on black');
  const look = () =>
    panel(page).evaluate((element) => {
      const { color, backgroundColor, blockSize } = getComputedStyle(element);
      return [color, backgroundColor, blockSize];
    });
  const chosen = ['rgb(255, 255, 0)', 'rgb(0, 0, 0)', '63px']; // two lines of 21 pixels, one and a half high
  expect(await look()).toEqual(chosen);
  await page.reload();
  await panel(page).waitFor();
  expect(await look()).toEqual(chosen);
});

test('a second screen shows the captions to the same person', async ({ server, browser }) => {
  const meeting = await server.make({ title: 'Coordination' });
  const chair = await server.join(meeting, 'chair', 'Noor Haddad');
  await chair.ask({ do: 'start_meeting', in: {} });
  await server.caption(meeting.captions.en?.zoom ?? '', 'NOOR: Welcome, everyone.\n', 3000);
  const ann = await Person.with(browser, 'Ann');
  await ann.enter(meeting, 'participant');
  await ann.page.getByText('Caption settings').click();
  await ann.button('Second screen').click();
  await expect(ann.page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  const address = (await ann.page.locator('code', { hasText: '/s/' }).textContent()) ?? '';
  await ann.shot('second-screen-first');

  const phone = await Person.with(browser, 'Ann', { viewport: { width: 390, height: 780 } });
  await phone.open(address);
  expect(await violations(phone.page)).toEqual([]);
  await phone.shot('second-screen-asks');
  await phone.button('Show the captions').click();
  await expect(phone.page.getByText('Welcome, everyone.')).toBeVisible();
  await expect(phone.part('Speaker queue')).toHaveCount(0);
  await phone.shot('second-screen');
  await phone.fine();
  await phone.open(address);
  await expect(phone.page.getByText('was used already')).toBeVisible();
  await ann.fine();
});
