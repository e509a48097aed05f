import { afterEach, expect, test, vi } from 'vitest';

const here = process.env.TZ;
afterEach(() => {
  if (here === undefined) delete process.env.TZ;
  else process.env.TZ = here;
  vi.resetModules();
});

/** The words as a device in a time zone has them. */
async function inZone(zone: string) {
  process.env.TZ = zone;
  vi.resetModules();
  return import('./words.ts');
}
const AT = Date.parse('2026-11-24T14:42:00Z');

// A6: times are the viewer's, with UTC beside them.
test('a moment is told in the zone of the device, with UTC beside it', async () => {
  const kathmandu = await inZone('Asia/Kathmandu');
  expect(kathmandu.zoned(AT)).toBe('20:27 (14:42 UTC)');
  expect(kathmandu.dayZoned(AT)).toMatch(/^Tuesday 24 November at 20:27 .*\(14:42 UTC\)$/);
});

test('and once, where that is the time of the device', async () => {
  const utc = await inZone('UTC');
  expect(utc.zoned(AT)).toBe('14:42 UTC');
  expect(utc.dayZoned(AT)).toBe(utc.day(AT));
});
