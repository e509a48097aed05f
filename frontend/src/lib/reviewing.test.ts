import { expect, test } from 'vitest';
import { captioned, drafted, offered } from '../../fixtures/rule.ts';
import { Reviewing, type Captioned, type Level, type Looked, type Offered } from './reviewing.svelte.ts';

type Line = Offered & Looked;
const somebody = '[a participant]';

function looking(draft?: typeof drafted): Reviewing & { first: Line } {
  const reviewing = new Reviewing();
  reviewing.take({ somebody, lines: offered, passages: captioned }, draft);
  return Object.assign(reviewing, { first: reviewing.lines[0] as Line });
}

test('what is certain or likely is replaced, and what is in doubt stays', () => {
  const reviewing = looking();
  expect(reviewing.lines.map((line) => reviewing.text(line))).toEqual(offered.map(({ strip }) => strip));
});

test('of a part only what belongs to it is looked through, and says so in the draft', () => {
  const reviewing = looking();
  reviewing.level = 3;
  expect(reviewing.draft().in).not.toHaveProperty('item');
  reviewing.part = 13;
  expect(reviewing.lines.map(({ line }) => line)).toEqual([26, 27, 31]);
  expect(reviewing.passages.length).toBe(3);
  expect(reviewing.draft().in).toMatchObject({ item: 13, level: 3, lines: [{ line: 26 }, { line: 27 }] });
  reviewing.part = 99; // of which nothing was said: nothing of the captions can be published
  expect([reviewing.lines, reviewing.portions(), reviewing.level]).toEqual([[], [], 1]);
  const again = looking({ ...drafted, item: 13 });
  expect(again.part).toBe(13);
  again.part = 0; // of the others nothing was left out
  expect(again.lines.map(({ line, kept }) => kept && line)).toEqual([26, 27, 28, false]);
});

test('what is turned is turned wherever it stands, whatever its case, and back', () => {
  const reviewing = new Reviewing();
  const piece = { text: 'Sow', with: '[a participant]', class: 'C' as const };
  reviewing.take(
    {
      lines: [
        offered[0],
        { ...offered[1], pieces: [{ ...piece, text: 'SOW' }, { text: ' paid.' }] },
      ] as Offered[],
      ...{ somebody, passages: [] },
    },
    undefined,
  );
  reviewing.turn(piece);
  const said = () => reviewing.lines.map((line) => reviewing.text(line));
  expect(said()).toEqual([
    '[a participant] of [an organisation] wrote the first draft, and thanked [a participant].',
    '[a participant] paid.',
  ]);
  reviewing.turn({ ...piece, text: 'sow' });
  expect(said()[1]).toBe('SOW paid.');
});

test('a draft has the lines that are kept, as they read, and who said them where that may be told', () => {
  const reviewing = looking();
  reviewing.first.kept = false;
  (reviewing.lines[2] as Line).own = 'It is ready.';
  expect(reviewing.draft()).toEqual({
    do: 'draft_record',
    in: {
      level: 1,
      lines: [
        { line: 27, text: 'Hosts are asked for captions, as [a participant] said.' },
        { line: 28, text: 'It is ready.', said: 'Marguerite Sow' }, // and not what its speaker keeps out
      ],
    },
  });
  reviewing.level = 0;
  expect(reviewing.draft()).toEqual({ do: 'draft_record', in: { level: 0, lines: [] } });
});

test('who goes on with a draft has it as it was', () => {
  const lines = [{ line: 26, text: 'Somebody wrote it.' }];
  const reviewing = looking({ ...drafted, lines });
  expect(reviewing.lines.map(({ kept }) => kept)).toEqual([true, false, false, false]);
  expect(reviewing.text(reviewing.first)).toBe('Somebody wrote it.');
});

test('two placeholders in a row are one', () => {
  const reviewing = new Reviewing();
  const pieces = [
    { text: 'Ann', with: '[a participant]', class: 'A' as const },
    { text: ', ' },
    { text: 'Ben', with: '[a participant]', class: 'A' as const },
    { text: ' agreed.' },
  ];
  reviewing.take(
    {
      lines: [{ ...(offered[0] as Offered), text: 'Ann, Ben agreed.', pieces }],
      passages: [],
      somebody,
    },
    undefined,
  );
  expect(reviewing.text(reviewing.lines[0] as Line)).toBe('[a participant] agreed.');
});

test('of the captions all is published, or what is chosen, and never what its speaker keeps out', () => {
  const reviewing = looking();
  const said = () => reviewing.portions().map((portion) => portion.map(({ text }) => text));
  expect(said()).toEqual([]);
  reviewing.level = 2;
  expect(said()).toEqual([]);
  (reviewing.passages[1] as Looked).kept = true;
  expect(said()).toEqual([['I wrote the standard, and Sow knows it.']]);
  reviewing.level = 3;
  expect(said()).toEqual([
    [
      'Hello, this is [a participant]. Captions come first for us.',
      'I wrote the standard, and Sow knows it.',
    ],
  ]);
});

test('what is marked is to be read, and who has read it says so', () => {
  const reviewing = looking();
  reviewing.level = 3;
  expect(reviewing.unread).toBe(1);
  (reviewing.passages[1] as Looked).read = true;
  expect(reviewing.unread).toBe(0);
  expect(reviewing.portions()[0]?.map(({ read }) => read)).toEqual([undefined, true]);
});

test('what does not fit into one ask goes in several, in its order', () => {
  const reviewing = new Reviewing();
  const passages = Array.from({ length: 30 }, (_, i) => ({
    ...(captioned[0] as (typeof captioned)[0]),
    ...{ from: i + 1, to: i + 1, pieces: [], strip: 'ä'.repeat(1000) },
  }));
  reviewing.take({ somebody, lines: [], passages }, undefined);
  reviewing.level = 3;
  expect(reviewing.portions().map((portion) => portion.length)).toEqual([9, 9, 9, 3]);
  expect(reviewing.portions().flatMap((portion) => portion.map(({ from }) => from))).toEqual(
    passages.map(({ from }) => from),
  );
});

test('who goes on with a draft of the captions has it as it was', () => {
  const passages = [{ from: 6, to: 9, item: 13, text: 'Somebody knows it.' }];
  const reviewing = looking({ ...drafted, level: 2, passages });
  expect(reviewing.level).toBe(2);
  expect(reviewing.portions()).toEqual([[{ from: 6, to: 9, text: 'Somebody knows it.', read: true }]]);
});

test('words that somebody marks are replaced wherever they stand, whole, whatever their case', () => {
  const reviewing = new Reviewing();
  const lines = ['The Doc said so.', 'Ask doc, not the docs; (Doc) knows.'].map((text, i) => ({
    ...(offered[0] as Offered),
    ...{ line: i, text, strip: text, pieces: i ? [{ text }] : [] },
  }));
  reviewing.take(
    { lines: [...lines, { ...(lines[0] as Offered), line: 9, told: true }], passages: [], somebody },
    undefined,
  );
  const said = () => reviewing.lines.map((line) => reviewing.text(line));
  reviewing.mark(' doc ');
  reviewing.mark('Doc');
  reviewing.mark('(');
  expect(reviewing.words).toEqual(['doc', '(']);
  reviewing.unmark('(');
  expect(said()).toEqual([
    'The [a participant] said so.',
    'Ask [a participant], not the docs; ([a participant]) knows.',
    'The Doc said so.', // on an open item
  ]);
  reviewing.turn({ text: 'Doc' });
  expect(said()[0]).toBe('The Doc said so.');
  reviewing.unmark('doc');
  expect(said()[1]).toBe('Ask doc, not the docs; (Doc) knows.');
});

test('words that somebody marks go before a doubt, and not before what is certain', () => {
  const reviewing = new Reviewing();
  const doubt = (text: string) => ({ text, with: '[x]', class: 'C' as const, reason: 'a capital' });
  const pieces = [{ text: 'So ' }, doubt('Doctor'), { text: ' ' }, doubt('Who'), { text: ' and Ann said.' }];
  const certain = { text: 'Ann', with: '[a participant]', class: 'A' as const };
  const text = pieces.map((piece) => piece.text).join('');
  const line = { ...(offered[0] as Offered), text, strip: text };
  const split = [...pieces.slice(0, 4), { text: ' and ' }, certain, { text: ' said.' }];
  reviewing.take({ somebody: '[one]', lines: [{ ...line, pieces: split }], passages: [] }, undefined);
  reviewing.mark('Doctor Who and Ann');
  const shown = () => reviewing.pieces(reviewing.lines[0] as Line).map((piece) => piece.with ?? piece.text);
  expect(shown()).toEqual(['So ', '[one]', '[a participant]', ' said.']);
  reviewing.unmark('Doctor Who and Ann');
  reviewing.mark('who');
  expect(shown()).toEqual(['So ', '[x]', ' ', '[one]', ' and ', '[a participant]', ' said.']);
});

test('what was captioned is offered where enough who spoke in that part stay unnamed', () => {
  const reviewing = looking({ ...drafted, level: 3 });
  const levels = (few: boolean[]): Level[] => {
    const passages = few.map((few, i) => ({ ...(captioned[i] as Captioned), few }));
    reviewing.take({ somebody, lines: [], passages }, undefined);
    return reviewing.levels;
  };
  expect(levels([false, true])).toEqual([1, 2, 3, 0]);
  expect(reviewing.level).toBe(3);
  expect(reviewing.passages.map(({ kept }) => kept)).toEqual([true, false]);
  expect(levels([true, true])).toEqual([1, 0]);
  expect(reviewing.level).toBe(1);
  expect(levels([])).toEqual([1, 0]);
});
