import { defineConfig, devices } from '@playwright/test';

const port = Number(process.env.STATES_PORT ?? 4173);

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  expect: { timeout: 15_000 },
  reporter: [['list', { printSteps: false }]],
  use: {
    ...devices['Desktop Chrome'],
    actionTimeout: 15_000,
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: {
      executablePath: process.env.CONVENER_TEST_CHROMIUM ?? '/usr/bin/chromium',
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command:
      'npx vite build -c fixtures/vite.config.ts && npx vite preview -c fixtures/vite.config.ts --host 127.0.0.1',
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
});
