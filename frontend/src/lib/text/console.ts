import { console } from './en.console.ts';
import { text as common } from './index.ts';

/** The sentences of the captioner's page, in the page's language; nobody else loads those of the console. */
export const text = { ...common, console };
