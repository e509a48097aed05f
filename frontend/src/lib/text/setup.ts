/** The sentences of the page that sets a meeting up, in the page's language; nobody who takes part loads them. */
export { setup } from './en.setup.ts';
