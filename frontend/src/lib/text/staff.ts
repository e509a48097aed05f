/** The sentences of what those do who keep the papers, in the page's language; nobody else loads them. */
export { staff } from './en.staff.ts';
