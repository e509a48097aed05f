import { expect, test } from 'vitest';
import { direction } from './direction.ts';

test.each([
  ['en', 'ltr'],
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['FA', 'rtl'],
  ['ja', 'ltr'],
  ['uz-Arab-AF', 'rtl'],
  ['ur-Latn', 'ltr'],
  ['', 'ltr'],
])('%s is read %s', (tag, way) => {
  expect(direction(tag)).toBe(way);
});
