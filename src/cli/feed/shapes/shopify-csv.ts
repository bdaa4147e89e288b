import { findColumns } from '../../../core/feed/columns.ts';
import { hiddenReason } from '../../../core/feed/hidden.ts';
import type { Entry } from '../../../core/feed/nested.ts';
import type { EntryRow, Row } from '../row.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { Shape, ShapeKind } from './shape.ts';

const list = (names: string) => names.split(' ');

/** Shopify's export as it was and as it is since 2024. @see https://help.shopify.com/en/manual/products/import-export/using-csv */
const NAMES = {
  handle: list('handle url_handle'),
  title: list('title'),
  description: list('body description'),
  brand: list('vendor'),
  category: list('type product_type product_category'),
  published: list('published published_on_online_store'),
  status: list('status'),
  sku: list('variant_sku sku'),
  price: list('variant_price price'),
  stock: list('variant_inventory_qty inventory_quantity'),
  tracker: list('variant_inventory_tracker inventory_tracker'),
  policy: list('variant_inventory_policy continue_selling_when_out_of_stock'),
  option1: list('option1_value'),
  option2: list('option2_value'),
  option3: list('option3_value'),
  image: list('image_src product_image_url'),
  variantImage: list('variant_image variant_image_url'),
};
type Field = keyof typeof NAMES;

/** Shopify's CSV export: a product's first row, then its other variants, and its other pictures on rows of their own. */
export const shopifyCsv: ShapeKind = {
  fits: (record) => {
    const found = findColumns(Object.keys(record), NAMES);
    return (
      found['handle'] !== undefined &&
      (found['option1'] !== undefined || record['Variant Price'] !== undefined)
    );
  },
  create: createShopifyCsv,
};

/** Columns that only a product's first row fills, beside those of `NAMES`: what it says of all its variants. */
const OF_PRODUCT = /^(?:tags|option ?\d name)$|google|metafield/i;
const isEmpty = (value: unknown) => textOf(value) === undefined;

interface Product {
  readonly handle: string;
  readonly first: EntryRow;
  readonly variants: EntryRow[];
}

interface Variant {
  readonly handle: string;
  readonly first: Entry;
  readonly row: Entry;
  /** Among the product's variants, if there are several. */
  readonly place: number | undefined;
}

function createShopifyCsv(): Shape {
  const firsts = new Map<string, EntryRow>();
  /** How many variants have each SKU, and the variants: which SKU is of one alone shows at the end. */
  const skus = new Map<string, number>();
  const waiting: { readonly line: number; readonly item: Variant }[] = [];
  let product: Product | undefined;
  let columns: ReturnType<typeof findColumns> | undefined;
  const field = (record: Entry, name: Field) => {
    columns ??= findColumns(Object.keys(record), NAMES);
    return columns[name]?.map((column) => textOf(record[column])).find((text) => text !== undefined);
  };

  function* finished(): Iterable<Row> {
    if (!product) return;
    const { handle, first, variants } = product;
    const [published, status] = [field(first.record, 'published'), field(first.record, 'status')];
    const hidden = hiddenReason({ published, status }, Date.now());
    if (hidden !== undefined) {
      for (const { line } of variants) yield { line, skipped: hidden };
      return;
    }
    for (const [place, { line, record }] of variants.entries()) {
      const sku = skuOf(record);
      if (sku !== undefined) skus.set(sku, (skus.get(sku) ?? 0) + 1);
      const item = {
        handle,
        first: first.record,
        row: record,
        place: variants.length > 1 ? place : undefined,
      };
      waiting.push({ line, item });
    }
  }

  /** A spreadsheet's mark for text is no part of it. */
  const skuOf = (row: Entry) => field(row, 'sku')?.replace(/^'/, '');

  function recordOf({ handle, first, row, place }: Variant): Entry {
    const options = (['option1', 'option2', 'option3'] as const).flatMap((name) => field(row, name) ?? []);
    const title = field(first, 'title');
    const variant = options.join(' / ');
    const sku = skuOf(row);
    const standard = {
      // A SKU that several variants have names none of them.
      id:
        (sku !== undefined && skus.get(sku) === 1 ? sku : undefined) ??
        (place === undefined ? handle : [handle, ...(options.length > 0 ? options : [place + 1])].join('-')),
      title: place === undefined || title === undefined || variant === '' ? title : `${title} - ${variant}`,
      description: field(first, 'description'),
      category: field(first, 'category'),
      brand: field(first, 'brand'),
      price: field(row, 'price') ?? field(first, 'price'),
      image: field(row, 'variantImage') ?? field(first, 'image') ?? field(row, 'image'),
      url: `/products/${encodeURIComponent(handle)}`,
      group: handle,
      handle,
      sku,
      availability: availabilityOf(field(row, 'stock'), field(row, 'policy'), field(row, 'tracker')),
    };
    const inherited = Object.entries(first).filter(([key, value]) => OF_PRODUCT.test(key) && !isEmpty(value));
    const rest = { ...row, ...Object.fromEntries(inherited), ...standard };
    return Object.assign(Object.create(null) as Record<string, unknown>, standard, rest);
  }

  return {
    *add(row) {
      const handle = field(row.record, 'handle');
      if (handle === undefined) {
        yield { line: row.line, refused: 'has no handle' };
        return;
      }
      if (handle !== product?.handle) {
        yield* finished();
        const first = firsts.get(handle) ?? row;
        firsts.set(handle, first);
        product = { handle, first, variants: [] };
      }
      if (product === undefined) return;
      const isVariant =
        product.first === row ||
        (['sku', 'price', 'option1'] as const).some((name) => field(row.record, name) !== undefined);
      if (isVariant) product.variants.push(row);
      else yield { line: row.line, skipped: 'is a further picture' };
    },
    *end() {
      yield* finished();
      for (const { line, item } of waiting) yield { line, record: recordOf(item) };
    },
  };
}

function availabilityOf(
  stock: string | undefined,
  policy = '',
  tracker: string | undefined,
): string | undefined {
  const pieces = Number(stock ?? NaN);
  if (Number.isNaN(pieces)) return undefined;
  if (pieces > 0) return 'in_stock';
  if (tracker === undefined) return 'in_stock'; // nobody counts
  return /^(?:continue|true)$/i.test(policy) ? 'backorder' : 'out_of_stock';
}
