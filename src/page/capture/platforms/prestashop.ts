import { listOf } from '../../../core/schema/listed.ts';
import { field, isNode, type Node } from '../../../core/schema/node.ts';
import { idOf, NO_TEXTS, pageItem, type PageItem } from '../item.ts';
import type { Platform } from './platform.ts';

const CHANGES = { 'add-to-cart': 'add_to_cart', 'delete-from-cart': 'remove_from_cart' } as const;

/**
 * Listens to PrestaShop's own events.
 *
 * @returns Whether there is PrestaShop by now.
 * @see https://devdocs.prestashop-project.org/9/modules/concepts/hooks/use-hooks-on-modules/
 */
export function listenToPrestashop({ changed, warn, stopped }: Platform): boolean {
  const { prestashop } = window as { prestashop?: { on?: unknown } | null };
  if (typeof prestashop?.on !== 'function') return false;
  const { on } = prestashop as { on: (name: string, take: (event: unknown) => void) => unknown };
  Reflect.apply(on, prestashop, [
    'updateCart',
    (event: unknown) => {
      if (stopped.aborted || !isNode(event)) return;
      try {
        const [reason, answer] = ['reason', 'resp'].map((name) => field(event, name));
        const name = isNode(reason)
          ? CHANGES[field(reason, 'linkAction') as keyof typeof CHANGES]
          : undefined;
        const item = isNode(reason) ? itemOf(reason) : undefined;
        const isRefused = isNode(answer) && field(answer, 'hasError') === true;
        if (name !== undefined && item && !isRefused) changed({ name, parameters: { items: [item] } });
      } catch (error) {
        warn(error);
      }
    },
  ]);
  return true;
}

function itemOf(reason: Node): PageItem | undefined {
  const [product, variant] = ['idProduct', 'idProductAttribute'].map((name) => idOf(field(reason, name)));
  const cart = field(reason, 'cart');
  const line = listOf(isNode(cart) ? field(cart, 'products') : undefined)
    .filter(isNode)
    .find((one) => idOf(field(one, 'id_product')) === product);
  const others = line ? ['reference', 'ean13', 'url'].map((name) => idOf(field(line, name))) : [];
  const ofVariant =
    product !== undefined && variant !== undefined && variant !== '0' ? `${product}-${variant}` : undefined;
  return product === undefined ? undefined : pageItem([ofVariant, product, ...others], NO_TEXTS);
}
