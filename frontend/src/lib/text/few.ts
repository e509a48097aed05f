import { ask, join, overlay } from './en.pages.ts';

/** The sentences of what every page has, in the page's language: small pages load no others. */
export const few = { ask, join, overlay };
