import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { about } from '../../fixtures/meeting.ts';
import { Refusal } from '../lib/api.ts';
import Join from './Join.svelte';

const show = (
  props: { link?: string; join?: () => Promise<void>; before?: { name: string; go: () => void } } = {},
) => {
  const join = vi.fn(props.join ?? (() => Promise.resolve()));
  render(Join, {
    props: { meeting: about, link: props.link ?? 'cvl_x', before: props.before, reason: '', join },
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
