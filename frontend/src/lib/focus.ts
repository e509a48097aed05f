/**
 * Keeps the keyboard where it was when the server changes a list. A focused element that only moved
 * gets the focus back. When it went away, the focus goes to its like in what now stands in that
 * place, else to the heading above, in the end to that of the page. What is hidden or folded away has
 * gone too. Without this it would fall back to the top of the page.
 */
export function keepFocus(root: HTMLElement): () => void {
  let trail: { element: Element; index: number }[] = [];

  const remember = ({ target }: FocusEvent): void => {
    trail = [];
    for (let at = target as Element; at !== root && at.parentElement; at = at.parentElement) {
      trail.push({ element: at, index: [...at.parentElement.children].indexOf(at) });
    }
  };
  /** Whoever presses elsewhere has left by choice. */
  const release = ({ target }: PointerEvent): void => {
    if (!trail[0]?.element.contains(target as Node)) trail = [];
  };
  const restore = (): void => {
    const lost = trail[0]?.element as HTMLElement | undefined;
    const now = document.activeElement;
    if (!lost || (now !== document.body && (now !== lost || drawn(lost)))) return;
    const kept = trail.findIndex(({ element }) => element.isConnected && drawn(element));
    const gone = trail[(kept < 0 ? trail.length : kept) - 1];
    const next = gone ? heir(lost, gone.element, trail[kept]?.element ?? root, gone.index) : lost;
    (next ?? root.querySelector('h1'))?.focus({ preventScroll: true });
  };

  const observer = new MutationObserver(restore);
  root.addEventListener('focusin', remember);
  root.addEventListener('pointerdown', release);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['hidden', 'open'] });
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', remember);
    root.removeEventListener('pointerdown', release);
  };
}

/** Whether an element is neither hidden nor folded away. */
function drawn(element: Element): boolean {
  const folded = element.parentElement?.closest('details:not([open])');
  return !element.closest('[hidden]') && (!folded || element.closest('summary') !== null);
}

/** Who gets the focus of lost, which went away with gone, the child of parent at index. */
function heir(lost: Element, gone: Element, parent: Element, index: number): HTMLElement | null {
  const like = lost.tagName.toLowerCase();
  const place = [...gone.querySelectorAll(like)].indexOf(lost);
  for (const near of [parent.children[index], parent.children[index - 1]]) {
    if (!near?.isConnected || !drawn(near)) continue;
    if (near.matches(`${like}, summary`)) return near as HTMLElement;
    const same = near.querySelectorAll<HTMLElement>(like)[place];
    const others = [...near.querySelectorAll<HTMLElement>('button, summary')];
    const found = same && drawn(same) ? same : others.find(drawn);
    if (found) return takes(found);
  }
  const heading = parent.closest('section')?.querySelector<HTMLElement>('h2') ?? null;
  return heading && takes(heading);
}

/** An element that can have the focus: a heading can when it is told so. */
function takes(element: HTMLElement): HTMLElement {
  if (/^H\d$/.test(element.tagName)) element.tabIndex = -1;
  return element;
}
