import { listOf } from '../../../core/schema/listed.ts';
import { field, isNode } from '../../../core/schema/node.ts';
import { idOf, NO_TEXTS, pageItem, type PageEvent, type PageItem } from '../item.ts';
import type { Platform } from './platform.ts';
import { productNear } from './product-near.ts';

type Listener = (event: unknown, ...data: readonly unknown[]) => void;
type JQuery = (target: unknown) => { on: (name: string, listener: Listener) => unknown };

/**
 * Listens to the events of WooCommerce and Magento, which go through jQuery and not through the document.
 *
 * @param clicked The element that was clicked last: an event may not say which product it is of.
 * @returns Whether there is jQuery by now.
 * @see https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/client/legacy/js/frontend/add-to-cart.js
 * @see https://github.com/magento/magento2/blob/2.4-develop/app/code/Magento/Catalog/view/frontend/web/js/catalog-add-to-cart.js
 */
export function listenToJQuery(
  { changed, begins, warn, stopped }: Platform,
  clicked: () => Element | undefined,
): boolean {
  const { jQuery } = window as { jQuery?: unknown };
  if (typeof jQuery !== 'function') return false;
  const listen = (
    target: unknown,
    event: string,
    name: PageEvent['name'],
    itemsOf: (data: readonly unknown[]) => PageItem[],
  ) => {
    (jQuery as JQuery)(target).on(event, (_, ...data) => {
      if (stopped.aborted) return;
      try {
        const items = itemsOf(data);
        if (items.length > 0) changed({ name, parameters: { items } });
        else begins(name); // and it came to nothing
      } catch (error) {
        warn(error);
      }
    });
  };
  const ofButton = ([, , button]: readonly unknown[]) => {
    const element = elementIn(button) ?? clicked();
    return (element && [productNear(element)])?.filter((item) => item !== undefined) ?? [];
  };
  listen(document.body, 'added_to_cart', 'add_to_cart', ofButton);
  listen(document.body, 'removed_from_cart item_removed_from_classic_cart', 'remove_from_cart', ofButton);
  listen(document, 'ajax:addToCart', 'add_to_cart', ofMagento);
  listen(document, 'ajax:removeFromCart', 'remove_from_cart', ofMagento);
  return true;
}

/** The element of a jQuery object. */
function elementIn(value: unknown): Element | undefined {
  const element = isNode(value) ? field(value, '0') : value;
  return [value, element].find((one) => one instanceof Element);
}

/** Magento names each product; the SKU is that of the form, whose only product it is. If it sends the shopper away, nothing was added. */
function ofMagento([data]: readonly unknown[]): PageItem[] {
  if (!isNode(data)) return [];
  const response = field(data, 'response');
  if (isNode(response) && typeof field(response, 'backUrl') === 'string') return [];
  const products = listOf(field(data, 'productIds')).map(idOf);
  const sku = idOf(field(data, 'sku'));
  const ids = products.length > 1 ? products.map((id) => [id]) : [[...products, sku]];
  return ids.flatMap((one) => pageItem(one, NO_TEXTS) ?? []);
}
