import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach } from 'vitest';

// What jsdom lacks: it lays nothing out.
globalThis.ResizeObserver = class {
  observe(): void {
    // nothing ever changes its size
  }
  unobserve(): void {
    // see observe
  }
  disconnect(): void {
    // see observe
  }
};

// What a page still has to do ends with its test, as it ends when a page is closed.
const begun = new Set<ReturnType<typeof setTimeout>>();
const begin = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((...what: Parameters<typeof setTimeout>) => {
  const timer = begin(...what);
  begun.add(timer);
  return timer;
}, begin);

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  for (const timer of begun) clearTimeout(timer);
  begun.clear();
});
