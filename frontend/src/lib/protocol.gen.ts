// Written by `go generate ./server/wire`. Do not edit.

/** The number of an entry in its meeting's log. */
export type Seq = number;

/** A person's pseudonym in this meeting. */
export type Person = string;

export type Role = 'owner' | 'chair' | 'deputy' | 'secretary' | 'manager' | 'captioner' | 'representative' | 'participant' | 'observer';
export type Stage = 'planned' | 'open' | 'ended';
export type Rule = 'open' | 'chatham-house' | 'off-record';
export type ItemKind = 'adoption' | 'information' | 'discussion' | 'decision' | 'statement' | 'review' | 'aob' | 'break';
export type ItemState = 'proposed' | 'pending' | 'current' | 'done' | 'deferred';
export type Amendment = 'added' | 'changed';
export type Lateness = 'started' | 'circulated' | 'due';
export type Mode = 'online' | 'hybrid' | 'in-person';
export type SilenceState = 'open' | 'grace' | 'agreed' | 'objected' | 'closed';
export type SilenceAbout = 'agenda' | '';
export type Visibility = 'public' | 'present' | 'chair';
export type HandClass = 'order' | 'clarify' | 'reply' | 'topic';
export type Colour = 'red' | 'amber' | 'green' | 'teal' | 'blue' | 'violet' | 'pink' | 'grey';
export type HandState = 'waiting' | 'away';
export type Policy = 'arrival' | 'first-timers' | 'least-heard' | 'round-robin' | 'alternate' | 'draw';
export type Reader = 'chair' | 'manager' | 'screen' | 'voice';
export type PauseReason = '' | 'interpretation' | 'captions' | 'failure' | 'question' | 'break';
export type ReasonCode = 'put_back' | 'front' | 'passed_over' | 'last_word' | 'class' | 'category' | 'answer' | 'moved' | 'set' | 'next' | 'pinned' | 'overtaken' | 'after' | 'first_time' | 'spoken' | 'body_turns' | 'own_turns' | 'round' | 'in_room' | 'remote' | 'drawn' | 'arrival';
export type AlarmKind = 'captions' | 'interpreter' | 'sound' | 'speed' | 'document';
export type StatementState = 'waiting' | 'reading' | 'read' | 'unread';
export type ActionState = 'open' | 'done';
export type NoteKind = 'note' | 'contribution' | 'conclusion' | 'quiet' | 'issue' | 'objection' | 'quote';
export type Happening = 'meeting_started' | 'meeting_ended' | 'item_started' | 'item_concluded' | 'item_approved' | 'item_parked' | 'item_deferred' | 'item_carried_over' | 'spoke' | 'queue_closed' | 'silence_agreed' | 'agenda_adopted' | 'silence_objected' | 'break_called' | 'off_record' | 'on_record';
export type MinutesState = 'live' | 'draft' | 'circulated' | 'approved' | 'corrected' | 'record';
export type ConsentScope = 'name' | 'body';
export type Forgetting = 'published' | 'deadline';
export type CorrectionState = 'proposed' | 'accepted' | 'refused' | 'withdrawn';
export type Change = 'added' | 'removed';
export type Source = 'human' | 'automatic' | 'mixed' | 'translated';
export type Retention = 'kept' | 'until-approved' | 'published' | 'live';
export type CaptionMode = '' | 'stream' | 'chunk' | 'line' | 'rolling' | 'youtube';
export type CaptionAlarm = 'erase_storm' | 'capitals' | 'wrong_language';

export interface Channel {
  lang: string;
  title: string;
  source?: Source;
  of?: string;
  keep?: Retention;
}

export interface Headcount {
  room: number;
  phone: number;
}

export interface ClassLook {
  label: string;
  colour: Colour;
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
  classes?: Record<HandClass, ClassLook>;
  silence?: number;
  grace?: number;
  documents?: number;
  off_record?: string | null;
  break?: string | null;
  since?: string | null;
  series?: string;
  mode: Mode;
  place?: string;
  revised: number;
  cancelled?: boolean;
  why?: string;
  ahead?: number;
  circulated?: string | null;
  adopted?: string | null;
  private?: boolean;
  outside?: boolean;
  forgets?: string | null;
  locked?: boolean;
  headcount?: Headcount | null;
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
  amended?: Amendment;
  carried?: string;
  approves?: string;
  rule?: Rule;
  person?: Person;
  name?: string;
}

export interface ItemLink {
  title: string;
  url: string;
}

export interface PlannedItem {
  title: string;
  kind: ItemKind;
  minutes: number;
  level?: number;
  visibility?: Visibility;
  presenters?: string[];
  description?: string;
  links?: ItemLink[];
  approves?: string;
}

export interface ItemDocument {
  title: string;
  url: string;
  late?: Lateness;
}

export interface Silence {
  id: Seq;
  item: Seq;
  about: SilenceAbout;
  text: string;
  state: SilenceState;
  began: string;
  until: string;
  grace: string;
  silent: number | null;
  absent: number | null;
  person?: Person;
  name?: string;
  body?: string;
  reason?: string;
  late?: boolean;
}

export interface ItemDetails {
  id: Seq;
  presenters?: string[];
  description: string;
  links: ItemDocument[];
}

export interface Reason {
  code: ReasonCode;
  n: number;
}

export interface HeardHand {
  first: boolean;
  turns: number;
  spoken: number;
  body_turns: number;
  body_spoken: number;
}

export interface Hand {
  id: Seq;
  person?: Person;
  name?: string;
  says?: string;
  body?: string;
  class: HandClass;
  note?: string;
  written: boolean;
  reader?: Reader;
  reply_to?: Seq;
  answers?: Seq;
  category?: string;
  room?: boolean;
  state: HandState;
  reasons: Reason[];
  added_by?: Person;
  added_name?: string;
  carried?: string | null;
  guest?: boolean;
  left?: number;
  heard?: HeardHand | null;
  duplicate?: Seq;
}

export interface Turn {
  id?: Seq;
  hand?: Seq;
  person?: Person;
  name?: string;
  says?: string;
  body?: string;
  class: HandClass;
  note?: string;
  written?: boolean;
  called?: string;
  began?: string;
  limit: number;
  paused?: number;
  paused_at?: string | null;
  pause?: PauseReason;
  answered?: boolean;
  out?: boolean;
  reader?: Reader;
  read?: number;
  corrected?: boolean;
}

export interface Undoable {
  seq: Seq;
  kind: string;
  at: string;
}

export interface Queue {
  open: boolean;
  item: Seq;
  policy: Policy;
  overtakes: number;
  limits: Record<HandClass, number>;
  hands: Hand[];
  turn: Turn | null;
  held?: Turn | null;
  closes_at?: string | null;
  closes_after?: number;
  last?: Seq;
  opens?: boolean;
  hide_names?: boolean;
  statistics?: boolean;
  several?: boolean;
  no_orders?: boolean;
  categories: string[];
  grace: number;
  undo?: Undoable | null;
}

export interface Quote {
  lang: string;
  from: number;
  to: number;
  corrected?: boolean;
}

export interface Piece {
  text: string;
  change?: Change;
}

export interface Wording {
  text: string;
  at: string;
  person: Person;
  name: string;
  why?: string;
  diff: Piece[];
}

export interface Minutes {
  state: MinutesState;
  circulated?: string | null;
  until?: string | null;
  approved?: string | null;
  in?: string;
  corrected?: string | null;
  public?: boolean;
}

export interface Correction {
  id: Seq;
  line: Seq;
  item: Seq;
  text: string;
  diff: Piece[];
  why: string;
  person: Person;
  name: string;
  state: CorrectionState;
  answer?: string;
  answered?: string | null;
}

export interface Attender {
  person: Person;
  name: string;
  body: string;
  declared?: boolean;
  excused?: boolean;
}

export interface Attendance {
  present: string;
}

export interface Note {
  id: Seq;
  item: Seq;
  kind: NoteKind;
  text: string;
  person: Person;
  name: string;
  rev: number;
  number?: string;
  speaker?: Person;
  speaker_name?: string;
  label?: string;
  what?: Happening;
  about?: string;
  hidden?: boolean;
  quote?: Quote | null;
  was?: Wording[] | null;
}

export interface Decision {
  id: Seq;
  item: Seq;
  number: string;
  text: string;
  rev: number;
  quote?: Quote | null;
  was?: Wording[] | null;
}

export interface Action {
  id: Seq;
  item: Seq;
  number: string;
  text: string;
  owner: string;
  due: string;
  state: ActionState;
  from?: string;
  person?: Person;
  name?: string;
  outcome?: string;
  rev: number;
  quote?: Quote | null;
  was?: Wording[] | null;
}

export interface RecordLine {
  line: Seq;
  text: string;
  said?: string;
  speaker?: Person;
  scope?: ConsentScope;
}

export interface Passage {
  from: number;
  to: number;
  item?: Seq;
  text: string;
}

export interface OfferedPassage {
  from: number;
  to: number;
  text: string;
  read?: boolean;
}

export interface Stretch {
  from: number;
  to: number;
}

export interface Consent {
  item?: Seq;
  scope: ConsentScope;
}

export interface Consents {
  person: Person;
  name: string;
  lets: Consent[];
}

export interface Review {
  draft: Seq;
  item?: Seq;
  level: number;
  lines: RecordLine[];
  person?: Person;
  name?: string;
  passages?: Passage[];
}

export interface RecordEntry {
  id?: Seq;
  item: Seq;
  part?: Seq;
  kind: string;
  number?: number;
  text: string;
  said?: string;
  due?: string;
}

export interface RecordPart {
  item: Seq;
  level: number;
  published: string;
  digest: string;
}

export interface RecordOfMeeting {
  level: number;
  lines: RecordEntry[];
  present?: string;
  published: string;
  forgotten?: Forgetting;
  digest?: string;
  parts?: RecordPart[];
}

export interface Budget {
  body: string;
  seconds: number;
  used: number;
}

export interface Sitting {
  person: Person;
  name: string;
  for?: Person;
  for_name?: string;
  since: string;
  until: string | null;
}

export interface Seats {
  body: string;
  seats: number;
  sat: Sitting[];
}

export interface Heard {
  item: Seq;
  unheard: string[];
}

export interface Alarm {
  id: Seq;
  what: AlarmKind;
  note: string;
  person?: Person;
  name?: string;
  at: string;
  seen: string | null;
}

export interface Statement {
  hand: Seq;
  state: StatementState;
  read: number;
  of: number;
  at: string | null;
  reason: string;
}

export interface Aside {
  id: Seq;
  lang: string;
  text: string;
  person?: Person;
  name?: string;
  body?: string;
  at: string;
  seen: string | null;
}

export interface Term {
  term: string;
  about?: string;
}

export interface Glossary {
  id: Seq;
  terms: Term[];
}

export interface Lowered {
  hand: Seq;
  until: string;
}

export interface Me {
  person: Person;
  name: string;
  roles: Role[];
  place: number;
  hands: Seq[];
  limit: number;
  times: number;
  muted: boolean;
  statements: Statement[];
  alarms: Alarm[];
  lowered: Lowered | null;
  offer: string | null;
  consents?: Consent[];
  struck?: Seq[];
  out?: Stretch[];
  slip?: boolean;
  asides?: Aside[];
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
  guest?: boolean;
}

export interface Presence {
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
  paint: Spread | null;
  delay: number | null;
  alarms: CaptionAlarm[];
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
  aside?: number;
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

export interface DeskAside {
  id: Seq;
  text: string;
  mine: boolean;
  name: string;
  body: string;
  at: string;
  seen: boolean;
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
  asides: DeskAside[];
  glossary: Term[];
  names: boolean;
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
  paint?: boolean;
}

export interface Hello {
  session: string;
  feeds: Record<string, string>;
  client?: string;
  version?: number;
}

export interface Painted {
  feed: string;
  cursor: string;
  took: number;
}

export interface Needs {
  kinds?: string[];
  text?: string;
}

export interface PersonNeeds {
  person: Person;
  name: string;
  body: string;
  kinds: string[];
  text: string;
}

export interface Joining {
  link?: string;
  name?: string;
  body?: string;
  for?: string;
  way?: string;
  says?: string;
  needs?: Needs;
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

export interface GroupClass {
  label: string;
  colour: Colour;
  limit: number;
}

export interface GroupQueue {
  opens: boolean;
  policy: Policy;
  overtakes: number;
  grace: number;
  hide_names: boolean;
  statistics: boolean;
}

export interface GroupBody {
  name: string;
  seats?: number;
  aims?: string;
  link?: string;
}

export interface SignLanguage {
  language: string;
  link?: string;
}

export interface GroupAccess {
  languages?: string[];
  signs?: SignLanguage[];
  interpreters?: string;
  phone?: string;
  help?: string;
  breaks?: string;
}

export interface GroupSettings {
  name: string;
  classes: Record<HandClass, GroupClass>;
  queue: GroupQueue;
  scale: string[];
  silence: number;
  grace: number;
  dissent_days: number;
  documents_days: number;
  seats: number;
  rule: Rule;
  keep: Retention;
  bodies: GroupBody[];
  access: GroupAccess;
}

export interface Delegate {
  delegate: string;
  name: string;
  kind: string;
  since: string;
  chosen: string;
  until?: string;
}

export interface GroupChange {
  rev: number;
  at: string;
  fields: string[];
  words: string[];
}

export interface AgreedPoint {
  name: string;
  colour?: Colour;
  text?: string;
  words?: string;
  link?: string;
  leads?: string;
}

export interface AgreedSection {
  id: string;
  title: string;
  says: string[];
  list: AgreedPoint[];
  then: string[];
}

/** What a client asks; server/PROTOCOL.md describes each. */
export type Command =
  | { do: 'start_meeting'; in: Record<string, never> }
  | { do: 'end_meeting'; in: Record<string, never> }
  | { do: 'set_record'; in: { on: boolean } }
  | { do: 'set_rule'; in: { rule: Rule; item?: Seq } }
  | { do: 'give_consent'; in: { on: boolean; scope: ConsentScope; item?: Seq } }
  | { do: 'strike_line'; in: { line: Seq; on: boolean } }
  | { do: 'strike_passage'; in: { from: number; to: number; on: boolean } }
  | { do: 'return_slip'; in: { on: boolean } }
  | { do: 'draft_record'; in: { item?: Seq; level: number; lines?: RecordLine[] } }
  | { do: 'add_passages'; in: { draft: Seq; passages: OfferedPassage[] } }
  | { do: 'pass_record'; in: { draft: Seq } }
  | { do: 'match_label'; in: { label: string; person?: Person } }
  | { do: 'give_role'; in: { person: Person; role: string; for?: Person } }
  | { do: 'free_seat'; in: { person: Person } }
  | { do: 'remove_person'; in: { person: Person } }
  | { do: 'mute_person'; in: { person: Person; off?: boolean } }
  | { do: 'lock_room'; in: { on: boolean } }
  | { do: 'count_heads'; in: { room: number; phone: number } }
  | { do: 'revoke_link'; in: { link: string } }
  | { do: 'take_chair'; in: Record<string, never> }
  | { do: 'call_break'; in: { seconds: number } }
  | { do: 'end_break'; in: Record<string, never> }
  | { do: 'raise_alarm'; in: { what: AlarmKind; note?: string; anonymous?: boolean } }
  | { do: 'see_alarm'; in: { alarm: Seq } }
  | { do: 'end_alarm'; in: { alarm: Seq } }
  | { do: 'tell_captioner'; in: { text: string; lang?: string } }
  | { do: 'see_aside'; in: { aside: Seq } }
  | { do: 'set_glossary'; in: { terms: Term[]; after: Seq } }
  | { do: 'edit_meeting'; in: { title?: string | null; starts?: string | null; mode?: Mode | null; place?: string | null } }
  | { do: 'cancel_meeting'; in: { why?: string } }
  | { do: 'add_item'; in: { title: string; kind: ItemKind; minutes: number; parent?: Seq; after?: Seq; visibility?: Visibility; presenters?: string[]; description?: string; links?: ItemLink[]; approves?: string } }
  | { do: 'import_agenda'; in: { items: PlannedItem[] } }
  | { do: 'edit_item'; in: { item: Seq; title?: string | null; kind?: ItemKind | null; minutes?: number | null; visibility?: Visibility | null; presenters?: string[] | null; description?: string | null; links?: ItemLink[] | null } }
  | { do: 'move_item'; in: { item: Seq; parent?: Seq | null; after?: Seq | null } }
  | { do: 'remove_item'; in: { item: Seq; children?: string } }
  | { do: 'propose_item'; in: { title: string; kind?: ItemKind; minutes?: number; description?: string } }
  | { do: 'accept_item'; in: { item: Seq; parent?: Seq; after?: Seq } }
  | { do: 'decline_item'; in: { item: Seq } }
  | { do: 'circulate_agenda'; in: Record<string, never> }
  | { do: 'adopt_agenda'; in: { seconds?: number } }
  | { do: 'start_item'; in: { item: Seq; after: Seq } }
  | { do: 'leave_item'; in: { item: Seq; then: string; conclusion?: string; next?: Seq } }
  | { do: 'open_silence'; in: { text: string; seconds?: number } }
  | { do: 'object'; in: { silence: Seq; reason?: string } }
  | { do: 'close_silence'; in: Record<string, never> }
  | { do: 'open_queue'; in: Record<string, never> }
  | { do: 'close_queue'; in: { in?: number; after?: number; last?: Seq } }
  | { do: 'raise_hand'; in: { class: HandClass; note?: string; reply_to?: Seq; written?: boolean; body?: string; category?: string; room?: boolean; reader?: Reader } }
  | { do: 'add_hand'; in: { name: string; class: HandClass; body?: string; room?: boolean } }
  | { do: 'edit_hand'; in: { hand: Seq; note: string } }
  | { do: 'lower_hand'; in: { hand: Seq; reason?: string } }
  | { do: 'defer_hand'; in: { hand: Seq; after?: Seq } }
  | { do: 'restore_hand'; in: { hand: Seq } }
  | { do: 'claim_hand'; in: { hand: Seq } }
  | { do: 'merge_hands'; in: { hand: Seq; into: Seq } }
  | { do: 'move_hand'; in: { hand: Seq; before: Seq } }
  | { do: 'call_next'; in: { after: Seq; head: Seq } }
  | { do: 'call_hand'; in: { hand: Seq; after: Seq } }
  | { do: 'put_back'; in: { turn: Seq } }
  | { do: 'end_turn'; in: { turn: Seq; unread?: string } }
  | { do: 'pause_turn'; in: { turn: Seq; reason?: PauseReason } }
  | { do: 'resume_turn'; in: { turn: Seq } }
  | { do: 'extend_turn'; in: { turn: Seq; seconds: number } }
  | { do: 'answer_turn'; in: { turn: Seq } }
  | { do: 'pass_over'; in: { turn: Seq } }
  | { do: 'mark_read'; in: { turn: Seq; paragraph: number } }
  | { do: 'correct_text'; in: { turn: Seq; text: string } }
  | { do: 'undo'; in: { seq: Seq } }
  | { do: 'set_policy'; in: { policy: Policy; item?: Seq; limits?: Record<HandClass, number>; overtakes?: number } }
  | { do: 'set_queue'; in: { opens?: boolean | null; hide_names?: boolean | null; statistics?: boolean | null; several?: boolean | null; no_orders?: boolean | null; categories?: string[] | null; grace?: number | null } }
  | { do: 'set_time'; in: { times: number; person?: Person } }
  | { do: 'set_budget'; in: { item?: Seq; seconds: number } }
  | { do: 'change_budget'; in: { item?: Seq; body: string; seconds?: number; reset?: boolean; share?: boolean } }
  | { do: 'add_note'; in: { text: string; item?: Seq; kind?: NoteKind; speaker?: Person; label?: string; quote?: Quote | null } }
  | { do: 'write_line'; in: { text: string; item?: Seq } }
  | { do: 'edit_note'; in: { note: Seq; text: string; rev: number } }
  | { do: 'retract_note'; in: { note: Seq } }
  | { do: 'hide_note'; in: { note: Seq; on: boolean } }
  | { do: 'record_decision'; in: { text: string; item?: Seq; quote?: Quote | null } }
  | { do: 'record_action'; in: { text: string; owner?: string; due?: string; item?: Seq; quote?: Quote | null } }
  | { do: 'close_action'; in: { action: Seq; note?: string } }
  | { do: 'reopen_action'; in: { action: Seq } }
  | { do: 'circulate_minutes'; in: { until?: string } }
  | { do: 'propose_correction'; in: { line?: Seq; item?: Seq; text: string; why?: string; rev?: number } }
  | { do: 'accept_correction'; in: { correction: Seq } }
  | { do: 'refuse_correction'; in: { correction: Seq; reason?: string } }
  | { do: 'approve_minutes'; in: Record<string, never> }
  | { do: 'correct_line'; in: { line: Seq; text: string; note: string; rev: number } }
  | { do: 'send_apologies'; in: { on: boolean; person?: Person; name?: string; body?: string } }
  | { do: 'declare_attendance'; in: { on: boolean } };

/** The keys of the feed "meeting". */
export interface MeetingFeed {
  meeting: Meeting;
  agenda: Item[];
  queue: Queue;
  minutes: Minutes;
  attendance?: Attendance;
  [attender: `attender/${string}`]: Attender;
  budgets?: Budget[];
  review?: Review;
  consents?: Consents[];
  record?: RecordOfMeeting;
  seats?: Seats[];
  heard?: Heard;
  alarms?: Alarm[];
  asides?: Aside[];
  glossary?: Glossary;
  links?: LinkWay[];
  [item: `item/${number}`]: ItemDetails;
  [silence: `silence/${number}`]: Silence;
  [note: `note/${number}`]: Note;
  [decision: `decision/${number}`]: Decision;
  [action: `action/${number}`]: Action;
  [correction: `correction/${number}`]: Correction;
}

/** The keys of the feed "presence". */
export interface PresenceFeed {
  presence: Presence;
  [present: `present/${string}`]: Present;
  [label: `label/${string}`]: Label;
  [health: `health/${string}`]: Health;
  needs?: PersonNeeds[];
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
