import { expect, test } from 'vitest';
import { add, draftOf, edit, leadsOut, paragraphs } from './items.ts';
import { agenda } from '../../fixtures/meeting.ts';

const details = {
  id: 13,
  presenters: ['Ann'],
  description: 'One.',
  links: [{ title: '', url: 'https://a.org/' }],
};
const before = draftOf(agenda[3], details);

test('an edit names only what its editor changed', () => {
  expect(edit(13, before, structuredClone(before))).toEqual({ do: 'edit_item', in: { item: 13 } });
  expect(edit(13, before, { ...before, minutes: 5, presenters: ' Ann \n\nBob\n' }).in).toEqual({
    item: 13,
    minutes: 5,
    presenters: ['Ann', 'Bob'],
  });
  expect(edit(13, before, { ...before, links: [] }).in).toEqual({ item: 13, links: [] });
});

test('a new item names what it stands below, if anything', () => {
  const draft = { ...draftOf(), title: 'Costs' };
  const said = { title: 'Costs', kind: 'discussion', minutes: 15, visibility: 'public' };
  expect(add(draft, 0).in).toEqual(said);
  expect(add(draft, 12).in).toEqual({ ...said, parent: 12 });
});

test('a description is paragraphs of plain text', () => {
  expect(paragraphs('**One**\ntwo\n \nThree')).toEqual(['**One**\ntwo', 'Three']);
  expect(paragraphs('')).toEqual([]);
});

test.each([
  ['https://a.org/', true],
  ['HTTP://a.org', true],
  ['javascript:alert(1)', false],
  ['//a.org', false],
])('%s leads out: %s', (url, leads) => expect(leadsOut({ title: '', url })).toBe(leads));
