import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import type { Strings } from './strings/strings.ts';

/** What a shopper can do with a card besides opening it. */
export type CardAction = 'cart' | 'wishlist';

const PARTS: Readonly<Record<CardAction, string>> = {
  wishlist: 'add-to-wishlist',
  cart: 'add-to-cart',
};

export function isCardAction(name: string): name is CardAction {
  return Object.hasOwn(PARTS, name);
}

/** The buttons of a card. An item that is out of stock cannot be put into the cart. */
export function cardActions(
  { title, availability }: ShelfItem,
  actions: readonly CardAction[],
  strings: Strings,
  onAction: (action: CardAction, button: HTMLElement) => void,
): HTMLElement[] {
  const offered = actions.filter((action) => action !== 'cart' || availability !== 'out_of_stock');
  return [...new Set(offered)].map((action) => {
    const { name } = strings.actions[action];
    const isHeart = action === 'wishlist';
    const button = h(
      'button',
      {
        type: 'button',
        part: PARTS[action],
        class: 'act',
        'aria-label': `${name}: ${title}`,
        ...(isHeart && { title: name }),
        onclick: () => {
          onAction(action, button);
        },
      },
      isHeart ? '♡' : name,
    );
    return button;
  });
}
