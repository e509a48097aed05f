import { expect, test } from 'vitest';
import protocol from './lib/protocol.gen.ts?raw';
import { contrast } from './lib/look.ts';

const sheets = import.meta.glob<string>('/src/{hues,tokens}.css', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const [hues = '', tokens = ''] = [sheets['/src/hues.css'], sheets['/src/tokens.css']];

/** The names of the colours that a group can choose. */
const names = [...(/export type Colour = (.*);/.exec(protocol)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
  ([, name]) => name ?? '',
);

/** The custom properties of a sheet in one scheme. */
function scheme(sheet: string, dark: boolean): Record<string, string> {
  const [light = '', rest = ''] = sheet.split('@media (prefers-color-scheme: dark)');
  const part = dark ? (rest.split(/^}/m)[0] ?? '') : light;
  return Object.fromEntries(
    [...part.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** #fff as #ffffff. */
const long = (hex: string): string => (hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex);

test('every colour that a group can choose is drawn', () => {
  expect(names.length).toBeGreaterThan(4);
  for (const name of names) expect(hues).toContain(`.hue.${name} {\n  color: var(--hue-${name});`);
});

test.each(['light', 'dark'])('each can be told from every ground of the page: %s', (which) => {
  const [colours, grounds] = [scheme(hues, which === 'dark'), scheme(tokens, which === 'dark')];
  for (const name of names) {
    for (const ground of ['paper', 'sheet', 'well', 'accent-wash', 'floor-wash']) {
      const ratio = contrast(long(colours[`hue-${name}`] ?? ''), long(grounds[ground] ?? ''));
      expect(ratio, `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});
