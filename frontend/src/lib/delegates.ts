import { fetched } from './api.ts';
import type { Delegate } from './protocol.gen.ts';

const PATH = '/api/v1/body';

/** A body and all whom it has named; those who are it no more have an until. */
export interface NamedBody {
  name: string;
  seats: number;
  delegates: Delegate[];
}

/** What a contact says of somebody. */
export type NewDelegate = Pick<Delegate, 'name' | 'kind' | 'since' | 'chosen'>;

/** A meeting of the public list. */
export interface Listed {
  id: string;
  title: string;
  starts: string;
  stage: 'planned' | 'open' | 'ended';
}

/** Whether a link is that of a body. */
export const isBodyLink = (link: string): boolean => link.startsWith('cvb_');

const by = (secret: string): Record<string, string> => ({ Authorization: `Bearer ${secret}` });

export const namedBody = (secret: string): Promise<NamedBody> =>
  fetched<NamedBody>(PATH, { headers: by(secret) });

export const nameDelegate = (secret: string, delegate: NewDelegate): Promise<Delegate> =>
  fetched<Delegate>(`${PATH}/delegates`, {
    method: 'POST',
    headers: { ...by(secret), 'Content-Type': 'application/json' },
    body: JSON.stringify(delegate),
  });

export const endDelegate = (secret: string, id: string): Promise<unknown> =>
  fetched(`${PATH}/delegates/${encodeURIComponent(id)}`, { method: 'DELETE', headers: by(secret) });

/** The meetings that somebody can go to: those under way and those ahead, the next first. */
export async function meetingsAhead(): Promise<Listed[]> {
  const { meetings } = await fetched<{ meetings: Listed[] }>('/api/v1/meetings', {});
  return meetings.filter(({ stage }) => stage !== 'ended').sort((a, b) => a.starts.localeCompare(b.starts));
}
