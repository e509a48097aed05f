import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from '@playwright/test';

/** The rules whose verdict depends on colours: all that another scheme can change. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What an element says that no colour comes from. */
const WORDS = [
  ...['id', 'for', 'href', 'src', 'alt', 'name', 'value', 'title', 'lang', 'datetime', 'placeholder'],
  ...['aria-label', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'data-line', 'data-id'],
];

/** What axe finds on a page, one line a rule. */
export function violations(page: Page): Promise<string[]> {
  return run(page, { runOnly: TAGS }, 'target-size'); // which is off by default
}

/** The same without what {@link colours} finds: most of the time goes into that. */
export function colourless(page: Page): Promise<string[]> {
  return run(page, { runOnly: TAGS, rules: { 'color-contrast': { enabled: false } } }, 'target-size');
}

/**
 * What axe finds where text stands in a way that had not been judged before: in other elements, of other classes
 * or states. What text says gives it no colour. Whoever calls it has one seen for each scheme of colours.
 */
export async function colours(page: Page, seen: Set<string>): Promise<string[]> {
  await engine(page);
  const fresh = await page.evaluate(
    ([had, words]) => {
      const known = new Set(had);
      const one = (element: Element): string => {
        const says = [...element.attributes].filter(({ name }) => !words.includes(name));
        const is = [':first-child', ':last-child', ':checked', ':focus'].filter((state) =>
          element.matches(state),
        );
        return element.localName + says.map(({ name, value }) => `[${name}=${value}]`).join('') + is.join('');
      };
      const way = (element: Element): string =>
        element.parentElement ? `${way(element.parentElement)} > ${one(element)}` : one(element);
      const stands = ({ childNodes }: Element): boolean =>
        [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      const ways: string[] = [];
      for (const element of document.body.querySelectorAll('*')) {
        element.removeAttribute('data-fresh');
        if (!stands(element) && !element.matches('input, select, textarea')) continue;
        const key = way(element);
        if (known.has(key)) continue;
        known.add(key);
        ways.push(key);
        element.setAttribute('data-fresh', '');
      }
      return ways;
    },
    [[...seen], [...WORDS, 'data-fresh']] as const,
  );
  if (fresh.length === 0) return [];
  for (const way of fresh) seen.add(way);
  return run(page, { runOnly: COLOURS }, 'color-contrast', '[data-fresh]');
}

/** Most pages do not bring the engine along; that of the fixtures does, for reading it takes the browser a quarter of a second. */
async function engine(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
}

/**
 * Lets axe judge a page, or what in it a selector names. The engine runs in the page itself: four times as fast as
 * the adapter for Playwright, and there are no frames that would need it. proof is a rule without which it was for nothing.
 */
async function run(page: Page, options: RunOptions, proof: string, within = ''): Promise<string[]> {
  await engine(page);
  const { violations: found, ...rest } = await page.evaluate(
    ([how, what]): Promise<AxeResults> =>
      (window as unknown as { axe: typeof axe }).axe.run(what ? { include: [what] } : document, {
        ...how,
        resultTypes: ['violations'],
      }),
    [options, within] as const,
  );
  const ran = [...found, ...rest.passes, ...rest.incomplete, ...rest.inapplicable].map(({ id }) => id);
  if (!ran.includes(proof)) throw new Error(`axe: ${proof} did not run`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
