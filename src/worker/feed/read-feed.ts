import { findColumns } from '../../core/feed/columns.ts';
import { ITEM_NAMES, LISTS } from '../../core/feed/names.ts';
import { unwrapped, type Entry } from '../../core/feed/nested.ts';
import { hiddenReason } from '../../core/feed/hidden.ts';
import { itemOf } from '../../core/feed/item-of.ts';
import { createVariantReader, holdsVariants } from '../../core/feed/variants.ts';
import { arrived, VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';

/** Items of a feed. */
export interface FeedItems {
  readonly items: readonly Item[];
  /** How many entries were left out: unreadable, unpublished, a repeated id, or over `maxItems`. */
  readonly left: number;
}

/**
 * Reads a shop's feed: Shopify's `products.json`, a list of objects in JSON, or Google Merchant's XML. Items have the ids
 * that `vitrine build` gives them. The first variants of all products come first, so that `maxItems` cuts variants
 * before it cuts products.
 *
 * @param pages The text of each page.
 * @throws {VitrineError} `bad-catalogue`
 */
export async function readFeed(pages: readonly string[], maxItems: number): Promise<FeedItems> {
  const products = (await Promise.all(pages.map(entriesOf))).flatMap(variantsOf);
  const firsts = products.flatMap((variants) => variants.slice(0, 1));
  const entries = [...firsts, ...products.flatMap((variants) => variants.slice(1))];
  const items = new Map<string, Item>();
  const columns = findColumns([...new Set(entries.flatMap((entry) => Object.keys(entry)))], ITEM_NAMES);
  for (const entry of entries) {
    if (items.size >= maxItems) break;
    if (hiddenReason(entry, Date.now()) !== undefined) continue;
    const item = itemOf(entry, columns);
    if (typeof item === 'string' || items.has(item.id)) continue;
    items.set(item.id, item);
  }
  if (items.size === 0)
    throw new VitrineError(
      'bad-catalogue',
      'the feed has no product with an id and a title: name them as in docs/feed.md',
    );
  const hidden = products.filter((variants) => variants.length === 0).length;
  return { items: [...items.values()], left: entries.length + hidden - items.size };
}

/** The variants of each product of one page, `[]` if the shop does not show it; any other entry is its own only variant. */
function variantsOf(entries: readonly Entry[]): (readonly Entry[])[] {
  const [first] = entries;
  if (!first || !holdsVariants(unwrapped(first))) return entries.map((entry) => [unwrapped(entry)]);
  const recordsOf = createVariantReader();
  return entries
    .map(unwrapped)
    .map((product) => (hiddenReason(product, Date.now()) === undefined ? recordsOf(product) : []));
}

async function entriesOf(text: string): Promise<Entry[]> {
  if (
    text
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('<')
  ) {
    const { readMerchantXml } = await arrived(() => import('./merchant-xml.ts'));
    return readMerchantXml(text);
  }
  const list = listOf(parsed(text));
  if (!list)
    throw new VitrineError(
      'bad-catalogue',
      'the feed is JSON, but has no list of products: give a list, or an object with a list',
    );
  return list.filter(
    (entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  ) as Record<string, unknown>[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VitrineError(
      'bad-catalogue',
      'the feed is neither JSON nor XML: read a CSV file with `vitrine build`',
      {
        cause,
      },
    );
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
