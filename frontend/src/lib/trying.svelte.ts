import { Refusal } from './api.ts';

/** Where a tab keeps the admin token; it is gone with the tab. */
export const ADMIN_TOKEN = 'convener.admin';

/** Somebody's work on a page of their own: one thing is tried at a time, and a refusal is kept to be shown. */
export class Trying {
  /** Why nothing was done, or ''. */
  refusal = $state('');
  busy = $state(false);

  /** Reports whether what was tried went well. */
  protected async try(what: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refusal = '';
    try {
      await what();
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.refusal = refusal.message;
      this.refused(refusal);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What is done with a refusal, beside showing it. */
  protected refused: (refusal: Refusal) => void = () => undefined;
}
