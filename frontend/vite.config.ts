import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { firstLoad } from './first-load.ts';

export default defineConfig({
  base: '/',
  plugins: [
    svelte(),
    firstLoad([
      { entries: ['src/room.ts', 'src/page.css'], name: 'room', limit: 100 },
      { entries: ['src/overlay.ts', 'src/page.css'], name: 'overlay', limit: 40 },
      { entries: ['src/group.ts', 'src/page.css'], name: 'group', limit: 36 },
      { entries: ['src/setup.ts', 'src/page.css'], name: 'set-up', limit: 60 },
      { entries: ['src/body.ts', 'src/page.css'], name: 'body', limit: 32 },
      { entries: ['src/minutes.ts', 'src/page.css'], name: 'minutes', limit: 5 }, // and the text
      { entries: ['src/page.css'], name: 'pages without scripts', limit: 4 }, // and 16 of text
    ]),
  ],
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    // What browsers five years old understand.
    target: ['es2020', 'chrome96', 'edge96', 'firefox95', 'safari15'],
    manifest: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [
        'src/room.ts',
        'src/captioner.ts',
        'src/overlay.ts',
        'src/group.ts',
        'src/setup.ts',
        'src/body.ts',
        'src/minutes.ts',
        'src/page.css',
      ],
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: {
    environment: 'jsdom',
    css: { include: [/\.css\?raw/] }, // tests read them as text
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test.setup.ts'],
    isolate: false, // a file begins where another ended: more than half of the time went into beginning anew
    testTimeout: 90_000, // user-event is slow on a busy machine, and speed is no test
  },
});
