import { fetched, readAgenda, type Outline } from './api.ts';
import type { Mode, PlannedItem, Rule, Stage } from './protocol.gen.ts';

/** What an owner says of a new meeting; what is absent the server fills in. */
export interface Plan {
  title: string;
  starts: string;
  mode: Mode;
  rule: Rule;
  channels: { lang: string; title: string }[];
  place?: string;
  series?: string;
  bodies?: { name: string }[];
  agenda?: PlannedItem[];
  from?: string;
}

/** A new meeting, and the ways into it. */
export interface MadeMeeting {
  id: string;
  url: string;
  links: Partial<Record<string, string>>;
  captions: Partial<Record<string, { console: string }>>;
}

/** What the public list says of a meeting. */
export interface Listed {
  id: string;
  title: string;
  starts: string;
  stage: Stage;
  series?: string;
  cancelled?: boolean;
}

/** What new meetings have of the group, unless they say otherwise. */
export interface Preset {
  rule: Rule;
  bodies: string[];
}

export const makeMeeting = (token: string, plan: Plan): Promise<MadeMeeting> =>
  fetched('/api/v1/meetings', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(plan),
  });

/** Reads an agenda as it is pasted, whether it is a table or not. */
export const readPasted = (source: string): Promise<Outline> =>
  readAgenda(source, isTable(source) ? 'text/csv' : 'text/markdown');

/** Whether a text is a table: its first line names columns, and one of them is the title. */
export function isTable(source: string): boolean {
  const first = source.trimStart().split('\n')[0] ?? '';
  const cells = first.split(/[,;\t]/).map((cell) => cell.trim().replaceAll('"', '').toLowerCase());
  return (
    first.startsWith('sep=') ||
    (cells.length > 1 &&
      cells.some((cell) => ['title', 'item', 'topic', 'subject', 'agenda item'].includes(cell)))
  );
}

export async function meetings(): Promise<Listed[]> {
  return (await fetched<{ meetings: Listed[] }>('/api/v1/meetings', { credentials: 'omit' })).meetings;
}

export async function preset(): Promise<Preset> {
  const answer = await fetched<{ settings: { rule: Rule; bodies: { name: string }[] | null } }>(
    '/api/v1/group',
    {
      credentials: 'omit',
    },
  );
  const { rule, bodies } = answer.settings;
  return { rule, bodies: (bodies ?? []).map(({ name }) => name) };
}

/** The public agenda of a meeting as text, without the meeting's title. */
export async function agendaOf(meeting: string): Promise<string> {
  const answer = await fetch(`/m/${encodeURIComponent(meeting)}/agenda.md`, { credentials: 'omit' });
  const source = answer.ok ? await answer.text() : '';
  return source.replace(/^# .*\n+/, '').trimEnd();
}

/** A moment as programs tell it. */
export const iso = (at: number): string => new Date(at).toISOString();

export const unique = (words: string[]): string[] => [...new Set(words)];
