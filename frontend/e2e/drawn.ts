import { expect, type Page } from '@playwright/test';
import type { Room } from '../src/lib/room.svelte.ts';

declare global {
  interface Window {
    /** The room that the fixtures drew. */
    room?: Room;
  }
}

/** Every state that the fixtures can draw, as their own list has them. */
export async function states(page: Page): Promise<string[]> {
  await page.goto('/');
  await page.locator('body[data-drawn]').waitFor(); // the list is drawn by a program, after the page has loaded
  const names = await page.getByRole('link').allTextContents();
  expect(names.length).toBeGreaterThan(20);
  return names;
}

/** Draws a state, with every disclosure open, so that nothing escapes a check by being folded away. */
export async function draw(page: Page, state: string): Promise<void> {
  await page.goto(`/?state=${state}`);
  await page.locator('h1').waitFor();
  await page.locator('body[data-drawn]').waitFor();
  await page.evaluate(async () => {
    for (let folded = 1; folded > 0;) {
      const parts = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      for (const part of parts) part.open = true;
      folded = parts.length; // what has opened may hold more
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }
  });
}
