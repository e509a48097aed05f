import { mount } from 'svelte';
import { overlayLook } from './lib/look.ts';
import Overlay from './parts/Overlay.svelte';

const meeting = document.body.dataset.meeting;
const app = document.getElementById('app');

if (meeting !== undefined && app) {
  // As in the room: the secret of the link leaves the address at once.
  const link = location.hash.startsWith('#cvl_') ? location.hash.slice(1) : '';
  if (link) history.replaceState(null, '', location.pathname + location.search);

  for (const plain of document.querySelectorAll('#plain, body > header')) plain.remove();
  mount(Overlay, { target: app, props: { id: meeting, link, look: overlayLook(location.search) } });
}
