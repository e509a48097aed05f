import { defineConfig } from '@playwright/test';
import { executablePath } from './e2e/whole.ts';
import base from './playwright.config.ts';

/** What is measured in a browser as people have it: `make paint`. Nothing else runs meanwhile. */
export default defineConfig(base, {
  testMatch: '**/*.bench.ts',
  workers: 1,
  timeout: 300_000,
  reporter: [['line']],
  use: { launchOptions: { ...base.use?.launchOptions, executablePath } },
  webServer: [],
});
