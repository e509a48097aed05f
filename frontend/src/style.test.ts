import { expect, test } from 'vitest';

const files = import.meta.glob<string>('/src/**/*.{css,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What is left or right on the screen, and so wrong where one reads from right to left. */
const PHYSICAL =
  /(?<![\w-])((margin|padding|border|inset)-(left|right)|(text-align|float|clear): *(left|right)|(left|right) *:)/g;

const style = (source: string): string => /<style>[^]*<\/style>/.exec(source)?.[0] ?? '';

test.each(Object.entries(files))('%s is drawn by start and end, not by left and right', (file, source) => {
  expect((file.endsWith('.css') ? source : style(source)).match(PHYSICAL) ?? []).toEqual([]);
});

test('a left or right would be found', () => {
  expect('a { margin-left: 1px; text-align: right; left: 0; margin-inline: 0 }'.match(PHYSICAL)).toEqual([
    'margin-left',
    'text-align: right',
    'left:',
  ]);
});
