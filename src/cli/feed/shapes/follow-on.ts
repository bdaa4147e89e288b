import type { Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { EntryRow, Row } from '../row.ts';
import { attributesColumn } from './parts.ts';
import { filledFrom, recordOf, says, variantTitle } from './record.ts';
import type { Shape, ShapeKind } from './shape.ts';

/** How a platform's table writes the variants of a product on the rows that follow it. */
interface Platform {
  fits(record: Entry): boolean;
  /** Whether a row begins a product. */
  isProduct(record: Entry): boolean;
  /** Whether a row is a variant of the product above; any other row is passed over. A product's own row may be its first. */
  isVariant(record: Entry): boolean;
  productId(record: Entry): string | undefined;
  /** Tried in turn; one that another row of the file has is passed over. */
  variantIds(record: Entry): readonly (string | undefined)[];
  options(record: Entry): readonly string[];
  /** A variant's options by their names, if no columns of theirs say them. */
  named?(record: Entry): readonly (readonly [string, string])[];
  /** The column of a product's name, if a variant's row has something else there. */
  readonly variantNames?: string;
  /** Of a row that is neither a product nor a variant: the image of the product above. */
  imageOn?(record: Entry): string | undefined;
  /** Fields by their usual names, from the row filled up with its product's fields. */
  standard(record: Entry): Readonly<Record<string, unknown>>;
}

const numbered = (record: Entry, name: (n: number) => string, last = 6): string[] =>
  Array.from({ length: last }, (_, i) => says(record, name(i + 1))).flatMap((value) => value ?? []);
const isNo = (text: string | undefined) => /^(?:no|n|false|0)$/i.test(text ?? '');

/** @see https://support.squarespace.com/hc/en-us/articles/205811198 */
const squarespace: Platform = {
  fits: (record) =>
    'Product ID [Non Editable]' in record || ('Product Page' in record && 'Hosted Image URLs' in record),
  isProduct: (record) => says(record, 'Title') !== undefined,
  isVariant: () => true,
  productId: (record) => says(record, 'Product ID [Non Editable]') ?? says(record, 'Product URL'),
  variantIds: (record) => [says(record, 'SKU'), says(record, 'Variant ID [Non Editable]')],
  options: (record) => numbered(record, (n) => `Option Value ${n}`),
  standard: (record) => ({
    image: says(record, 'Hosted Image URLs')?.split(/\s+/)[0],
    url: says(record, 'Product URL'),
    category: says(record, 'Categories')?.split(',', 1)[0]?.trim(),
    'Sale Price': isNo(says(record, 'On Sale')) ? '' : undefined,
  }),
};

/** @see https://support.bigcommerce.com/s/article/Importing-Exporting-Products */
const bigCommerce: Platform = {
  fits: (record) => 'Item Type' in record && ('Product Code/SKU' in record || 'Product Name' in record),
  variantNames: 'Product Name', // holds the options
  named: (record) =>
    [...(says(record, 'Product Name') ?? '').matchAll(/\](\w[^=[\]]*)=([^,[\]]+)/g)].map(
      ([, name, value]) => [name!.trim(), value!.trim()],
    ),
  isProduct: (record) => /^product$/i.test(says(record, 'Item Type') ?? ''),
  isVariant: (record) => /^(?:sku|variant|product)$/i.test(says(record, 'Item Type') ?? ''),
  productId: (record) => says(record, 'Product Code/SKU') ?? says(record, 'Product ID'),
  variantIds: (record) => [says(record, 'Product Code/SKU'), says(record, 'Product ID')],
  options: (record) =>
    [...(/\](?:\w+\s*=\s*)?([^[\]]+)/.exec(says(record, 'Product Name') ?? '')?.slice(1) ?? [])].map((text) =>
      text.trim(),
    ),
  standard: (record) => ({
    category:
      /Category Path:\s*([^|;,]+)/
        .exec(says(record, 'Category') ?? '')?.[1]
        ?.split('/')
        .join(' > ') ?? record['Category'],
    image: says(record, 'Product Image URL - 1') ?? says(record, 'Product Image File - 1'),
  }),
};

/** @see https://support.wix.com/en/article/wix-stores-product-import-csv-files */
const wix: Platform = {
  fits: (record) => 'handleId' in record && 'fieldType' in record,
  isProduct: (record) => /^product$/i.test(says(record, 'fieldType') ?? ''),
  isVariant: (record) => /^(?:variant|product)$/i.test(says(record, 'fieldType') ?? ''),
  productId: (record) => says(record, 'handleId'),
  variantIds: (record) => [says(record, 'sku'), says(record, 'handleId')],
  options: (record) =>
    numbered(record, (n) => `productOptionDescription${n}`).filter((value) => !value.includes(';')),
  standard: (record) => ({
    title: says(record, 'name'),
    image: wixImage(says(record, 'productImageUrl')),
    category: says(record, 'collection')?.split(';', 1)[0]?.trim(),
    availability: says(record, 'inventory'),
    price: plusOf(says(record, 'price'), says(record, 'surcharge')),
    ...reduced(plusOf(says(record, 'price'), says(record, 'surcharge')), record),
  }),
};

function wixImage(list: string | undefined): string | undefined {
  const [first] = list?.split(';') ?? [];
  return first === undefined || /^https?:/.test(first)
    ? first
    : `https://static.wixstatic.com/media/${first}`;
}

function plusOf(price: string | undefined, surcharge: string | undefined): string | undefined {
  const sum = Number(price) + Number(surcharge ?? 0);
  return surcharge === undefined || Number.isNaN(sum) ? price : String(Math.round(sum * 1e4) / 1e4);
}

function reduced(full: string | undefined, record: Entry): Readonly<Record<string, unknown>> {
  const [mode, value, price] = [
    says(record, 'discountMode'),
    Number(says(record, 'discountValue') ?? 0),
    Number(full),
  ];
  if (!(value > 0) || Number.isNaN(price)) return {};
  return {
    sale_price: /percent/i.test(mode ?? '') ? Math.round(price * (100 - value)) / 100 : price - value,
  };
}

/** BigCommerce's export as it is since 2023: images on rows of their own. */
const bigCommerceNew: Platform = {
  fits: (record) => 'Item' in record && 'Inventory Tracking' in record && 'Is Visible' in record,
  isProduct: (record) => /^product$/i.test(says(record, 'Item') ?? ''),
  isVariant: (record) => /^(?:variant|product)$/i.test(says(record, 'Item') ?? ''),
  imageOn: (record) => says(record, 'Internal Image URL (Export)') ?? says(record, 'Image URL (Import)'),
  productId: (record) => says(record, 'SKU') ?? says(record, 'ID'),
  variantIds: (record) => [says(record, 'SKU'), says(record, 'ID')],
  options: (record) =>
    [...(says(record, 'Options') ?? '').matchAll(/Value=([^|]+)/g)].map(([, value]) => value!.trim()),
  variantNames: 'Name',
  named: (record) =>
    [...(says(record, 'Options') ?? '').matchAll(/Name=([^|=]+)\|Value=([^|]+)/g)].map(([, name, value]) => [
      name!.trim(),
      value!.trim(),
    ]),
  standard: (record) => ({
    title: says(record, 'Name'),
    category: says(record, 'Categories')?.split(';', 1)[0]?.trim().split('/').join(' > '),
    image: says(record, 'Variant Image URL') ?? says(record, 'image'),
    url: says(record, 'Product URL'),
    'Track Inventory': says(record, 'Inventory Tracking'),
    stock: says(record, 'Current Stock'),
    was_price: says(record, 'Retail Price'),
    gtin: says(record, 'Global Trade Number') ?? says(record, 'UPC/EAN'),
    mpn: says(record, 'Manufacturer Part Number'),
  }),
};

const PLATFORMS = [squarespace, bigCommerce, bigCommerceNew, wix];

/** Tables that write a product on one row and its variants on the rows below: Squarespace, BigCommerce, Wix. */
export const followOn: ShapeKind = {
  fits: (record) => PLATFORMS.some((platform) => platform.fits(record)),
  create: (first) => createFollowOn(PLATFORMS.find((platform) => platform.fits(first))!),
};

interface Product {
  readonly row: EntryRow;
  readonly variants: EntryRow[];
  image?: string | undefined;
}

function createFollowOn(platform: Platform): Shape {
  const taken = new Set<string>();
  let product: Product | undefined;

  function* finished(): Iterable<Row> {
    if (!product) return;
    const { row, variants, image } = product;
    // The product's own row is its group alone if variants with ids of their own follow.
    const own = variants.length > 1 && !hasOwnOffer(row.record) ? variants.slice(1) : variants;
    if (own !== variants) yield { line: row.line, skipped: 'is the group of its variants' };
    const parent = image === undefined ? row.record : recordOf({ image }, row.record);
    for (const variant of own)
      yield { line: variant.line, record: itemOf(parent, variant.record, own.length > 1) };
  }

  /** Whether a product's row is a variant itself: with a price and options, or the only one. */
  function hasOwnOffer(record: Entry): boolean {
    return platform === squarespace || (platform === bigCommerce && platform.options(record).length > 0);
  }

  function itemOf(parent: Entry, variant: Entry, isOneOfSeveral: boolean): Entry {
    const record = { ...filledFrom(parent, variant) } as Record<string, unknown>;
    const group = platform.productId(parent);
    const ids = platform.variantIds(variant).filter((id) => id !== undefined && !taken.has(id));
    const options = isOneOfSeveral ? platform.options(variant) : [];
    if (platform.variantNames !== undefined) record[platform.variantNames] = parent[platform.variantNames];
    const id = ids[0] ?? [group, ...options].filter((part) => part !== undefined).join('-');
    taken.add(id);
    const fields = platform.standard(record);
    const title =
      textOf(fields['title']) ?? textOf(record['Title'] ?? record['Product Name'] ?? record['name']);
    return recordOf(
      {
        ...fields,
        id,
        title: variantTitle(title, options),
        ...(isOneOfSeveral && { group }),
        ...(platform.named && { Options: '', ...attributesColumn(platform.named(variant)) }),
      },
      record,
    );
  }

  return {
    *add(row) {
      if (platform.isProduct(row.record)) {
        yield* finished();
        product = { row, variants: [row] };
      } else if (!product) yield { line: row.line, refused: 'is a variant before any product' };
      else if (platform.isVariant(row.record)) product.variants.push(row);
      else {
        const image = platform.imageOn?.(row.record);
        product.image ??= image;
        const reason = image === undefined ? 'is neither a product nor a variant' : 'is a further picture';
        yield { line: row.line, skipped: reason };
      }
    },
    *end() {
      yield* finished();
    },
  };
}
