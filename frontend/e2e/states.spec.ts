import { expect, test, type Page } from '@playwright/test';
import { colourless, colours } from './axe.ts';
import { draw, states } from './drawn.ts';

/** For half of the states, in milliseconds: they are many, and two cores may have other work. */
const HALF = 900_000;

/** The colours that a page is drawn in. */
const COLOURS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;
/** How text stood in each, in the states so far: most of a state stands as in another. */
const seen = new Map(Object.keys(COLOURS).map((name) => [name, new Set<string>()]));

/** Ways in which people read a narrow page, as style and direction. */
const WAYS: Record<string, [style: string, dir: string]> = {
  'as it is': ['', 'ltr'],
  'from right to left': ['', 'rtl'],
  'with wide text spacing': [
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }',
    'ltr',
  ],
  'with text twice as large': ['html { font-size: 200% }', 'ltr'],
};

/** How wide the page is in a way of reading, and what stands beyond its edges. */
function width(page: Page, way: [style: string, dir: string]): Promise<{ page: number; over: string[] }> {
  return page.evaluate(async ([css, direction]) => {
    document.documentElement.dir = direction;
    const sheet = new CSSStyleSheet();
    await sheet.replace(css);
    document.adoptedStyleSheets = [sheet];
    const inside = [
      ...document.querySelectorAll<HTMLElement>('#app *:not(.visually-hidden, .visually-hidden *, .skip)'),
    ];
    const over = inside.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1;
    });
    return {
      page: document.documentElement.scrollWidth,
      over: over.map((element) => element.outerHTML.slice(0, 90)),
    };
  }, way);
}

// Drawing a state takes long, so each is drawn once and judged in all ways that are left to style; both
// cores take half of them.
for (const half of [0, 1]) {
  test(`no state has a violation, nor scrolls sideways, however it is read (${half + 1} of 2)`, async ({
    page,
  }) => {
    test.setTimeout(HALF);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    for (const state of (await states(page)).filter((_, i) => i % 2 === half)) await judge(page, state);
    expect(errors, 'the strict content security policy holds').toEqual([]);
    expect(
      Math.min(...[...seen.values()].map(({ size }) => size)),
      'ways in which text stands',
    ).toBeGreaterThan(200);
  });
}

/** Draws a state and judges it by every rule, in every scheme of colours, and in every way of reading. */
async function judge(page: Page, state: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia(COLOURS.light);
  await draw(page, state);
  expect.soft(await colourless(page), state).toEqual([]);
  for (const [name, scheme] of Object.entries(COLOURS)) {
    if (name === 'forced colours' && !state.includes('chair')) continue; // these have every kind of part
    await page.emulateMedia(scheme);
    expect.soft(await colours(page, seen.get(name) ?? new Set()), `${state}, ${name}`).toEqual([]);
  }
  await page.emulateMedia(COLOURS.light);
  await page.setViewportSize({ width: 320, height: 256 });
  if (state.includes('chair')) expect.soft(await colourless(page), `${state}, small`).toEqual([]);
  for (const [name, way] of Object.entries(WAYS))
    expect.soft(await width(page, way), `${state}, ${name}`).toEqual({ page: 320, over: [] });
}
