import { afterEach, expect, test, vi } from 'vitest';
import { stayAwake } from './awake.ts';

afterEach(() => {
  Reflect.deleteProperty(navigator, 'wakeLock');
});
const seen = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

test('the screen stays on while the page is in sight, and no longer', async () => {
  const release = vi.fn();
  const request = vi.fn(() => Promise.resolve({ release }));
  Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
  seen('visible');
  const end = stayAwake();
  expect(request).toHaveBeenCalledTimes(1);
  seen('hidden');
  expect(request).toHaveBeenCalledTimes(1);
  seen('visible');
  expect(request).toHaveBeenCalledTimes(2);
  end();
  await vi.waitFor(() => expect(release).toHaveBeenCalled());
  seen('visible');
  expect(request).toHaveBeenCalledTimes(2);
});

test('a browser that cannot, or will not, is none the worse', async () => {
  seen('visible');
  stayAwake()();
  const request = vi.fn(() => Promise.reject(new Error('low battery')));
  Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
  const end = stayAwake();
  await vi.waitFor(() => expect(request).toHaveBeenCalled());
  expect(end).not.toThrow();
});
