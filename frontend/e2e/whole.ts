import { chromium, type Browser, type BrowserContext, type LaunchOptions } from '@playwright/test';

/**
 * The browser as people have it, which takes three times as long for a page as the headless shell that the other
 * tests use: that is the same engine without a profile on disk and without a recogniser of speech.
 */
export const executablePath = process.env.CONVENER_TEST_CHROMIUM ?? '/usr/bin/chromium';

/** Starts it for one test; whoever does closes it. */
export function whole(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({ ...options, executablePath });
}

/** The same with a profile in a folder. */
export function withProfile(folder: string, options: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...options, executablePath });
}
