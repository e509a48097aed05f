import { mount } from 'svelte';
import { Announcer } from './lib/announcer.ts';
import { Captioning } from './lib/captioning.svelte.ts';
import { Console } from './lib/console.svelte.ts';
import { Monitor } from './lib/monitor.svelte.ts';
import Captioner from './parts/Captioner.svelte';

const app = document.getElementById('app');
const regions = ['live-a', 'live-b']
  .map((id) => document.getElementById(id))
  .filter((region) => region !== null);

if (app) {
  const secret = location.hash.startsWith('#cvs_') ? location.hash.slice(1) : '';
  const announcer = new Announcer(regions);
  const say = (sentence: string): void => announcer.announce({ text: sentence, level: 'status', key: '' });
  const monitor = new Monitor(secret);
  const captioning = new Captioning(new Console(secret), monitor, say);
  document.querySelector('#plain')?.remove();
  mount(Captioner, { target: app, props: { secret, captioning, say } });
  if (secret) {
    monitor.start();
    void captioning.start();
  }
}
