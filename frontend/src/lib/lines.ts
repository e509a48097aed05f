import type { Meeting } from './meeting.svelte.ts';
import type { Action, Decision, Item, Note, Quote, Seq, Wording } from './protocol.gen.ts';

/** A line of the minutes, whatever it is. */
export interface Line {
  id: Seq;
  item: Seq;
  rev: number;
  text: string;
  kind: Note['kind'] | 'decision' | 'action';
  number: string;
  /** Who said it, or had the floor; '' for nobody known. */
  who: string;
  quote: Quote | undefined;
  was: Wording[];
  /** What the meeting itself wrote nobody changes (M4). */
  own: boolean;
  /** A scribe has left it out of the minutes. */
  hidden: boolean;
  note?: Note;
  action?: Action;
}

/** The lines of an item, in the order in which they were written. */
export interface Chapter {
  id: Seq;
  item: Item | undefined;
  lines: Line[];
}

/** All lines of the minutes, in the order in which they were written. */
export const linesOf = (meeting: Meeting): Line[] =>
  [...meeting.notes.map(ofNote), ...meeting.decisions.map(ofDecision), ...meeting.actions.map(ofAction)].sort(
    (a, b) => a.id - b.id,
  );

/** Lines by item, in the order of the agenda; first what belongs to none. Items without a line are left out. */
export const chapters = (agenda: Item[], lines: Line[]): Chapter[] =>
  [undefined, ...agenda]
    .map((item) => ({
      id: item?.id ?? 0,
      item,
      lines: lines.filter((line) => line.item === (item?.id ?? 0)),
    }))
    .filter((chapter) => chapter.lines.length > 0);

const common = ({ id, item, rev, text, quote, was }: Note | Decision | Action) => ({
  id,
  item,
  rev,
  text,
  quote: quote ?? undefined,
  was: was ?? [],
});

const ofNote = (note: Note): Line => ({
  ...common(note),
  kind: note.kind,
  number: note.number ?? '',
  who: note.speaker_name || note.label || '',
  own: note.what !== undefined || (note.kind === 'quiet' && note.person === ''),
  hidden: note.hidden ?? false,
  note,
});

const ofDecision = (decision: Decision): Line => ({
  ...common(decision),
  kind: 'decision',
  number: decision.number,
  who: '',
  own: false,
  hidden: false,
});

const ofAction = (action: Action): Line => ({
  ...common(action),
  kind: 'action',
  number: action.number,
  who: '',
  own: false,
  hidden: false,
  action,
});

/** Whether an action should have been done before a day, as 2006-01-02. */
export const overdue = (action: Action, today: string): boolean =>
  action.state === 'open' && action.due !== '' && action.due < today;
