/** Keeps the screen on while the page is in sight, where the browser can; returns what ends it. */
export function stayAwake(): () => void {
  let lock: Promise<WakeLockSentinel | undefined> | undefined;
  let over = false;

  const hold = (): void => {
    if (over || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    lock = navigator.wakeLock.request('screen').catch(() => undefined); // the battery may be low
  };
  document.addEventListener('visibilitychange', hold); // a page out of sight has lost it
  hold();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', hold);
    void lock?.then((held) => held?.release());
  };
}
