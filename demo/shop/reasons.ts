import type { Reason } from '../../src/index.ts';
import type { Catalogue } from './catalogue.ts';
import { h } from './h.ts';

const did: Partial<Record<Reason['event'], string>> = {
  view_item: 'you viewed',
  view_item_list: 'you came across',
  select_item: 'you chose',
  add_to_cart: 'you put in your cart',
  remove_from_cart: 'you took out of your cart',
  add_to_wishlist: 'you wished for',
  purchase: 'you bought',
  search: 'you searched for it',
  dwell: 'you spent time on',
  like: 'you liked',
  dislike: 'you disliked',
  hide: 'you hid',
  popularity: 'it is popular in this shop',
  trend: 'it is trending in this shop',
  query: 'it matches what you typed',
};

function sentence(reason: Reason, catalogue: Catalogue): string {
  const title = reason.objectID === undefined ? undefined : catalogue.get(reason.objectID)?.title;
  if (reason.event === 'seed') return title ? `goes with ${title}` : 'goes with what is on this page';
  const words = did[reason.event] ?? reason.event;
  return title ? `because ${words} ${title}` : `because ${words}`;
}

function line(reason: Reason, catalogue: Catalogue): HTMLElement {
  const percent = Math.max(1, Math.round(reason.share * 100));
  const bar = h('span', { class: 'bar' });
  bar.style.setProperty('--share', `${percent}%`);
  const share = h('strong', {}, `${percent}%`);
  return h('li', { 'data-event': reason.event }, share, bar, h('span', {}, sentence(reason, catalogue)));
}

/** "Why this?": the largest shares of an item's score, and what earned them. */
export function reasonsOf(reasons: readonly Reason[], catalogue: Catalogue): HTMLElement | undefined {
  if (reasons.length === 0) return undefined;
  const shown = reasons.toSorted((a, b) => b.share - a.share).slice(0, 4);
  const list = h('ul', {}, ...shown.map((reason) => line(reason, catalogue)));
  return h('details', { class: 'why' }, h('summary', {}, 'Why this?'), h('div', { class: 'why-body' }, list));
}
