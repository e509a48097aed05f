import { expect, test } from 'vitest';
import { drafted, offered } from '../../fixtures/rule.ts';
import { Reviewing, type Looked } from './reviewing.svelte.ts';

function looking(draft?: typeof drafted): Reviewing & { first: Looked } {
  const reviewing = new Reviewing();
  reviewing.take(offered, draft?.lines);
  return Object.assign(reviewing, { first: reviewing.lines[0] as Looked });
}

test('what is certain or likely is replaced, and what is in doubt stays', () => {
  const reviewing = looking();
  expect(reviewing.lines.map((line) => reviewing.text(line))).toEqual(offered.map(({ strip }) => strip));
});

test('what is turned is turned wherever it stands, whatever its case, and back', () => {
  const reviewing = new Reviewing();
  const piece = { text: 'Sow', with: '[a participant]', class: 'C' as const };
  reviewing.take(
    [
      offered[0],
      { ...offered[1], pieces: [{ ...piece, text: 'SOW' }, { text: ' paid.' }] },
    ] as typeof offered,
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
  (reviewing.lines[2] as Looked).own = 'It is ready.';
  expect(reviewing.draft(1)).toEqual({
    do: 'draft_record',
    in: {
      level: 1,
      lines: [
        { line: 27, text: 'Hosts are asked for captions, as [a participant] said.' },
        { line: 28, text: 'It is ready.', said: 'Marguerite Sow' }, // and not what its speaker keeps out
      ],
    },
  });
  expect(reviewing.draft(0)).toEqual({ do: 'draft_record', in: { level: 0, lines: [] } });
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
  reviewing.take([{ ...(offered[0] as (typeof offered)[0]), text: 'Ann, Ben agreed.', pieces }], undefined);
  expect(reviewing.text(reviewing.lines[0] as Looked)).toBe('[a participant] agreed.');
});
