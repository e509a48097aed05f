/** On the page of the minutes, what leads to a line also copies its address: the permanent one. */
const outcome = document.getElementById('copying');

for (const link of document.querySelectorAll<HTMLAnchorElement>('.anchor')) {
  link.title = outcome?.dataset.title ?? '';
  link.addEventListener('click', () => void copy(link));
}

async function copy(link: HTMLAnchorElement) {
  if (!outcome) return;
  let sentence = outcome.dataset.copied;
  try {
    await navigator.clipboard.writeText((outcome.dataset.address ?? '') + link.hash);
  } catch {
    sentence = outcome.dataset.failed; // the browser's address has it: the link was followed
  }
  outcome.textContent = '';
  link.after(outcome);
  requestAnimationFrame(() => (outcome.textContent = sentence ?? ''));
}
