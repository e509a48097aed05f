import { mount } from 'svelte';
import Captioner from './parts/Captioner.svelte';

const app = document.getElementById('app');

if (app) {
  const secret = location.hash.startsWith('#cvs_') ? location.hash.slice(1) : '';
  for (const plain of document.querySelectorAll('#plain, body > header')) plain.remove();
  mount(Captioner, { target: app, props: { secret } });
}
