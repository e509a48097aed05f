const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** The sentences of items of which only the record is left, in English. */
export const published = {
  title: 'Record of',
  at: (at: number) => `Read by two people and published on ${date.format(at)}. All else of it is destroyed.`,
  nothing: 'Nothing but its title is published.',
};

/** The sentences of letting something be told under the Rule, in English; only who needs them loads them. */
export const consent = {
  title: 'What may be told of me',
  hint: 'Under the Chatham House Rule nobody is named in the record. You can let your own contributions be told with your name, or with your body only, until the record is published. It holds only while at least three others who spoke in the same part of the meeting stay unnamed.',
  whole: 'All of the meeting',
  on: 'On the item',
  is: {
    name: (on: boolean) => (on ? 'Your name may be told.' : 'Your name is not told.'),
    body: (on: boolean) => (on ? 'Your body may be told.' : 'Your body is not told.'),
  },
  of: { name: 'my name', body: 'my body' },
  own: 'What you said, as the minutes have it. You alone can keep it out of the record.',
  other: (name: string, whole: boolean) =>
    whole ? `${name} lets their name be told.` : `${name} lets their body be told.`,
  slip: {
    title: 'What you said, as it was captioned',
    hint: 'The captions are destroyed, unless those who run the meeting publish some of them, without names. You know best what tells that it was you: what you keep out is in no record.',
    show: 'Show what I said',
    again: 'Look again',
    none: 'Nothing was captioned as yours.',
    is: (looked: boolean) =>
      looked
        ? 'You have said that you looked through this.'
        : 'You have a day after the end of the meeting for this.',
    done: 'I have looked through it',
    notYet: 'I want to look again',
  },
  keepOut: 'Keep it out of the record',
  letIn: 'Let it into the record',
  give: 'Let it be told',
  back: 'Do not tell it',
};
