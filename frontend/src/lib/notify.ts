/** Whether this browser can tell a person something while another window is in front. */
export const canNotify = (): boolean => 'Notification' in window;

/** Whether the person has allowed it. */
export const mayNotify = (): boolean => canNotify() && Notification.permission === 'granted';

/** Asks the person; it has to follow a press of theirs. Reports what they say. */
export async function askToNotify(): Promise<boolean> {
  return canNotify() && (await Notification.requestPermission()) === 'granted';
}

/** Tells the person, who looks elsewhere, and has allowed it. */
export function notify(sentence: string): void {
  if (!document.hidden || !mayNotify()) return;
  try {
    const note = new Notification(document.title, {
      body: sentence,
      tag: 'convener',
      lang: document.documentElement.lang,
    });
    note.onclick = () => {
      window.focus();
      note.close();
    };
  } catch {
    // Some phones know the word and not the thing: the page itself has said it.
  }
}
