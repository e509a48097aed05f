import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { about } from '../../fixtures/meeting.ts';
import { Refusal } from '../lib/api.ts';
import { blank, keepCard, keptCard } from '../lib/card.ts';
import Join from './Join.svelte';

const show = (
  props: {
    link?: string;
    join?: () => Promise<void>;
    before?: { name: string; go: () => void };
    readable?: boolean;
  } = {},
) => {
  const join = vi.fn(props.join ?? (() => Promise.resolve()));
  render(Join, {
    props: {
      meeting: { ...about, readable: props.readable ?? false },
      link: props.link ?? 'cvl_x',
      before: props.before,
      reason: '',
      join,
    },
  });
  return join;
};
const name = () => screen.getByRole('textbox', { name: 'Your name' });

test('a name, a body and a way are enough', async () => {
  const join = show();
  await userEvent.type(name(), ' Ann ');
  await userEvent.selectOptions(screen.getByLabelText('You speak for'), 'Gender and Internet');
  await userEvent.click(screen.getByRole('radio', { name: 'I sign' }));
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(join).toHaveBeenCalledWith({ link: 'cvl_x', name: 'Ann', body: 'Gender and Internet', way: 'sign' });
  expect(name()).toHaveAttribute('autocomplete', 'name');
});

test('without a link one follows, and is told so', async () => {
  const join = show({ link: '' });
  expect(screen.getByText('You can follow; ask the organisers for a link to take part.')).toBeVisible();
  await userEvent.type(name(), 'Ann');
  await userEvent.click(screen.getByRole('button', { name: 'Follow the meeting' }));
  expect(join).toHaveBeenCalledWith({ name: 'Ann', body: '', way: 'speak' });
});

test('whoever comes when it is over finds the minutes, where everybody may read them', () => {
  show({ readable: true });
  expect(screen.getByRole('link', { name: 'Read and download the minutes' })).toHaveAttribute(
    'href',
    `/m/${about.id}/minutes`,
  );
  cleanup();
  show();
  expect(screen.queryByRole('link', { name: /minutes/ })).toBeNull();
});

test('a missing name is a summary with the focus, and a link to the field', async () => {
  const join = show();
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(join).not.toHaveBeenCalled();
  expect(screen.getByRole('group', { name: 'You have not joined yet' })).toHaveFocus();
  expect(screen.getByRole('link').getAttribute('href')).toBe(`#${name().id}`);
  expect(name()).toBeInvalid();
  expect(name()).toHaveAccessibleDescription(/Write your name/);
  expect(document.title).toMatch(/^Error:/);
});

test('a refusal of the server is a summary with the focus, and the text is kept', async () => {
  show({ join: () => Promise.reject(new Refusal('unknown_link', 'This link is not known.')) });
  await userEvent.type(name(), 'Ann');
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(screen.getByRole('group', { name: 'You have not joined yet' })).toHaveFocus();
  expect(screen.getByText('This link is not known.')).toBeVisible();
  expect(name()).toHaveValue('Ann');
});

test('whoever was here before goes on with one press', async () => {
  const go = vi.fn();
  show({ before: { name: 'Ann', go } });
  await userEvent.click(screen.getByRole('button', { name: 'Continue as Ann' }));
  expect(go).toHaveBeenCalled();
});

test('what is needed to take part is asked for, with who sees the answer', async () => {
  const join = show();
  await userEvent.type(name(), 'Ann');
  await userEvent.type(screen.getByRole('textbox', { name: /pronounced/ }), ' AH-na ');
  await userEvent.click(screen.getByText(/What you need to take part/, { selector: 'summary' }));
  const group = within(screen.getByRole('group', { name: /What you need to take part/ }));
  await userEvent.click(group.getByRole('checkbox', { name: 'More time' }));
  await userEvent.click(group.getByRole('checkbox', { name: 'Captions' }));
  const words = group.getByRole('textbox', { name: 'In your own words' });
  expect(words).toHaveAccessibleDescription(
    /^Only the chairs, the secretary and the participation manager see this/,
  );
  await userEvent.type(words, 'A quiet room.');
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(join).toHaveBeenCalledWith({
    ...{ link: 'cvl_x', name: 'Ann', body: '', way: 'speak', says: 'AH-na' },
    needs: { kinds: ['captions', 'time'], text: 'A quiet room.' },
  });
});

test('what is too long is a summary with the focus, and a link to where it stands', async () => {
  const join = show();
  await userEvent.type(name(), 'Ann');
  const says = screen.getByRole('textbox', { name: /pronounced/ });
  await fireEvent.input(says, { target: { value: 'a'.repeat(81) } });
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(screen.getByRole('link').getAttribute('href')).toBe(`#${says.id}`);
  expect(says).toBeInvalid();
  await userEvent.clear(says);
  const words = screen.getByLabelText('In your own words');
  await fireEvent.input(words, { target: { value: 'a'.repeat(501) } });
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(words).toBeInvalid();
  expect(words).toHaveAccessibleDescription(/at most 500 characters/);
  expect(join).not.toHaveBeenCalled();
});

test('what was said is offered again in this browser, and forgotten on demand', async () => {
  show();
  await userEvent.type(name(), 'Ann');
  await userEvent.selectOptions(screen.getByLabelText('You speak for'), 'Gender and Internet');
  await userEvent.click(screen.getByRole('radio', { name: 'I type' }));
  await userEvent.click(screen.getByLabelText('Breaks'));
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  cleanup();
  const join = show();
  expect(name()).toHaveValue('Ann');
  expect(screen.getByRole('radio', { name: 'I type' })).toBeChecked();
  expect(screen.getByLabelText('Breaks')).toBeVisible(); // what was said before is not folded away
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(join).toHaveBeenCalledWith({
    ...{ link: 'cvl_x', name: 'Ann', body: 'Gender and Internet', way: 'type' },
    needs: { kinds: ['breaks'], text: '' },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Forget it' }));
  expect(name()).toHaveValue('');
  expect(name()).toHaveFocus();
  cleanup();
  show();
  expect(name()).toHaveValue('');
});

test('nothing is kept by a browser that is asked not to, and a body of elsewhere is not sent', async () => {
  keepCard({ ...blank(), name: 'Ann', body: 'Of another meeting' });
  const join = show();
  await userEvent.click(screen.getByRole('checkbox', { name: /Remember this/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(join).toHaveBeenCalledWith({ link: 'cvl_x', name: 'Ann', body: '', way: 'speak' });
  expect(keptCard()).toBeUndefined();
});

test('a card that cannot be read is none, and what is strange in one is left out', () => {
  localStorage.setItem('convener.card', '{');
  expect(keptCard()).toBeUndefined();
  localStorage.setItem('convener.card', '{"name":7,"way":"shout","needs":["captions","coffee"]}');
  expect(keptCard()).toEqual({ ...blank(), needs: ['captions'] });
});
