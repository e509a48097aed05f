import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';

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

// The files share one document and one clock: each test leaves them as they were.
beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const timer of begun) clearTimeout(timer);
  begun.clear();
});
