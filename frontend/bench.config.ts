import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** What is measured in a browser: `make paint`. Nothing else runs meanwhile. */
export default defineConfig(base, {
  testMatch: '**/*.bench.ts',
  workers: 1,
  timeout: 300_000,
  reporter: [['line']],
  webServer: [],
});
