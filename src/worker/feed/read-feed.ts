import { findColumns } from '../../core/feed/columns.ts';
import { ITEM_NAMES, LISTS } from '../../core/feed/names.ts';
import { itemOf } from '../../core/feed/item-of.ts';
import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { plainText } from '../../core/feed/plain-text.ts';
import { isShopify, shopifyItem } from './shopify.ts';

/** Items of a feed, and what else a page may call them. */
export interface FeedItems {
  readonly items: readonly Item[];
  /** Ids of variants and SKUs, each with the id of its item. */
  readonly otherNames: ReadonlyMap<string, string>;
  /** How many entries are left out: not readable, or more than are taken. */
  readonly left: number;
}

/**
 * Reads a shop's feed: Shopify's `products.json`, a list of objects in JSON, or Google Merchant's XML.
 *
 * @param most Items beyond are left out.
 * @throws {VitrineError} `bad-catalogue`
 */
export async function readFeed(texts: readonly string[], most: number): Promise<FeedItems> {
  const entries = (await Promise.all(texts.map(entriesOf))).flat();
  const otherNames = new Map<string, string>();
  const items = new Map<string, Item>();
  const columns = findColumns([...new Set(entries.flatMap((entry) => Object.keys(entry)))], ITEM_NAMES);
  for (const entry of entries) {
    if (items.size >= most) break;
    const shopify = isShopify(entry) ? shopifyItem(entry) : undefined;
    const item = shopify?.item ?? itemOf(entry, columns);
    if (typeof item === 'string' || items.has(item.id)) continue;
    items.set(item.id, described(item));
    for (const name of shopify?.otherNames ?? []) if (!otherNames.has(name)) otherNames.set(name, item.id);
  }
  if (items.size === 0)
    throw new VitrineError('bad-catalogue', 'the feed holds no product with an id and a title');
  return { items: [...items.values()], otherNames, left: entries.length - items.size };
}

async function entriesOf(text: string): Promise<Readonly<Record<string, unknown>>[]> {
  if (
    text
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('<')
  ) {
    const { readMerchantXml } = await import('./merchant-xml.ts');
    return readMerchantXml(text);
  }
  const list = listOf(parsed(text));
  if (!list) throw new VitrineError('bad-catalogue', 'the feed is JSON, but holds no list of products');
  return list.filter(
    (entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  ) as Record<string, unknown>[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VitrineError('bad-catalogue', 'the feed is neither JSON nor XML: CSV needs `vitrine build`', {
      cause,
    });
  }
}

function listOf(json: unknown): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json as unknown[];
  if (typeof json !== 'object' || json === null) return undefined;
  const lists = LISTS.map((key) =>
    Object.hasOwn(json, key) ? (json as Record<string, unknown>)[key] : undefined,
  );
  return lists.find((list) => Array.isArray(list)) as unknown[] | undefined;
}

function described(item: Item): Item {
  return item.description === undefined ? item : { ...item, description: plainText(item.description) };
}
