import { mount } from 'svelte';
import { Announcer } from './lib/announcer.ts';
import { Planning } from './lib/planning.svelte.ts';
import Setup from './parts/Setup.svelte';

const app = document.getElementById('app');
const regions = ['live-a', 'live-b']
  .map((id) => document.getElementById(id))
  .filter((region) => region !== null);

if (app) {
  const announcer = new Announcer(regions);
  const say = (sentence: string): void =>
    announcer.announce({ text: sentence, level: 'status', key: 'setup' });
  const planning = new Planning();
  document.querySelector('#plain')?.remove();
  mount(Setup, { target: app, props: { planning, say } });
  void planning.load();
}
