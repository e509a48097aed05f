import { mount } from 'svelte';
import { Announcer } from './lib/announcer.ts';
import { Contact } from './lib/contact.svelte.ts';
import { isBodyLink } from './lib/delegates.ts';
import BodyPage from './parts/BodyPage.svelte';

/** Where the tab keeps the secret over a reload; it is gone with the tab. */
const KEY = 'convener.body';

const app = document.getElementById('app');
const regions = ['live-a', 'live-b']
  .map((id) => document.getElementById(id))
  .filter((region) => region !== null);

if (app) {
  // As in the room: the secret of the link leaves the address at once.
  const link = location.hash.slice(1);
  if (isBodyLink(link)) {
    sessionStorage.setItem(KEY, link);
    history.replaceState(null, '', location.pathname);
  }
  const announcer = new Announcer(regions);
  const say = (sentence: string): void => announcer.announce({ text: sentence, level: 'status', key: '' });
  const contact = new Contact(sessionStorage.getItem(KEY) ?? '');
  document.querySelector('#plain')?.remove();
  mount(BodyPage, { target: app, props: { contact, say } });
  if (contact.secret) void contact.load();
}
