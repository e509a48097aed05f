import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';
import type { Line } from './line.ts';
import type { Made } from './server.ts';
import type { Role } from '../src/lib/protocol.gen.ts';

declare global {
  interface Window {
    /** What the page has said, how often the keyboard was nowhere, and what the policy stopped. */
    witness: { said: string[]; lost: string[]; stopped: string[] };
  }
}

/** Runs in the page before anything else: writes down what a screen reader would hear and lose. */
function watch(hasAriaNotify: boolean): void {
  const witness: Window['witness'] = { said: [], lost: [], stopped: [] };
  window.witness = witness;
  const value = hasAriaNotify ? (text: string) => void witness.said.push(text) : undefined;
  Object.defineProperty(document, 'ariaNotify', { value });
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const live = target instanceof Element && /^live-[ab]$/.test(target.id);
      if (live && target.textContent) witness.said.push(target.textContent);
    }
  }).observe(document, { subtree: true, childList: true });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    witness.stopped.push(`${violatedDirective} ${blockedURI}`);
  });
  let last = '';
  // Whoever presses where nothing takes the keyboard has left by choice, as everywhere in a browser.
  const takes = 'a, button, input, select, textarea, summary, label, [tabindex]';
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      if (!(target as Element).closest(takes)) last = '';
    },
    true,
  );
  setInterval(() => {
    const now = document.activeElement;
    if (now && now !== document.body) last = `${now.tagName} ${now.textContent.trim()}`;
    else if (last) {
      witness.lost.push(last);
      last = '';
    }
  }, 100);
}

/**
 * What browsers report of every lost line, of every person who is new or not let in, and of every site
 * without an icon.
 */
const ORDINARY = [
  /^WebSocket connection to .* failed/,
  /net::ERR_.*\/feeds\/me$/,
  /net::ERR_.*\/captions\/monitor/,
  /status of 40[14] .*\/join$/,
  /status of 404 .*\/favicon\.ico$/,
  /status of 400 .*\/api\/v1\/agenda$/, // what is being typed
];

/** Somebody with a browser of their own. */
export class Person {
  readonly name: string;
  readonly page: Page;
  readonly line: Line | undefined;
  /** What the page says when the line is as it should be. */
  lineIs = 'Connected';
  readonly #errors: string[] = [];
  /** How a page was lost on its way, if one was. */
  static #lost = '';

  private constructor(name: string, page: Page, line: Line | undefined) {
    this.name = name;
    this.page = page;
    this.line = line;
    page.on('pageerror', ({ message }) => this.#errors.push(message));
    page.on('console', (message) => {
      const words = `${message.text()} ${message.location().url}`;
      if (message.type() === 'error' && !ORDINARY.some((some) => some.test(words))) this.#errors.push(words);
    });
  }

  /** hasAriaNotify: without it the page has to speak through its live regions. */
  static async with(
    browser: Browser,
    name: string,
    {
      line,
      hasAriaNotify = true,
      ...options
    }: { line?: Line; hasAriaNotify?: boolean } & BrowserContextOptions = {},
  ): Promise<Person> {
    const context = await browser.newContext(options);
    await context.addInitScript(watch, hasAriaNotify);
    return new Person(name, await context.newPage(), line);
  }

  /**
   * Opens a link, over the person's line if there is one. Where it is lost on its way a person loads again, and so
   * does this: a machine that was held up for seconds, or whose network changed, does that to one page in some
   * thousands. A second time in one run is no chance.
   */
  async open(link: string): Promise<void> {
    const address = this.line?.through(link) ?? link;
    const lost = await this.#load(address);
    if (!lost) return;
    if (Person.#lost) throw new Error(`pages do not load: ${Person.#lost}, and now ${lost}`);
    Person.#lost = lost;
    process.stderr.write(`loaded again: ${lost}\n`);
    await this.page.goto(address);
  }

  /** Loads a page, or says how it was lost. */
  async #load(address: string): Promise<string> {
    try {
      await this.page.goto(address, { timeout: 45_000 });
      return '';
    } catch (error) {
      if (!/net::ERR_|Timeout/.test(String(error))) throw error;
      return String(error).split('\n', 1)[0] ?? '';
    }
  }

  /** Follows the link of a role, fills in the form and waits for the room. */
  async join(meeting: Made, role: Role, body?: string): Promise<void> {
    await this.open(meeting.links[role]);
    await this.page.getByLabel('Your name', { exact: true }).fill(this.name);
    if (body) await this.page.getByLabel('You speak for').selectOption(body);
    await this.button('Join').click();
    await this.connected();
  }

  /** Comes in by the cookie alone, as after a reload; quicker than the form. */
  async enter(meeting: Made, role: Role, body = ''): Promise<void> {
    await this.page.request.post(meeting.url.replace('/m/', '/api/v1/meetings/') + '/join', {
      data: { link: meeting.links[role], name: this.name, body },
    });
    await this.open(meeting.url);
    await this.connected();
  }

  async connected(): Promise<void> {
    // After some losses in a row a page waits for half a minute before it tries again.
    await expect(this.page.getByText(this.lineIs, { exact: true })).toBeVisible({ timeout: 40_000 });
  }

  part(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name, exact: true }); // which a pattern does not mind
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }
  get queue(): Locator {
    return this.part('Speaker queue');
  }
  /** The names of those who wait, in order. */
  get waiting(): Locator {
    return this.queue.locator('li .name');
  }
  get floor(): Locator {
    return this.part('Floor');
  }
  get minutes(): Locator {
    return this.part('Minutes');
  }
  /** A line of the minutes that says so. */
  written(sentence: string): Locator {
    // What is on its way stands below the field for a moment longer.
    return this.minutes.locator('[id^=minute-]').getByRole('paragraph').filter({ hasText: sentence });
  }
  get focused(): Locator {
    return this.page.locator('*:focus');
  }

  /** Walks by Tab until target has the focus; what is walked past is in the page's own order. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let steps = 0; steps < 40; steps++) {
      await this.page.keyboard.press(key);
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(target, `${key} does not reach it`).toBeFocused();
  }

  said(): Promise<string[]> {
    return this.page.evaluate(() => window.witness.said);
  }

  /** Waits until the page has said something, and sees that it said it once. */
  async saidOnce(sentence: string): Promise<void> {
    await expect.poll(() => this.said(), { message: `${this.name} is told` }).toContain(sentence);
    expect((await this.said()).filter((said) => said === sentence)).toEqual([sentence]);
  }

  /** How many seconds the speaker has left, as the page shows it. */
  async left(): Promise<number> {
    const clock = await this.floor.locator('.time').textContent();
    const [minutes = NaN, seconds = NaN] = (clock ?? '').split(':').map(Number);
    return minutes * 60 + seconds;
  }

  /** The words of the captions that are on the page. */
  async words(): Promise<string[]> {
    return spoken((await this.page.locator('[id^=line-]').allTextContents()).join(' '));
  }

  /** Nothing went wrong in this browser that its person would not see. */
  async fine(): Promise<void> {
    expect.soft(this.#errors, `errors of ${this.name}`).toEqual([]);
    const { lost, stopped } = await this.page.evaluate(() => window.witness);
    expect.soft(lost, `where ${this.name} lost the focus`).toEqual([]);
    expect.soft(stopped, `what the policy stopped for ${this.name}`).toEqual([]);
  }

  /** For those who want to look: a picture in the folder that CONVENER_SHOTS names. */
  async shot(name: string): Promise<void> {
    const folder = process.env.CONVENER_SHOTS;
    if (folder) await this.page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

/** Nothing went wrong for them, and they go. */
export async function gone(everyone: Person[]): Promise<void> {
  for (const person of everyone) await person.fine();
  for (const person of everyone) await person.leave();
}

/** The words of a text, without the chevrons that mark a change of speaker. */
export function spoken(text: string): string[] {
  return text
    .split(/\s+/)
    .map((word) => word.replace(/^>+/, ''))
    .filter(Boolean);
}
