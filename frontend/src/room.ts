import { mount } from 'svelte';
import App from './parts/App.svelte';

const meeting = document.body.dataset.meeting;
const app = document.getElementById('app');
const regions = ['live-a', 'live-b']
  .map((id) => document.getElementById(id))
  .filter((region) => region !== null);

if (meeting !== undefined && app) {
  // The secret of the link leaves the address before anything else happens, so that it is in no
  // history, bookmark or screen that is shared.
  const link = /^#cv[lb]_/.test(location.hash) ? location.hash.slice(1) : '';
  if (link) history.replaceState(null, '', location.pathname + location.search);

  document.querySelector('#plain')?.remove();
  mount(App, { target: app, props: { id: meeting, link, regions } });
}
