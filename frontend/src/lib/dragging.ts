/** Where the pointer is in a list: the id of the row that what is dragged goes before, 0 for the end. */
function before(list: HTMLElement, y: number): number {
  for (const row of list.querySelectorAll<HTMLElement>(':scope > [data-id]')) {
    const { top, height } = row.getBoundingClientRect();
    if (y < top + height / 2) return Number(row.dataset.id);
  }
  return 0;
}

/**
 * Lets the rows of a list be dragged by the mouse, each an element with data-id and draggable. It is an extra: whatever
 * it does, buttons do too.
 */
export function dragging(move: (id: number, before: number) => void) {
  return (list: HTMLElement): (() => void) => {
    let dragged = 0;
    const start = (event: DragEvent): void => {
      const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-id]') : null;
      dragged = Number(row?.dataset.id ?? 0);
    };
    const over = (event: DragEvent): void => {
      if (dragged) event.preventDefault(); // it may be dropped here
    };
    const drop = (event: DragEvent): void => {
      if (!dragged) return;
      event.preventDefault();
      const to = before(list, event.clientY);
      if (to !== dragged) move(dragged, to);
      dragged = 0;
    };
    list.addEventListener('dragstart', start);
    list.addEventListener('dragover', over);
    list.addEventListener('drop', drop);
    return () => {
      list.removeEventListener('dragstart', start);
      list.removeEventListener('dragover', over);
      list.removeEventListener('drop', drop);
    };
  };
}
