import type { ShelfItem } from '../../types.ts';
import { askShop, entriesOf, fieldsOf, notAdded } from './ask-shop.ts';

/** What WooCommerce's pages define. */
interface WooPage {
  readonly wc_add_to_cart_params?: { readonly wc_ajax_url?: string };
  readonly jQuery?: (target: Element) => { trigger(event: string, data: readonly unknown[]): unknown };
}

/**
 * Puts one of each item into a WooCommerce cart, by the endpoint that its own buttons use.
 *
 * @returns What the shop answered last.
 * @throws {VitrineError} `bad-argument` if the shop does not know an item, or refuses it.
 * @see https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-ajax.php
 */
export async function addToWooCommerce(items: readonly ShelfItem[]): Promise<unknown> {
  const page = window as WooPage;
  const endpoint = page.wc_add_to_cart_params?.wc_ajax_url ?? '/?wc-ajax=%%endpoint%%';
  let answer: unknown;
  // One after the other: each answer sets the cookie of the cart that the next one goes into.
  for (const item of items) {
    const form = new URLSearchParams({ product_id: await productOf(item), quantity: '1' });
    answer = await askShop(endpoint.replace('%%endpoint%%', 'add_to_cart'), form);
    if (fieldsOf(answer)['error'] ?? !fieldsOf(answer)['fragments'])
      throw notAdded(`${item.title} (${item.objectID})`);
  }
  return answer;
}

/** Has the theme show its cart anew, as after one of its own buttons. */
export function showWooCart(answer: unknown): void {
  const { fragments, cart_hash } = fieldsOf(answer);
  const { jQuery } = window as WooPage;
  if (typeof jQuery === 'function') jQuery(document.body).trigger('added_to_cart', [fragments, cart_hash]);
  else document.body.dispatchEvent(new CustomEvent('wc-blocks_added_to_cart', { bubbles: true }));
}

/** The number of an item's product or variation: by its SKU, since a SKU may look like another product's number. */
async function productOf({ objectID }: ShelfItem): Promise<string> {
  const api = document.querySelector<HTMLLinkElement>('link[rel="https://api.w.org/"]')?.href ?? '/wp-json/';
  for (const type of ['', '&type=variation']) {
    const found = await askShop(`${api}wc/store/v1/products?sku=${encodeURIComponent(objectID)}${type}`);
    const product = entriesOf(found).find(({ sku }) => sku === objectID);
    if (product) return String(product['id']);
  }
  // The ids of products without a SKU, and of the feeds that plugins write for Google.
  const id = /^(?:gla_|woocommerce_gpf_)?(\d+)$/.exec(objectID)?.[1];
  if (id === undefined) throw notAdded(`it has no product with the SKU ${objectID}`);
  return id;
}
