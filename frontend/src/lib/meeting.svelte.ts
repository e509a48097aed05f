import type {
  Action,
  Attender,
  ClassLook,
  Correction,
  Decision,
  Hand,
  HandClass,
  Health,
  Label,
  Me,
  MeetingFeed,
  Note,
  Patch,
  Person,
  PresenceFeed,
  Present,
  Role,
  Seq,
  Silence,
  Turn,
} from './protocol.gen.ts';
import { text } from './text/index.ts';

/** Who runs the queue, who keeps the minutes: whom a pane is for. What is allowed, the server decides. */
const DUTIES = {
  lead: ['chair', 'deputy'],
  floor: ['chair', 'deputy', 'manager'],
  minutes: ['chair', 'deputy', 'secretary'],
  notes: ['chair', 'deputy', 'secretary', 'manager'],
  remove: ['owner', 'chair', 'deputy'],
  appoint: ['owner', 'chair'],
  seats: ['owner', 'chair', 'deputy', 'secretary'],
  speak: ['owner', 'chair', 'deputy', 'secretary', 'manager', 'representative', 'participant'],
} satisfies Record<string, Role[]>;

export type Duty = keyof typeof DUTIES;

/**
 * The meeting as this viewer may see it. The server computes every value; this class keeps the
 * latest. There is no rule of meetings here.
 */
export class Meeting {
  #values = $state.raw<Partial<MeetingFeed>>({});
  #me = $state.raw<Partial<Me>>({});
  #there = $state.raw<Partial<PresenceFeed>>({});
  #last = $state.raw<Turn>();
  #waiters: { seq: Seq; reached: () => void }[] = [];

  /** How classes of hands are called and coloured: as the group has agreed, or in the page's own words. */
  readonly classes: Record<HandClass, Partial<ClassLook> & { label: string }> = $derived(
    this.about?.classes ?? {
      topic: { label: text.classes.topic },
      reply: { label: text.classes.reply },
      clarify: { label: text.classes.clarify },
      order: { label: text.classes.order },
    },
  );
  /** What may be told of what is said now: the rule of the item, of one above it, or the meeting's. */
  readonly rule = $derived.by(() => {
    const of = (id: Seq | undefined) => this.agenda.find((item) => item.id === id);
    for (let item = of(this.about?.item); item; item = of(item.parent)) if (item.rule) return item.rule;
    return this.about?.rule;
  });
  readonly item = $derived(this.agenda.find((item) => item.id === this.about?.item));
  readonly notes = $derived(this.#all<Note>('note/'));
  readonly decisions = $derived(this.#all<Decision>('decision/'));
  /** Questions that are agreed to by silence, the latest last. */
  readonly silences = $derived(this.#all<Silence>('silence/'));
  readonly actions = $derived(this.#all<Action>('action/'));
  /** What people propose to change in the minutes, and what has become of it. */
  readonly corrections = $derived(this.#all<Correction>('correction/'));
  readonly myHands = $derived(this.queue?.hands.filter((hand) => this.mine(hand)) ?? []);
  readonly myHand = $derived(this.myHands[0]);
  readonly myTurn = $derived(this.queue?.turn && this.#my(this.queue.turn) ? this.queue.turn : undefined);
  /** Of my first hand, from 1; 0 for none. It is read from the queue, so that it changes together with its length. */
  readonly place = $derived((this.queue?.hands.findIndex((hand) => this.mine(hand)) ?? -1) + 1);

  /** The turn that ended last before my eyes, unless its speaker was put back already. */
  readonly lastTurn = $derived(
    this.queue?.hands.some((hand) => hand.left && hand.person === this.#last?.person)
      ? undefined
      : this.#last,
  );

  get about() {
    return this.#values.meeting;
  }
  get agenda() {
    return this.#values.agenda ?? [];
  }
  /** What an item says beyond its title. */
  details(item: Seq) {
    return this.#values[`item/${item}`];
  }
  get queue() {
    return this.#values.queue;
  }
  /** How final the minutes are. */
  get minutes() {
    return this.#values.minutes;
  }
  /** What is to be published of a meeting under the Rule, once it is over; those who run it are told. */
  get review() {
    return this.#values.review;
  }
  /** What is published of parts of the meeting while the rest is not. */
  get record() {
    return this.#values.record;
  }
  /** The items under the Rule that have a rule of their own, and can be published by themselves. */
  readonly parts = $derived(
    this.agenda.filter(({ id, rule }) => rule === 'chatham-house' && !this.isPublished(id)),
  );
  /** Only the record is left of an item that had a rule of its own. */
  isPublished(item: Seq) {
    return this.record?.parts?.some((part) => part.item === item) ?? false;
  }
  /** Who lets something be told of what they said under the Rule. */
  get consents() {
    return this.#values.consents ?? [];
  }
  /** Who was there, or sent apologies, by name; nobody where only how many is told. */
  readonly attenders = $derived(byName(under<Attender>(this.#values, 'attender/')));
  /** How many were there, under the Rule. */
  get attendance() {
    return this.#values.attendance;
  }
  /** The time of each body on this item, if it is given. */
  get budgets() {
    return this.#values.budgets ?? [];
  }
  /** The seats of each body, and who sits or has sat there. */
  get seats() {
    return this.#values.seats ?? [];
  }
  /** The seats of a body and who sits there now, if it takes part. */
  seatsOf(body: string) {
    const of = this.seats.find((seats) => seats.body === body);
    return of && { ...of, sat: of.sat.filter(({ until }) => until === null) };
  }
  /** What somebody sits for now. */
  sits(person: Person) {
    for (const { body, sat } of this.seats)
      for (const sitting of sat)
        if (sitting.person === person && sitting.until === null) return { body, ...sitting };
    return undefined;
  }
  /** Who cannot follow; those who run the meeting are told. */
  get alarms() {
    return this.#values.alarms ?? [];
  }
  /** What was said to captioners and by them; those who run the meeting are told. */
  get asides() {
    return this.#values.asides ?? [];
  }
  /** The words that captioners should know; those who run the meeting are told. */
  get glossary() {
    return this.#values.glossary;
  }
  /**
   * Which bodies have not spoken on this item, and are here; those who run the meeting are told. Where no body has
   * spoken, none is missing.
   */
  readonly unheard = $derived.by(() => {
    const silent = this.#values.heard?.unheard ?? [];
    if (silent.length === this.about?.bodies.length) return [];
    const here = this.present.map(({ body }) => body);
    return silent.filter((body) => here.includes(body));
  });
  /** The ways into the meeting; unknown to those who do not look after them. */
  get links() {
    return this.#values.links;
  }
  get me() {
    return this.#me;
  }
  /** Who is here and known, by name. */
  readonly present = $derived(byName(under<Present>(this.#there, 'present/')));
  /** How many are here beside; unknown to those who are not told. */
  get presence() {
    return this.#there.presence;
  }

  /** What people need to take part; those who run the meeting are told. */
  get needs() {
    return this.#there.needs ?? [];
  }

  /** Whom captioners mean by how they name speakers, as far as one may know it. */
  readonly labels = $derived(under<Label>(this.#there, 'label/'));
  label(label: string): Label | undefined {
    return this.#there[`label/${label}`];
  }
  /** How the captions in a language do; unknown to those who do not run the meeting. */
  health(lang: string): Health | undefined {
    return this.#there[`health/${lang}`];
  }

  /** Whether a pane is for me. */
  may(duty: Duty): boolean {
    const mine: Role[] = DUTIES[duty];
    return this.#me.roles?.some((role) => mine.includes(role)) ?? false;
  }

  apply(patch: Patch): void {
    if (patch.feed === 'presence') {
      this.#there = patched(patch.reset ? {} : this.#there, patch.set);
      return;
    }
    const { me, ...values } = patch.set as { me?: Partial<Me> | null } & Record<string, unknown>;
    if (me !== undefined) this.#me = me ?? {};
    if (patch.feed === 'me') return;
    const before = this.queue;
    this.#values = patched(patch.reset ? {} : this.#values, values);
    if (before?.turn && before.turn.id !== this.queue?.turn?.id) this.#last = before.turn;
    if (before?.item !== this.queue?.item) this.#last = undefined; // what was said there is not of this item
    this.#wake(patch.reset ?? false);
  }

  /** Settles when the page has come as far as entry seq. */
  reached(seq: Seq): Promise<void> {
    return new Promise((reached) => {
      this.#waiters.push({ seq, reached });
      this.#wake(false);
    });
  }

  #wake(all: boolean): void {
    const at = this.about?.seq ?? Infinity; // where entries have no numbers, nobody waits
    const due = this.#waiters.filter(({ seq }) => all || seq <= at);
    this.#waiters = this.#waiters.filter((waiter) => !due.includes(waiter));
    for (const { reached } of due) reached();
  }

  /** Whether a hand is mine; where names are hidden, I am told which are. */
  mine(hand: Hand): boolean {
    return this.#my(hand) || (this.#me.hands?.includes(hand.id) ?? false);
  }

  #my({ person }: Pick<Hand, 'person'>): boolean {
    return person !== undefined && person !== '' && person === this.#me.person;
  }

  #all<Value extends { id: Seq }>(prefix: string): Value[] {
    return under<Value>(this.#values, prefix).sort((a, b) => a.id - b.id);
  }
}

/** The values whose keys begin with a prefix. */
function under<Value>(values: object, prefix: string): Value[] {
  return Object.entries(values as Record<string, unknown>).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [value as Value] : [],
  );
}

/** People in the order of their names. */
function byName<One extends { name: string; person: Person }>(people: One[]): One[] {
  return people.sort((a, b) => a.name.localeCompare(b.name) || (a.person < b.person ? -1 : 1));
}

/** Values after a patch: null takes a key away. */
function patched(had: object, set: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries({ ...had, ...set }).filter(([, value]) => value !== null));
}
