import { afterEach, expect, test, vi } from 'vitest';
import { keepFocus } from './focus.ts';

let release: () => void = () => undefined;
afterEach(() => release());

test('the focus of what went away does not go to what is folded away', async () => {
  document.body.innerHTML = `<h1 tabindex="-1">Meeting</h1>
    <ul><li><p><button id="start">Start</button></p><details><summary>More</summary><button>Edit</button></details></li></ul>`;
  release = keepFocus(document.body);
  const start = document.getElementById('start') as HTMLElement;
  start.focus();
  start.closest('p')?.remove();
  await Promise.resolve();
  expect(document.querySelector('summary')).toHaveFocus();
});

test('the focus of a heading that went away goes to the next one', async () => {
  document.body.innerHTML =
    '<main><section id="asked"><h2 tabindex="-1">Any objections?</h2></section><section><h2>Floor</h2></section></main>';
  release = keepFocus(document.body);
  document.querySelector<HTMLElement>('#asked h2')?.focus();
  document.querySelector('#asked')?.remove();
  await vi.waitFor(() => expect(document.activeElement).toHaveTextContent('Floor'));
});
