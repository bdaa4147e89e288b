import { parsePrice } from '../../core/feed/price.ts';
import type { Item } from '../../types.ts';

type Entry = Readonly<Record<string, unknown>>;

/** Whether an entry is one of Shopify's `products.json`. */
export function isShopify(entry: Entry): boolean {
  return typeof entry['handle'] === 'string' && Array.isArray(entry['variants']);
}

/**
 * An item from Shopify's `products.json`. Its address counts from the shop's root. Ids and SKUs of its variants are
 * other names of it.
 */
export function shopifyItem(entry: Entry): { item: Item; otherNames: string[] } | undefined {
  const [id, title, handle] = [text(entry['id']), text(entry['title']), text(entry['handle'])];
  if (id === undefined || title === undefined) return undefined;
  const variants = list(entry['variants']);
  const price = parsePrice(variants[0]?.['price']);
  const image = text(list(entry['images'])[0]?.['src']) ?? text(asEntry(entry['image'])?.['src']);
  const stock = variants.map((variant) => variant['available']).filter((value) => typeof value === 'boolean');
  const fields = {
    description: text(entry['body_html']),
    category: text(entry['product_type']),
    brand: text(entry['vendor']),
    image,
    url: handle === undefined ? undefined : `/products/${encodeURIComponent(handle.toWellFormed())}`,
  };
  const item: Item = {
    id,
    title,
    ...(Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined),
    ) as Partial<Item>),
    ...(price && { price: price.price }),
    ...(stock.length > 0 && { availability: stock.includes(true) ? 'in_stock' : 'out_of_stock' }),
  };
  const names = variants.flatMap((variant) => [text(variant['id']), text(variant['sku'])]);
  return { item, otherNames: [handle, ...names].filter((name) => name !== undefined) };
}

function list(value: unknown): Entry[] {
  return Array.isArray(value) ? (value as unknown[]).flatMap<Entry>((entry) => asEntry(entry) ?? []) : [];
}

function asEntry(value: unknown): Entry | undefined {
  return typeof value === 'object' && value !== null ? (value as Entry) : undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}
