import type { Profile, ShopperEvent } from '../../src/index.ts';
import { consentSwitch, type ConsentControl } from './consent.ts';
import { milliseconds, moment, number } from './format.ts';
import { button, h } from './h.ts';
import { saveFile } from './save-file.ts';
import type { Shop } from './shop.ts';

const SHOWN = 30;

function eventView({ name, ids, at, term }: ShopperEvent, shop: Shop) {
  const what = term === undefined ? ids.map((id) => shop.catalogue.get(id)?.title ?? id).join(', ') : `“${term}”`;
  return h(
    'li',
    { 'data-event': name, 'data-ids': ids.join(' ') },
    h('code', {}, name),
    h('span', {}, what),
    h('time', { datetime: new Date(at).toISOString() }, moment(at)),
  );
}

function stateView(profile: Profile) {
  const fact = (term: string, value: string) => h('div', {}, h('dt', {}, term), h('dd', {}, value));
  return h(
    'dl',
    {},
    fact('Back end', profile.backend + (profile.reason === undefined ? '' : `: ${profile.reason}`)),
    fact('Catalogue', `${number(profile.items)} items × ${profile.dim} dimensions`),
    fact('History is kept', profile.kept === 'disk' ? 'on this device' : 'in memory, for this visit'),
  );
}

function timingsView(shop: Shop) {
  const cell = (text: string) => h('td', {}, text);
  const rows = [...shop.timings.last].map(([name, { worker, page, provider }]) => {
    const label = provider === undefined ? name : `${name} (${provider})`;
    return h('tr', {}, h('th', { scope: 'row' }, label), cell(milliseconds(worker)), cell(milliseconds(page)));
  });
  const head = ['Shelf', 'in the worker', 'to the page'].map((text) => h('th', { scope: 'col' }, text));
  return h('table', {}, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows));
}

/** The panel that shows what the recommender knows, and lets the shopper take it away. */
export function insidePanel(shop: Shop, consent: ConsentControl): { node: HTMLElement; refresh(): void } {
  const state = h('div');
  const timings = h('div');
  const heading = h('h3', {}, 'History');
  const events = h('ol', { class: 'events' });
  const erase = async () => {
    await (await shop.recommender).eraseProfile();
  };
  const save = async () => {
    saveFile('vitrine-profile.json', await (await shop.recommender).exportProfile());
  };
  const body = h(
    'section',
    { class: 'inside-body', 'aria-label': 'Inside Vitrine' },
    state,
    timings,
    h('div', { class: 'inside-head' }, heading, consentSwitch(consent)),
    events,
    h(
      'div',
      { class: 'inside-buttons' },
      button('Erase', 'button', () => void erase()),
      button('Export JSON', 'button', () => void save()),
    ),
  );
  const node = h('details', { class: 'inside' }, h('summary', {}, 'Inside Vitrine'), body);

  const refresh = async () => {
    if (!node.open) return;
    const profile = await (await shop.recommender).profile();
    body.dataset['backend'] = profile.backend;
    body.dataset['kept'] = profile.kept;
    state.replaceChildren(stateView(profile));
    timings.replaceChildren(timingsView(shop));
    heading.textContent = `History (${profile.events.length})`;
    const latest = profile.events.toSorted((a, b) => b.at - a.at).slice(0, SHOWN);
    events.replaceChildren(...latest.map((event) => eventView(event, shop)));
  };
  const start = () => {
    refresh().catch((error: unknown) => {
      state.replaceChildren('Not started: ' + (error instanceof Error ? error.message : String(error)));
    });
  };
  node.addEventListener('toggle', start);
  shop.timings.onChange = start;
  return { node, refresh: start };
}
