import { en, type Text } from './en.ts';

/** The sentences of the page's language. A language is one file of the same shape. */
export const text: Text = en;
