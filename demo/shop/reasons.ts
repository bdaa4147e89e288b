import type { Reason } from 'vitrine';
import type { Catalogue } from './catalogue.ts';
import { h } from './h.ts';

const MAX_REASONS = 4;

/** The words before the title of the reason's product. */
const BECAUSE: Readonly<Record<Reason['event'], string>> = {
  view_item: 'you looked at',
  view_item_list: 'you came across',
  select_item: 'you opened',
  add_to_cart: 'you put in your cart',
  remove_from_cart: 'you took out of your cart',
  add_to_wishlist: 'you wished for',
  purchase: 'you bought',
  search: 'you searched',
  dwell: 'you spent time on',
  like: 'you liked',
  dislike: 'you disliked',
  hide: 'you hid',
  mute: 'you muted',
  unmute: 'you unmuted',
  popularity: 'popular in this shop',
  trend: 'selling more and more in this shop',
  new: 'new in this shop',
  boost: 'chosen by this shop',
  query: 'matches what you typed',
  seed: 'like',
  price: 'fits what you pay',
};

/** What lowered the product. */
const LOWER: Partial<Record<Reason['event'], string>> = {
  view_item_list: 'shown to you before, so lower',
  price: 'dearer than what you look at, so lower',
};

/** "Why this?": the largest reasons, each with its share of the score. */
export function reasonsOf(reasons: readonly Reason[], products: Catalogue): HTMLElement | undefined {
  if (reasons.length === 0) return undefined;
  const largest = reasons.toSorted((a, b) => b.share - a.share).slice(0, MAX_REASONS);
  const lines = largest.map(({ event, objectID, share }) => {
    const title = objectID === undefined ? undefined : (products.get(objectID)?.title ?? objectID);
    return h(
      'li',
      {},
      h('b', {}, `${Math.round(share * 100)} %`),
      share < 0 && LOWER[event] !== undefined
        ? h('span', {}, LOWER[event])
        : h('span', {}, `${BECAUSE[event]} `, title && h('em', {}, title)),
    );
  });
  return h('details', { class: 'why' }, h('summary', {}, 'Why this?'), h('ul', {}, ...lines));
}
