import {
  endDelegate,
  meetingsAhead,
  namedBody,
  nameDelegate,
  type Listed,
  type NamedBody,
  type NewDelegate,
} from './delegates.ts';
import { Trying } from './trying.svelte.ts';

/** What a body's contact sees and does by the body's link. */
export class Contact extends Trying {
  readonly secret: string;
  body = $state.raw<NamedBody>();
  meetings = $state.raw<Listed[]>([]);

  readonly now = $derived(this.body?.delegates.filter(({ until }) => !until) ?? []);
  readonly before = $derived(this.body?.delegates.filter(({ until }) => until).reverse() ?? []);

  constructor(secret: string) {
    super();
    this.secret = secret;
  }

  load(): Promise<boolean> {
    return this.try(async () => {
      [this.body, this.meetings] = await Promise.all([namedBody(this.secret), meetingsAhead()]);
    });
  }

  name(delegate: NewDelegate): Promise<boolean> {
    return this.try(async () => {
      await nameDelegate(this.secret, delegate);
      this.body = await namedBody(this.secret);
    });
  }

  end(id: string): Promise<boolean> {
    return this.try(async () => {
      await endDelegate(this.secret, id);
      this.body = await namedBody(this.secret);
    });
  }
}
