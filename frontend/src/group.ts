import { mount } from 'svelte';
import { Announcer } from './lib/announcer.ts';
import { Drafting } from './lib/group.svelte.ts';
import GroupPage from './parts/GroupPage.svelte';

const app = document.getElementById('app');
const regions = ['live-a', 'live-b']
  .map((id) => document.getElementById(id))
  .filter((region) => region !== null);

if (app) {
  const announcer = new Announcer(regions);
  const say = (sentence: string): void => announcer.announce({ text: sentence, level: 'status', key: '' });
  const drafting = new Drafting();
  document.querySelector('#plain')?.remove();
  mount(GroupPage, { target: app, props: { drafting, say } });
  void drafting.load();
}
