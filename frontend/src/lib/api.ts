import type { Meeting, MeetingFeed, Needs, Person, PlannedItem, Role } from './protocol.gen.ts';
import { few as text } from './text/few.ts';

/** A refusal, with the server's sentence for the person. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

export type Way = 'speak' | 'sign' | 'type';

/** Who comes in: by a link, by name as an observer, or again by the cookie. */
export type Join =
  | { link?: string; name: string; body: string; for?: string; way: Way; says?: string; needs?: Needs }
  | { resume: true };

export interface Session {
  session: string;
  person: Person;
  name?: string;
  roles: Role[];
}

const path = (meeting: string): string => `/api/v1/meetings/${encodeURIComponent(meeting)}`;

export function join(meeting: string, how: Join): Promise<Session> {
  return fetched<Session>(`${path(meeting)}/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(how),
  });
}

/** The meeting as anybody may see it, and whether that is so of its minutes. */
export async function publicMeeting(meeting: string): Promise<Partial<Meeting> & { readable?: boolean }> {
  const { set } = await fetched<{ set: Partial<MeetingFeed> }>(`${path(meeting)}/feeds/meeting`, {
    credentials: 'omit',
  });
  return { ...set.meeting, ...(set.minutes?.public ? { readable: true } : {}) };
}

/** What a new link is for: a role, and of a captioner's the channel; without an end it lasts. */
export interface NewLink {
  role: Role;
  lang?: string;
  expires?: string;
}

/** What is handed out of a new link, by kind. The server tells it this once. */
export type MadeLink = Partial<Record<'url' | 'console' | 'zoom' | 'teams' | 'any' | 'youtube', string>>;

export async function makeLink(meeting: string, session: string, link: NewLink): Promise<MadeLink> {
  const { url, captions } = await fetched<{ url?: string; captions?: MadeLink }>(`${path(meeting)}/links`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${session}` },
    body: JSON.stringify(link),
  });
  return captions ?? (url ? { url } : {});
}

/** An address by which one more device of the same person comes in, once, and until when. */
export interface Screen {
  url: string;
  expires: string;
}

export function makeScreen(meeting: string, session: string): Promise<Screen> {
  return fetched<Screen>(`${path(meeting)}/screens`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session}` },
  });
}

/** Reads what a session may see of a meeting. */
export function read<Value>(meeting: string, session: string, what: string): Promise<Value> {
  return fetched<Value>(`${path(meeting)}/${what}`, { headers: { Authorization: `Bearer ${session}` } });
}

/** The forms in which an agenda is read, by media type. */
export type AgendaForm = 'text/markdown' | 'text/csv' | 'application/json';

/** An agenda as it was read, and how many minutes it takes. */
export interface Outline {
  items: PlannedItem[];
  minutes: number;
}

/** Reads an agenda out of text; nothing is kept. A refusal says in which line it cannot be read. */
export function readAgenda(words: string, form: AgendaForm): Promise<Outline> {
  return fetched('/api/v1/agenda', { method: 'POST', headers: { 'Content-Type': form }, body: words });
}

export async function fetched<Value>(url: string, init: RequestInit): Promise<Value> {
  const answer = await fetch(url, init).catch(() => undefined);
  if (!answer) throw new Refusal('offline', text.join.offline);
  const value: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return value as Value;
  const { code, text: sentence } = (value ?? {}) as { code?: string; text?: string };
  throw new Refusal(code ?? 'internal', sentence ?? text.join.fault(answer.status));
}
