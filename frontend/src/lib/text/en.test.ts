import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { console } from './en.console.ts';
import { setup } from './en.setup.ts';
import { en } from './en.ts';
import { staff } from './en.staff.ts';
import { duration, nth } from './words.ts';

const files = import.meta.glob<string>('/src/**/*.{ts,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const parts = Object.entries(files)
  .filter(([file]) => file.endsWith('.svelte'))
  .map(([file, source]) => ({ file, source }));
const sources = Object.values(files).join('\n');

/** Attributes whose value a person sees or hears. */
const SPOKEN = new Set(['aria-label', 'aria-description', 'alt', 'title', 'placeholder', 'label']);
const WORD = /\p{L}{2}/u;

interface Node {
  type?: string;
  data?: string;
  value?: unknown;
  name?: string;
}

/** The words that stand in a template itself, and not in the catalogue. */
function words(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const child of node) words(child, found);
  else if (node && typeof node === 'object') {
    const { type, data, value, name } = node as Node;
    if (type === 'Text' && WORD.test(data ?? '')) found.push(data ?? '');
    if (type === 'Literal' && typeof value === 'string' && /\p{L} \p{L}/u.test(value)) found.push(value);
    const children = Object.entries(node).filter(([key]) => key !== 'loc');
    if (type !== 'Attribute' || SPOKEN.has(name ?? '')) for (const [, child] of children) words(child, found);
    else if (name !== 'class' && value !== true)
      words(
        [value].flat().filter((part) => (part as Node).type !== 'Text'),
        found,
      );
  }
  return found;
}

const literal = (source: string): string[] => words(parse(source, { modern: true }).fragment);

test.each(parts)('$file takes every sentence from the catalogue', ({ source }) => {
  expect(literal(source)).toEqual([]);
});

test('a sentence in a template would be found', () => {
  expect(literal('<p class="row">Hello</p>')).toEqual(['Hello']);
  expect(literal('<input placeholder="Your name" id="name" />')).toEqual(['Your name']);
  expect(literal("<p>{ok ? 'All right' : ''}</p>")).toEqual(['All right']);
});

test('every sentence of the catalogue is used', () => {
  const whole = (name: string): boolean =>
    sources.includes(`text.${name}[`) || sources.includes(`(text.${name})`);
  const used = (name: string): boolean => new RegExp(`text\\.${name.replace('.', '\\.')}\\b`).test(sources);
  const names = Object.entries(en).flatMap(([group, entries]) =>
    typeof entries === 'object' && !whole(group)
      ? Object.keys(entries).map((key) => `${group}.${key}`)
      : [group],
  );
  expect(names.filter((name) => !used(name))).toEqual([]);
});

test('every sentence of the page that sets a meeting up is used', () => {
  const all = Object.entries(files)
    .filter(([file]) => file.includes('/Setup') || file.endsWith('/planning.svelte.ts'))
    .map(([, source]) => source)
    .join('\n');
  expect(Object.keys(setup).filter((name) => !new RegExp(`text\\.${name}\\b`).test(all))).toEqual([]);
});

test('every sentence of the console is used', () => {
  expect(
    Object.keys(console).filter((name) => !new RegExp(`text\\.console\\.${name}\\b`).test(sources)),
  ).toEqual([]);
});

test('every sentence of those who keep the papers is used, under its own name or the group’s', () => {
  const all = Object.values(files)
    .filter((source) => source.includes('text/staff.ts'))
    .join('\n');
  const used = (group: string, name: string): boolean => {
    const own = all.includes(`text = staff.${group};`) ? `(text|staff\\.${group})` : `staff\\.${group}`;
    return new RegExp(`${own}\\.${name}\\b`).test(all);
  };
  const names = Object.entries(staff).flatMap(([group, entries]) =>
    Object.keys(entries)
      .filter((name) => !used(group, name))
      .map((name) => `${group}.${name}`),
  );
  expect(names).toEqual([]);
});

test('nothing but the two regions of the page is live', () => {
  for (const { source } of parts) {
    expect(source).not.toMatch(
      /aria-live|aria-busy|aria-relevant|role="(alert|log|status|feed|timer|marquee)"|<output/,
    );
  }
});

test('numbers are counted as English counts', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103].map(nth)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '103rd',
  ]);
  expect([1, 60, 90, 120, 3600].map(duration)).toEqual([
    '1 second',
    '1 minute',
    '1 minute 30 seconds',
    '2 minutes',
    '60 minutes',
  ]);
  expect(en.queue.length(1)).toBe('1 person is waiting.');
  expect(en.queue.length(2)).toBe('2 people are waiting.');
  expect(en.news.requests(['A', 'B', 'C', 'D'])).toBe('4 new requests: A, B and 2 more.');
  expect(en.news.requests(['A'])).toBe('1 new request: A.');
});
