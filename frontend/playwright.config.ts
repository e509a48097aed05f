import { createServer, type AddressInfo } from 'node:net';
import { defineConfig, devices } from '@playwright/test';

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

// Workers read this file too, and must find the port that was chosen first.
process.env.STATES_PORT ??= String(await freePort());
const port = process.env.STATES_PORT;

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 120_000, // two cores may have other work
  expect: { timeout: 15_000 },
  reporter: [['list', { printSteps: false }]],
  use: {
    ...devices['Desktop Chrome'],
    actionTimeout: 15_000,
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: {
      executablePath: process.env.CONVENER_TEST_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
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
