import { hiddenReason } from '../../../core/feed/hidden.ts';
import { createVariantReader } from '../../../core/feed/variants.ts';
import type { Entry } from '../../../core/feed/nested.ts';
import type { EntryRow, Row } from '../row.ts';
import { textIn } from './parts.ts';
import { recordOf } from './record.ts';
import { shopifyProduct } from './shopify-product.ts';
import type { Shape, ShapeKind } from './shape.ts';

/**
 * Shopify's bulk operations: a product on one line, its variants, images and so on behind it, each of which names what it
 * belongs to by `__parentId`.
 *
 * @see https://shopify.dev/docs/api/usage/bulk-operations/queries#the-jsonl-data-format
 */
export const shopifyBulk: ShapeKind = {
  fits: (record) =>
    '__parentId' in record || (kindOf(record) === 'Product' && !('variants' in record) && 'title' in record),
  create: createShopifyBulk,
};

/** `gid://shopify/ProductVariant/1` */
function kindOf(record: Entry): string | undefined {
  return /^gid:\/\/shopify\/(\w+)\//.exec(textIn(record, 'id') ?? '')?.[1] ?? textIn(record, '__typename');
}

interface Product {
  readonly row: EntryRow;
  readonly variants: EntryRow[];
  readonly images: Entry[];
}

/** Children follow their product, but not at once: all wait for the end. */
function createShopifyBulk(): Shape {
  const products = new Map<string, Product>();
  const others: EntryRow[] = [];
  return {
    add(row) {
      if ('__parentId' in row.record) others.push(row);
      else products.set(textIn(row.record, 'id') ?? String(row.line), { row, variants: [], images: [] });
      return [];
    },
    *end() {
      const recordsOf = createVariantReader();
      const known = new Set(others.map(({ record }) => textIn(record, 'id')));
      for (const row of others) {
        const parent = textIn(row.record, '__parentId') ?? '';
        const product = products.get(parent);
        if (product) addTo(product, row);
        else if (!known.has(parent))
          yield { line: row.line, refused: `belongs to an entry that the file lacks: ${parent}` };
      }
      for (const product of products.values()) yield* itemsOf(product, recordsOf);
    },
  };
}

function addTo({ variants, images }: Product, row: EntryRow): void {
  const { record } = row;
  const kind = kindOf(record);
  if (kind === 'ProductVariant' || (kind === undefined && 'price' in record)) variants.push(row);
  else if (kind === 'ProductImage' || 'url' in record || 'src' in record || 'originalSrc' in record)
    images.push(record);
  else if ('image' in record || 'preview' in record)
    images.push(
      recordOf({ url: textIn(record, 'image', 'url') ?? textIn(record, 'preview', 'image', 'url') }),
    );
}

function* itemsOf(
  { row, variants, images }: Product,
  recordsOf: ReturnType<typeof createVariantReader>,
): Iterable<Row> {
  const lines = variants.length > 0 ? variants.map(({ line }) => line) : [row.line];
  const hidden = hiddenReason(row.record, Date.now());
  if (hidden !== undefined) {
    for (const line of lines) yield { line, skipped: hidden };
    return;
  }
  const product = shopifyProduct(
    recordOf(
      { variants: variants.map(({ record }) => record), ...(images.length > 0 && { images }) },
      row.record,
    ),
  );
  for (const [i, record] of recordsOf(product).entries()) yield { line: lines[i] ?? row.line, record };
}
