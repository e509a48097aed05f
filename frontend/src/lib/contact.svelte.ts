import { Refusal } from './api.ts';
import {
  endDelegate,
  meetingsAhead,
  namedBody,
  nameDelegate,
  type Listed,
  type NamedBody,
  type NewDelegate,
} from './delegates.ts';

/** What a body's contact sees and does by the body's link. */
export class Contact {
  readonly secret: string;
  body = $state.raw<NamedBody>();
  meetings = $state.raw<Listed[]>([]);
  /** Why nothing was done, or ''. */
  refusal = $state('');
  busy = $state(false);

  readonly now = $derived(this.body?.delegates.filter(({ until }) => !until) ?? []);
  readonly before = $derived(this.body?.delegates.filter(({ until }) => until).reverse() ?? []);

  constructor(secret: string) {
    this.secret = secret;
  }

  load(): Promise<boolean> {
    return this.#try(async () => {
      [this.body, this.meetings] = await Promise.all([namedBody(this.secret), meetingsAhead()]);
    });
  }

  name(delegate: NewDelegate): Promise<boolean> {
    return this.#try(async () => {
      await nameDelegate(this.secret, delegate);
      this.body = await namedBody(this.secret);
    });
  }

  end(id: string): Promise<boolean> {
    return this.#try(async () => {
      await endDelegate(this.secret, id);
      this.body = await namedBody(this.secret);
    });
  }

  /** Reports whether what was tried went well. */
  async #try(what: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refusal = '';
    try {
      await what();
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.refusal = refusal.message;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
