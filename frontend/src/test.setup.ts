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

beforeEach(() => localStorage.clear());
afterEach(cleanup);
