import axe, { type AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';

/** The rules whose verdict depends on colours: all that another scheme can change. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on a page, one line a rule. The engine runs in the page itself: four times as fast
 * as the adapter for Playwright, and there are no frames that would need it. The same page in other colours is judged
 * by the rules that look at colours, the others would find what they found before. The page of the fixtures brings
 * the engine along, for reading it takes the browser a quarter of a second.
 */
export async function violations(page: Page, judged: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations: found, ...rest } = await page.evaluate(
    ([tags, rules]): Promise<AxeResults> =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: rules.length > 0 ? rules : tags,
        resultTypes: ['violations'],
      }),
    [TAGS, judged === 'colours' ? COLOURS : []] as const,
  );
  const ran = [...found, ...rest.passes, ...rest.inapplicable].map(({ id }) => id);
  const proof = judged === 'colours' ? 'color-contrast' : 'target-size'; // which is off by default
  if (!ran.includes(proof)) throw new Error(`axe: ${proof} did not run`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
