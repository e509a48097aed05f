import { fetched, Refusal } from './api.ts';
import type { AgreedSection, GroupAccess, GroupBody, GroupChange, GroupSettings } from './protocol.gen.ts';
import { ADMIN_TOKEN, Trying } from './trying.svelte.ts';

const PATH = '/api/v1/group';
const links = (body: string): string => `/api/v1/bodies/${encodeURIComponent(body)}/links`;

/** The document as the server has it. */
export interface GroupDocument {
  settings: GroupSettings;
  rev: number;
  changed: string | null;
}

/** The document with nothing left out, as a form needs it. */
export type Draft = Omit<GroupSettings, 'bodies' | 'access'> & {
  bodies: Required<GroupBody>[];
  access: Required<GroupAccess>;
};

/** A document as a form has it. */
export function drafted(settings: GroupSettings): Draft {
  const { access, bodies, ...rest } = structuredClone(settings);
  return {
    ...rest,
    bodies: bodies.map((body) => ({ seats: 0, aims: '', link: '', ...body })),
    access: {
      languages: [],
      signs: [],
      interpreters: '',
      phone: '',
      help: '',
      breaks: '',
      ...access,
    },
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What two people have made of one document: where only they changed it theirs, else mine; and what both changed. */
export function merged(seen: Draft, mine: Draft, theirs: Draft): { draft: Draft; both: string[] } {
  const keys = Object.keys(theirs) as (keyof Draft)[];
  const kept = keys.filter((key) => !same(mine[key], seen[key]));
  const both = kept.filter((key) => !same(theirs[key], seen[key]) && !same(theirs[key], mine[key]));
  return { draft: { ...theirs, ...Object.fromEntries(kept.map((key) => [key, mine[key]])) }, both };
}

/** The owner's work on the group's document. */
export class Drafting extends Trying {
  draft = $state<Draft>();
  sections = $state.raw<AgreedSection[]>([]);
  /** What others have saved meanwhile, and what of it I had changed too. */
  others = $state.raw<GroupChange[]>([]);
  both = $state.raw<string[]>([]);
  known = $state(sessionStorage.getItem(ADMIN_TOKEN) !== null);

  /** The link that was made last, and for which body. */
  made = $state.raw<{ body: string; url: string }>();

  #seen = $state.raw<GroupDocument>();

  /** Looks at the document as everybody may. */
  async load(): Promise<void> {
    await this.try(async () => this.#take(await fetched<GroupDocument>(PATH, {})));
  }

  /** Keeps a token that the server knows; reports whether it does. */
  async enter(token: string): Promise<boolean> {
    sessionStorage.setItem(ADMIN_TOKEN, token);
    return this.show();
  }

  leave(): void {
    sessionStorage.removeItem(ADMIN_TOKEN);
    this.known = false;
  }

  /** Asks what everybody would read. */
  show(): Promise<boolean> {
    return this.try(async () => {
      this.sections = (
        await this.#ask<{ sections: AgreedSection[] }>('POST', '/preview', $state.snapshot(this.draft))
      ).sections;
      this.known = true;
    });
  }

  /** Saves the draft; whoever was faster is told of, and nothing is lost. */
  save(): Promise<boolean> {
    return this.try(async () => {
      const body = { rev: this.#seen?.rev ?? 0, settings: $state.snapshot(this.draft) };
      try {
        this.#take(await this.#ask<GroupDocument>('PUT', '', body));
      } catch (refusal) {
        if (refusal instanceof Refusal && refusal.code === 'stale') await this.#meet();
        throw refusal;
      }
    });
  }

  /** The bodies that the group has, as saved. */
  get bodies(): string[] {
    return this.#seen?.settings.bodies.map(({ name }) => name) ?? [];
  }

  /** Makes a link for the contact of a body; the server tells it this once (P14). */
  link(body: string): Promise<boolean> {
    return this.try(async () => {
      const { url } = await this.#call<{ url: string }>('POST', links(body));
      this.made = { body, url };
    });
  }

  /** Revokes all links of a body: who came by them is taken out. */
  revoke(body: string): Promise<boolean> {
    return this.try(async () => {
      await this.#call('DELETE', links(body));
      if (this.made?.body === body) this.made = undefined;
    });
  }

  /** Takes in what others have saved. */
  async #meet(): Promise<void> {
    const seen = this.#seen;
    if (!seen || !this.draft) return;
    const [now, { changes }] = await Promise.all([
      fetched<GroupDocument>(PATH, {}),
      fetched<{ changes: GroupChange[] }>(`${PATH}/changes`, {}),
    ]);
    const mine = $state.snapshot(this.draft);
    const { draft, both } = merged(drafted(seen.settings), mine, drafted(now.settings));
    this.#take(now);
    [this.draft, this.both] = [draft, both];
    this.others = changes.filter(({ rev }) => rev > seen.rev);
  }

  #take(document: GroupDocument): void {
    this.#seen = document;
    this.draft = drafted(document.settings);
    [this.others, this.both] = [[], []];
  }

  #ask<Value>(method: string, path: string, body: unknown): Promise<Value> {
    return this.#call<Value>(method, PATH + path, body);
  }

  #call<Value>(method: string, path: string, body?: unknown): Promise<Value> {
    return fetched<Value>(path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${sessionStorage.getItem(ADMIN_TOKEN) ?? ''}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** A token that the server does not know is forgotten. */
  protected override refused = ({ code }: Refusal): void => {
    if (code === 'no_session') this.leave();
  };
}
