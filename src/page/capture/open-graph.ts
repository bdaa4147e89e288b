import { idOf, pageItem, textOf } from './item.ts';
import { addressOf } from './product.ts';
import type { PageFacts } from './structured.ts';

/** Reads a page's `og:` and `product:` tags, if they say that it is about a product. @see https://ogp.me */
export function readOpenGraph(page: ParentNode, address: string): PageFacts {
  const tags = new Map<string, string>();
  for (const tag of page.querySelectorAll('meta[property^="og:"], meta[property^="product:"]')) {
    const name = tag.getAttribute('property')!;
    if (!tags.has(name)) tags.set(name, tag.getAttribute('content') ?? '');
  }
  if (!/^(?:og:)?product(?:\.item|\.group)?$/.test(tags.get('og:type') ?? '')) return { list: [] };
  const ids = [
    'product:retailer_item_id',
    'product:retailer_part_no',
    'product:item_group_id',
    'product:ean',
  ];
  const main = pageItem(
    [...ids.map((name) => idOf(tags.get(name))), addressOf(tags.get('og:url'), address)],
    {
      item_name: textOf(tags.get('og:title')),
      item_brand: textOf(tags.get('product:brand')),
      item_category: textOf(tags.get('product:category')),
    },
  );
  return { ...(main && { main }), list: [] };
}
