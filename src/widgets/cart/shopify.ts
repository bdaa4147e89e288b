import type { ShelfItem } from '../../types.ts';
import { askShop, entriesOf, fieldsOf, notAdded } from './ask-shop.ts';

interface Line {
  readonly merchandiseId: string;
  readonly quantity: number;
}

/** What Shopify's pages define. */
interface ShopifyPage {
  readonly routes?: { readonly root?: string };
  readonly actions?: { readonly updateCart?: (change: { lines: readonly Line[] }) => Promise<unknown> };
}

/**
 * Puts one of each item into a Shopify cart: by the page's standard action, after which the theme shows its cart anew, or
 * without it by Shopify's Ajax API.
 *
 * @returns What the shop answered.
 * @throws {VitrineError} `bad-argument` if an item's variant is not known, or the shop refuses it.
 * @see https://shopify.dev/docs/api/storefront-events-and-actions/actions/update-cart
 * @see https://shopify.dev/docs/api/ajax/reference/cart#post-locale-cart-add-js
 */
export async function addToShopify(items: readonly ShelfItem[]): Promise<unknown> {
  const { Shopify: shop = {} } = window as { Shopify?: ShopifyPage };
  const root = shop.routes?.root ?? '/';
  const variants = await Promise.all(items.map((item) => variantOf(item, root)));
  if (typeof shop.actions?.updateCart !== 'function')
    return askShop(`${root}cart/add.js`, { items: variants.map((id) => ({ id: Number(id), quantity: 1 })) });
  const lines = variants.map((id) => ({ merchandiseId: `gid://shopify/ProductVariant/${id}`, quantity: 1 }));
  const answer = await shop.actions.updateCart({ lines });
  const [error] = entriesOf(fieldsOf(answer)['userErrors']);
  if (error !== undefined) throw notAdded(JSON.stringify(error));
  return answer;
}

/** The number of an item's variant: from its address, from its id in Google's feed, or as its product's page knows it. */
async function variantOf({ objectID, url = '', ids = [], title }: ShelfItem, root: string): Promise<string> {
  const known = /[?&]variant=(\d+)/.exec(url)?.[1] ?? /^shopify_[a-z]{2}_\d+_(\d+)$/i.exec(objectID)?.[1];
  if (known !== undefined) return known;
  const handle = /\/products\/([^/?#]+)/.exec(url)?.[1];
  if (handle === undefined) throw notAdded(`${title} (${objectID}) has no address of a product`);
  const product = await askShop(`${root}products/${handle}.js`);
  const variants = entriesOf(fieldsOf(product)['variants']);
  const names = new Set([objectID, ...ids]);
  const called = (field: string) => variants.find((variant) => names.has(textOf(variant[field])));
  const own = variants.length === 1 ? variants[0] : (called('id') ?? called('sku'));
  const id = textOf(own?.['id']);
  if (!/^\d+$/.test(id))
    throw notAdded(`none of the ${variants.length} variants of ${handle} is ${objectID}`);
  return id;
}

function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
