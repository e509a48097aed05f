import { expect, test } from 'vitest';
import { change, type Doing, Entry } from './entry.ts';

/** A text after ops, as the server applies them: characters are code points. */
function apply(text: string, ops: Doing[]): string {
  const characters = Array.from(text);
  for (const { op, s = '', c = 0 } of ops) {
    if (op === 't') characters.push(...Array.from(s));
    else if (op === 'e') characters.splice(Math.max(0, characters.length - c));
    else characters.push(op === 'p' ? '\u2029' : '\n');
  }
  return characters.join('');
}

const t = (s: string): Doing => ({ op: 't', s });
const e = (c: number): Doing => ({ op: 'e', c });

test.each<[string, string, string, Doing[]]>([
  ['nothing changes', 'as it is', 'as it is', []],
  ['a character is typed', 'tes', 'test', [t('t')]],
  ['words are pasted', '', 'two words', [t('two words')]],
  ['the end is taken back', 'mornign', 'morni', [e(2)]],
  ['all is taken back', 'gone', '', [e(4)]],
  ['a steno machine writes a word anew', 'the cat', 'the catalogue', [t('alogue')]],
  ['a letter is put into the middle', 'the quik fox', 'the quick fox', [e(5), t('ck fox')]],
  ['autocorrect replaces an earlier word', 'teh cat sat', 'the cat sat', [e(10), t('he cat sat')]],
  ['an emoji is one character', 'so 😀', 'so ', [e(1)]],
  ['emojis that share half their code are told apart', '😀', '😁', [e(1), t('😁')]],
  ['of a letter with a mark only the mark goes', 'cafe\u0301', 'cafe', [e(1)]],
  ['a letter with a mark becomes one character', 'cafe\u0301', 'café', [e(2), t('é')]],
  ['an input method ends with other characters', 'にほん', '日本', [e(3), t('日本')]],
  ['from right to left as from left to right', 'שלום', 'שלום לכם', [t(' לכם')]],
  ['a long text goes in parts', '', 'x'.repeat(1500), [t('x'.repeat(1000)), t('x'.repeat(500))]],
  ['so does a long way back', 'x'.repeat(3000), '', [e(2000), e(1000)]],
])('%s', (_, before, after, ops) => {
  expect(change(before, after)).toEqual(ops);
  expect(apply(before, ops)).toBe(after);
});

function typing(mode: 'live' | 'line'): { entry: Entry; ops: Doing[] } {
  const ops: Doing[] = [];
  return { entry: new Entry(mode, (op) => ops.push(op)), ops };
}

test('in live mode Enter ends the line, and the field begins anew', () => {
  const { entry, ops } = typing('live');
  expect(entry.input('One')).toBe('One');
  expect(entry.input('One\n')).toBe('');
  expect(entry.input('T')).toBe('T');
  expect(ops).toEqual([t('One'), { op: 'nl' }, t('T')]);
});

test('Enter in the middle of a field moves what is behind it to the next line', () => {
  const { entry, ops } = typing('live');
  entry.input('abcd');
  expect(entry.input('ab\ncd')).toBe('cd');
  expect(apply('', ops)).toBe('ab\ncd');
  expect(entry.input('cde')).toBe('cde');
  expect(apply('', ops)).toBe('ab\ncde');
});

test('several lines that are pasted are several lines, and a paragraph is one', () => {
  const { entry, ops } = typing('live');
  expect(entry.input('One\r\ntwo\u2029three')).toBe('three');
  expect(ops).toEqual([t('One'), { op: 'nl' }, t('two'), { op: 'p' }, t('three')]);
});

test('in line mode nothing goes before Enter, and an empty line is none', () => {
  const { entry, ops } = typing('line');
  expect(entry.input('One')).toBe('One');
  expect(entry.input(' ')).toBe(' ');
  expect(entry.input('\n')).toBe('');
  expect(ops).toEqual([]);
  expect(entry.input('One.\nTwo')).toBe('Two');
  expect(ops).toEqual([t('One.'), { op: 'nl' }]);
});

test('what the server would not keep is not counted', () => {
  const { entry, ops } = typing('live');
  expect(entry.input('a\tb\u0007\ufeffc')).toBe('a bc');
  expect(ops).toEqual([t('a bc')]);
});

test('a field that grows long lets go of its beginning, and is still what was sent', () => {
  const { entry, ops } = typing('live');
  let field = '';
  for (let i = 0; i < 600; i++) field = entry.input(`${field}word${i} `);
  expect(Array.from(field).length).toBeLessThanOrEqual(1000);
  expect(apply('', ops).endsWith(field)).toBe(true);
  entry.input('');
  expect(apply('', ops)).not.toContain(field);
  expect(apply('', ops).length).toBeGreaterThan(3000);
});

/** Random numbers that are the same each time. */
function* numbers(seed: number): Generator<number> {
  for (let n = seed; ;) yield (n = (Math.imul(n, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

test('whatever happens to the field, the ops give what was in it', () => {
  const pieces = ['a', 'the ', '😀', '\u0301', 'é', '日', 'ש', '\n', ' ', '\u2029', '👩‍🚀', '<b>'];
  for (let seed = 1; seed <= 300; seed++) {
    const { entry, ops } = typing('live');
    const random = numbers(seed);
    const below = (n: number): number => Math.floor((random.next().value as number) * n);
    let [field, ended] = ['', ''];
    for (let step = 0; step < 40; step++) {
      const characters = Array.from(field);
      const from = below(characters.length + 1);
      const put = Array.from({ length: below(4) }, () => pieces[below(pieces.length)] ?? '');
      characters.splice(from, below(characters.length - from + 1), ...put);
      const value = characters.join('');
      field = entry.input(value);
      ended += value.slice(0, value.length - field.length);
      expect(apply('', ops), `seed ${seed}, step ${step}`).toBe(ended + field);
    }
  }
});
