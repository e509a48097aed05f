import { afterEach, expect, test } from 'vitest';
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
