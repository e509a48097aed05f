import axe, { type AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on a page, one line a rule. The engine runs in the page itself: four times as fast
 * as the adapter for Playwright, and there are no frames that would need it.
 */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found, ...rest } = await page.evaluate(
    (tags): Promise<AxeResults> =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: tags,
        resultTypes: ['violations'],
      }),
    TAGS,
  );
  const ran = [...found, ...rest.passes, ...rest.inapplicable].map(({ id }) => id);
  if (!ran.includes('target-size')) throw new Error('axe: target-size did not run'); // it is off by default
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
