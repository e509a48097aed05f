import type { Amendment, ItemState, Visibility } from '../protocol.gen.ts';
import { count, list } from './words.ts';

/** The sentences of the agenda, in English. */
export const agenda = {
  title: 'Agenda',
  empty: 'The agenda is empty. What the chair or the secretary adds appears here.',
  emptyStaff: 'The agenda is empty. Add the first item below.',
  states: {
    proposed: 'proposed',
    pending: '',
    current: 'now',
    done: 'done',
    deferred: 'left to the next meeting',
  } satisfies Record<ItemState, string>,
  amended: {
    added: 'added after adoption',
    changed: 'changed after adoption',
  } satisfies Record<Amendment, string>,
  seen: {
    public: '',
    present: 'seen only by the people in the meeting',
    chair: 'seen by the staff only',
  } satisfies Record<Visibility, string>,
  planned: (minutes: number) => `${minutes} min`,
  spent: (spent: number, minutes: number) => `${spent} of ${minutes} min`,
  over: (by: number) => `${by} min over`,
  startAsk: (unheard: string[], waiting: number) =>
    [
      unheard.length > 0 && `Not heard yet on this item: ${list(unheard)}.`,
      waiting > 0 &&
        `${count(waiting, 'hand is', 'hands are')} still up, and kept for when the item comes back.`,
      'Go on all the same to:',
    ]
      .filter(Boolean)
      .join(' '),
  startYes: 'Yes, go on',
  startNo: 'Stay here',
  start: 'Start',
  add: 'Add an item',
  itemTitle: 'Title',
  kind: 'Kind',
  minutes: 'Minutes',
  submit: 'Add to the agenda',
  below: 'Add an item below',
  edit: 'Edit',
  save: 'Save the item',
  cancel: 'Cancel',
  visibility: 'Who sees it',
  visibilities: {
    public: 'Everybody',
    present: 'The people in the meeting',
    chair: 'The staff only',
  } satisfies Record<Visibility, string>,
  presenters: 'Presenters, one a line',
  description: 'Description',
  links: 'Links',
  link: (n: number) => `Link ${n}`,
  linkTitle: 'Title (optional)',
  linkUrl: 'Address',
  addLink: 'Add a link',
  dropLink: 'Take this link away',
  about: 'About this item',
  presentedBy: 'Presented by',
  newTab: '(opens in a new tab)',
  remove: 'Remove',
  removeAsk: 'Take this off the agenda?',
  removeAskBelow: 'There are items below it. Take it off the agenda, and them too, or do they move up?',
  removeYes: 'Yes, remove it',
  removeAll: 'Remove it and those below',
  removeLift: 'Remove it, move those below up',
  removeNo: 'Keep it',
};
