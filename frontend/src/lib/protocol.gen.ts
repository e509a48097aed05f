// Written by `go generate ./server/wire`. Do not edit.

/** The number of an entry in its meeting's log. */
export type Seq = number;

/** A person's pseudonym in this meeting. */
export type Person = string;

export type Role = 'owner' | 'chair' | 'deputy' | 'secretary' | 'manager' | 'captioner' | 'representative' | 'participant' | 'observer';
export type Stage = 'planned' | 'open' | 'ended';
export type Rule = 'open' | 'chatham-house' | 'off-record';
export type ItemKind = 'adoption' | 'information' | 'discussion' | 'decision' | 'statement' | 'review' | 'aob' | 'break';
export type ItemState = 'pending' | 'current' | 'done';
export type Visibility = 'public' | 'present' | 'chair';
export type HandClass = 'order' | 'clarify' | 'reply' | 'topic';
export type HandState = 'waiting' | 'away';
export type ActionState = 'open' | 'done';
export type NoteKind = 'note' | 'contribution' | 'conclusion' | 'quiet';
export type Source = 'human' | 'automatic' | 'mixed' | 'translated';
export type Retention = 'kept' | 'live';
export type CaptionMode = '' | 'stream' | 'chunk' | 'line' | 'rolling' | 'youtube';
export type Alarm = 'erase_storm' | 'capitals' | 'wrong_language';

export interface Channel {
  lang: string;
  title: string;
  source?: Source;
  of?: string;
  keep?: Retention;
}

export interface Meeting {
  id: string;
  title: string;
  stage: Stage;
  rule: Rule;
  starts: string;
  item: Seq;
  seq?: Seq;
  bodies: string[];
  channels: Channel[];
  off_record?: string | null;
}

export interface Item {
  id: Seq;
  number: string;
  title: string;
  kind: ItemKind;
  minutes: number;
  parent: Seq;
  state: ItemState;
  visibility: Visibility;
  began?: string | null;
  spent?: number;
}

export interface ItemLink {
  title: string;
  url: string;
}

export interface ItemDetails {
  id: Seq;
  presenters?: string[];
  description: string;
  links: ItemLink[];
}

export interface Hand {
  id: Seq;
  person?: Person;
  name?: string;
  body?: string;
  class: HandClass;
  note?: string;
  written: boolean;
  reply_to?: Seq;
  state: HandState;
  reasons: string[];
  added_by?: Person;
  added_name?: string;
  left?: number;
}

export interface Turn {
  id?: Seq;
  person?: Person;
  name?: string;
  body?: string;
  class: HandClass;
  note?: string;
  written?: boolean;
  began?: string;
  limit: number;
  paused?: number;
  paused_at?: string | null;
}

export interface Queue {
  open: boolean;
  item: Seq;
  policy: string;
  limits: Record<HandClass, number>;
  hands: Hand[];
  turn: Turn | null;
}

export interface Note {
  id: Seq;
  item: Seq;
  kind: NoteKind;
  text: string;
  person: Person;
  name: string;
  rev: number;
}

export interface Decision {
  id: Seq;
  item: Seq;
  number: string;
  text: string;
}

export interface Action {
  id: Seq;
  item: Seq;
  number: string;
  text: string;
  owner: string;
  due: string;
  state: ActionState;
}

export interface Me {
  person: Person;
  name: string;
  roles: Role[];
  place: number;
  limit: number;
  muted: boolean;
}

export interface LinkWay {
  link: string;
  roles: Role[];
  lang?: string;
  expires: string | null;
  revoked: boolean;
  people: number;
}

export interface Present {
  person: Person;
  name: string;
  body: string;
  roles: Role[];
}

export interface Presence {
  people: Present[];
  others: number;
  observers: number;
  whole: boolean;
}

export interface Label {
  label: string;
  person: Person;
  name: string;
  body: string;
  sure: boolean;
}

export interface Segment {
  id: number;
  rev: number;
  text: string;
  final: boolean;
  speaker: string;
  at: string;
  gap: boolean;
  fixed?: string;
}

export interface Spread {
  p50: number;
  p95: number;
}

export interface Health {
  frame: Spread | null;
  delay: number | null;
  alarms: Alarm[];
}

export interface LinkState {
  seen: string | null;
  seq: number;
  mode: CaptionMode;
  delay: number | null;
  gaps?: number;
  duplicates?: number;
  seq_repeat?: number;
  late?: number;
  restarts?: number;
  body_cut?: number;
  charset_guess?: number;
  lang_mismatch?: number;
  stamp_off?: number;
  erases?: number;
  words?: number;
}

export interface SourceState {
  state: string;
  since?: string;
}

export interface Op {
  op: string;
  n?: number;
  at?: string;
  s?: string;
  c?: number;
  unit?: string;
  label?: string;
  seg?: number;
  base?: number;
  text?: string;
  on?: boolean;
  t?: number;
  secret?: string;
  client?: string;
  proto?: number;
  resume?: Resume | null;
  lang?: string;
}

export interface Resume {
  src: string;
  n: number;
  off?: boolean;
}

export interface ConsoleWelcome {
  op: string;
  n: number;
  now: string;
  title: string;
  lang: string;
}

export interface Ack {
  op: string;
  n: number;
}

export interface Refused {
  op: string;
  n: number;
  code: string;
  text: string;
}

export interface Pong {
  op: string;
  t: number;
}

export interface Preview {
  text: string;
  lost: boolean;
}

export interface Speaker {
  name: string;
  body: string;
  floor: boolean;
}

export interface DeskItem {
  number: string;
  title: string;
  state: ItemState;
}

export interface Desk {
  op: string;
  stage: Stage;
  off_record: string | null;
  holder: string;
  holder_lost: boolean;
  previews: Preview[];
  speakers: Speaker[];
  agenda: DeskItem[];
  readers: number;
}

export interface Monitor {
  title: string;
  stage: Stage;
  starts: string;
  lang: string;
  now: string;
  cursor: string;
}

export interface Limits {
  frame: number;
  text: number;
  asks_per_second: number;
}

export interface Welcome {
  person: Person;
  name: string;
  roles: Role[];
  now: string;
  limits: Limits;
}

export interface Hello {
  session: string;
  feeds: Record<string, string>;
  client?: string;
  version?: number;
}

export interface Joining {
  link?: string;
  name?: string;
  body?: string;
  way?: string;
  resume?: boolean;
}

export interface Joined {
  session: string;
  person: Person;
  name: string;
  roles: Role[];
}

export interface Refusal {
  code: string;
  text: string;
}

/** What a client asks; server/PROTOCOL.md describes each. */
export type Command =
  | { do: 'start_meeting'; in: Record<string, never> }
  | { do: 'end_meeting'; in: Record<string, never> }
  | { do: 'set_record'; in: { on: boolean } }
  | { do: 'match_label'; in: { label: string; person?: Person } }
  | { do: 'give_role'; in: { person: Person; role: string } }
  | { do: 'remove_person'; in: { person: Person } }
  | { do: 'revoke_link'; in: { link: string } }
  | { do: 'add_item'; in: { title: string; kind: ItemKind; minutes: number; parent?: Seq; after?: Seq; visibility?: Visibility } }
  | { do: 'edit_item'; in: { item: Seq; title?: string | null; kind?: ItemKind | null; minutes?: number | null; visibility?: Visibility | null; presenters?: string[] | null; description?: string | null; links?: ItemLink[] | null } }
  | { do: 'remove_item'; in: { item: Seq; children?: string } }
  | { do: 'start_item'; in: { item: Seq; after: Seq } }
  | { do: 'open_queue'; in: Record<string, never> }
  | { do: 'close_queue'; in: Record<string, never> }
  | { do: 'raise_hand'; in: { class: HandClass; note?: string; reply_to?: Seq; written?: boolean; body?: string } }
  | { do: 'add_hand'; in: { name: string; class: HandClass; body?: string } }
  | { do: 'edit_hand'; in: { hand: Seq; note: string } }
  | { do: 'lower_hand'; in: { hand: Seq } }
  | { do: 'defer_hand'; in: { hand: Seq } }
  | { do: 'call_next'; in: { after: Seq; head: Seq } }
  | { do: 'call_hand'; in: { hand: Seq; after: Seq } }
  | { do: 'put_back'; in: { turn: Seq } }
  | { do: 'end_turn'; in: { turn: Seq } }
  | { do: 'pause_turn'; in: { turn: Seq } }
  | { do: 'resume_turn'; in: { turn: Seq } }
  | { do: 'extend_turn'; in: { turn: Seq; seconds: number } }
  | { do: 'set_policy'; in: { policy: string; limits?: Record<HandClass, number> } }
  | { do: 'add_note'; in: { text: string; item?: Seq; kind?: NoteKind } }
  | { do: 'edit_note'; in: { note: Seq; text: string; rev: number } }
  | { do: 'retract_note'; in: { note: Seq } }
  | { do: 'record_decision'; in: { text: string; item?: Seq } }
  | { do: 'record_action'; in: { text: string; owner?: string; due?: string; item?: Seq } }
  | { do: 'close_action'; in: { action: Seq; note?: string } };

/** The keys of the feed "meeting". */
export interface MeetingFeed {
  meeting: Meeting;
  agenda: Item[];
  queue: Queue;
  links?: LinkWay[];
  [item: `item/${number}`]: ItemDetails;
  [note: `note/${number}`]: Note;
  [decision: `decision/${number}`]: Decision;
  [action: `action/${number}`]: Action;
}

/** The keys of the feed "presence". */
export interface PresenceFeed {
  presence: Presence;
  [label: `label/${string}`]: Label;
  [health: `health/${string}`]: Health;
}

/** Sets the keys it holds; null takes a key away; reset forgets what was there. */
export interface Patch {
  feed: string;
  cursor: string;
  reset?: boolean;
  /** The next patch is there already, and belongs to this one. */
  more?: boolean;
  set: Record<string, unknown>;
}

/** What a captioner's page is told, with the end of what readers see and how its own link does. */
export type Monitored = Monitor & { segments: Segment[]; source: LinkState; health: Health };

/** The answer to an ask: the number of the entry that made so what was wished, or a refusal. */
export type Answer = { n: number; seq: Seq } | ({ n: number } & Refusal);
