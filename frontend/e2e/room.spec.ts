import { expect, test } from '@playwright/test';
import { draw } from './drawn.ts';

test('every control measures at least 44 pixels', async ({ page }) => {
  for (const state of ['open', 'open-chair', 'open-secretary', 'my-turn', 'queue-next', 'join', 'removed']) {
    await draw(page, state);
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          'button, a, select, summary, textarea, input:not([type=radio], [type=checkbox]), .choice',
        ),
      ]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ element, box }) => !element.matches('.skip') && box.width > 0 && box.height < 44)
        .map(({ element }) => element.outerHTML.slice(0, 120)),
    );
    expect.soft(small, state).toEqual([]);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 } });

  test('captions stand before the queue, and are kept in sight on request, also next time', async ({
    page,
  }) => {
    await page.goto('/?state=queue-mine');
    const captions = page.getByRole('region', { name: 'Captions' });
    const top = async (name: string) => (await page.getByRole('region', { name }).boundingBox())?.y ?? NaN;
    expect(await top('Captions')).toBeLessThan(await top('Speaker queue'));
    await page.getByRole('button', { name: 'Keep in sight' }).click();
    await page.reload();
    await page.getByRole('region', { name: 'Minutes' }).scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect(captions.getByText('and if the host cannot do that, we should')).toBeInViewport();
    await page.getByRole('button', { name: 'Keep in sight' }).click();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect(captions).not.toBeInViewport();
  });

  test('the one button is in sight wherever the page is, and what sticks takes at most a third', async ({
    page,
  }) => {
    await page.addInitScript(() => localStorage.setItem('convener.pin', 'on'));
    for (const [state, name] of [
      ['open', 'Ask for the floor'],
      ['queue-mine', 'Lower my hand'],
      ['my-turn', 'I have finished'],
    ] as const) {
      await page.goto(`/?state=${state}`);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
      const stuck = await page.evaluate(() =>
        [...document.querySelectorAll('#app *')]
          .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position))
          .map((element) => element.getBoundingClientRect())
          .reduce(
            (sum, { top, bottom }) => sum + Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)),
            0,
          ),
      );
      expect(stuck / 780, state).toBeLessThanOrEqual(1 / 3);
    }
  });

  test('no control is covered when the keyboard reaches it', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('convener.pin', 'on'));
    await draw(page, 'queue-mine');
    const covered: string[] = [];
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return null;
        const { left, top, width, height } = focused.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12));
        return over && (focused.contains(over) || over.contains(focused))
          ? ''
          : focused.outerHTML.slice(0, 90);
      });
      if (found === null) break;
      if (found) covered.push(found);
    }
    expect(covered).toEqual([]);
  });
});

test('whoever waits has a number, and the queue stays in sight beside the minutes', async ({ page }) => {
  await page.goto('/?state=open-chair');
  const rows = page.getByRole('region', { name: 'Speaker queue' }).getByRole('listitem');
  for (const [i, row] of (await rows.all()).entries()) {
    expect(await row.evaluate((li: HTMLLIElement) => [getComputedStyle(li).display, li.value])).toEqual([
      'list-item',
      i + 1,
    ]);
  }
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const name of ['Floor', 'Captions', 'Speaker queue']) {
    await expect(page.getByRole('region', { name, exact: true })).toBeInViewport();
  }
});

test('nothing moves with reduced motion, nor without', async ({ page }) => {
  await draw(page, 'my-turn');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('every control can be reached by keyboard, in the order of the page, and shows the focus', async ({
  page,
}) => {
  await draw(page, 'open-chair');
  const stops: { order: number; outlined: boolean; covered: boolean }[] = [];
  for (let i = 0; i < 500; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return null;
      const { left, top, width, height } = focused.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12));
      return {
        order: [...document.querySelectorAll('*')].indexOf(focused),
        outlined: parseFloat(getComputedStyle(focused).outlineWidth) >= 2,
        covered: !(over && (focused.contains(over) || over.contains(focused))),
      };
    });
    if (!stop) break;
    stops.push(stop);
  }
  expect(stops.length).toBeGreaterThan(40);
  expect(stops.map(({ order }) => order)).toEqual(stops.map(({ order }) => order).sort((a, b) => a - b));
  expect(stops.filter(({ outlined, covered }) => !outlined || covered)).toEqual([]);
});

test('letters typed on the page do nothing', async ({ page }) => {
  await draw(page, 'open-chair');
  const before = await page.locator('#app').innerHTML();
  await page.keyboard.type('abcdefghijklmnopqrstuvwxyz0123456789?/.');
  expect(await page.locator('#app').innerHTML()).toBe(before);
});

test('a hundred lines move nothing for somebody who reads further up', async ({ page }) => {
  await draw(page, 'captions-long');
  const text = page.getByRole('group', { name: 'Caption text' });
  await text.evaluate((panel) => (panel.scrollTop -= 900));
  await expect(page.getByRole('button', { name: 'Pause scrolling' })).toHaveAttribute('aria-pressed', 'true');
  const line = page.locator('#line-880');
  const before = await line.boundingBox();
  await page.evaluate(() => {
    for (let id = 10_000; id < 10_100; id++) {
      const segment = {
        id,
        rev: 1,
        text: `Line ${id} of what is said.`,
        final: true,
        speaker: 'Ann',
        gap: false,
      };
      window.room?.patch({ feed: 'captions/en', cursor: '2', set: { [`seg/${id}`]: segment } });
    }
  });
  await expect(page.getByRole('button', { name: 'Jump to latest (100 unread)' })).toBeVisible();
  expect(await line.boundingBox()).toEqual(before);
  await page.getByRole('button', { name: /Load earlier/ }).evaluate((button: HTMLElement) => button.click());
  await expect(page.locator('#line-501')).toBeAttached();
  await page.getByRole('button', { name: /Jump to latest/ }).click();
  await expect(page.locator('#line-10099')).toBeInViewport();
  await expect(page.locator('[id^=line-]')).toHaveCount(300);
});

test('two hundred changes of the queue leave the focus where it is, and in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 }); // the five rows that a hand moves among fit
  await page.goto('/?state=open-chair');
  const call = page.getByRole('button', { name: 'Call Mei-Ling Chen' });
  await call.focus();
  const lost = await page.evaluate(async () => {
    const queue = window.room?.meeting.queue;
    if (!queue || !window.room) return -1;
    const mine = queue.hands[3];
    const others = queue.hands.filter((hand) => hand !== mine);
    let times = 0;
    for (let i = 0; i < 200; i++) {
      const hands = [...others.slice(i % 4), ...others.slice(0, i % 4)];
      if (mine) hands.splice(i % 5, 0, mine);
      window.room.patch({ feed: 'meeting', cursor: '2', set: { queue: { ...queue, hands } } });
      await new Promise(requestAnimationFrame);
      if (document.activeElement === document.body) times++;
    }
    return times;
  });
  expect(lost).toBe(0);
  await expect(call).toBeFocused();
  await expect(call).toBeInViewport();
});
