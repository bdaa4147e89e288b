import type { Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { EntryRow, Row } from '../row.ts';
import { filledFrom, recordOf, variantTitle } from './record.ts';
import type { Shape, ShapeKind } from './shape.ts';

/** Columns of eBay's files, without the `*` of needed ones, in the forms that its programs have written over the years. */
const COLUMNS = {
  item: ['itemid', 'itemnumber'],
  sku: ['customlabel', 'customlabel(sku)'],
  title: ['title'],
  description: ['description'],
  price: ['startprice', 'currentprice', 'buyitnowprice', 'price'],
  quantity: ['availablequantity', 'quantity'],
  image: ['picurl', 'itemphotourl'],
  category: ['categoryname', 'ebaycategory1name', 'category'],
  currency: ['currency'],
  brand: ['c:brand', 'c:marke', 'c:marque', 'c:marca'],
  gtin: ['p:ean', 'p:upc', 'p:isbn', 'product:ean', 'product:upc'],
  relationship: ['relationship'],
  details: ['relationshipdetails', 'variationdetails'],
} as const;
type Field = keyof typeof COLUMNS;

/**
 * eBay's File Exchange and Seller Hub: listings to upload, whose first column names site and currency, and reports of active
 * listings. The variations of a listing stand on the rows below it.
 *
 * @see https://pages.ebay.com/sh/reports/help/create-listings-file-exchange/
 */
export const ebay: ShapeKind = {
  fits: (record) => {
    const keys = Object.keys(record);
    const plain = new Set(keys.map(plainKey));
    return (
      keys.some(isAction) || (plain.has('itemnumber') && plain.has('customlabel(sku)') && plain.has('title'))
    );
  },
  create: createEbay,
};

function createEbay(first: Entry): Shape {
  const action = Object.keys(first).find(isAction);
  const currency = /Currency=([A-Z]{3})/.exec(action ?? '')?.[1];
  let listing: { readonly row: EntryRow; readonly variations: EntryRow[] } | undefined;

  function* finished(): Iterable<Row> {
    if (!listing) return;
    const { row, variations } = listing;
    listing = undefined;
    if (variations.length === 0) {
      yield { line: row.line, record: itemOf(row.record) };
      return;
    }
    yield { line: row.line, skipped: 'is the group of its variations' };
    for (const { line, record } of variations) yield { line, record: itemOf(record, row.record) };
  }

  function itemOf(own: Entry, parent?: Entry): Entry {
    const record = parent ? filledFrom(parent, own) : own;
    const options = parent ? optionsIn(says(own, 'details')) : [];
    const group = parent && (says(parent, 'sku') ?? says(parent, 'item') ?? says(parent, 'title'));
    const sku = says(own, 'sku');
    return recordOf({
      id:
        sku ??
        (group === undefined ? says(record, 'item') : [group, ...options].join('-')) ??
        says(record, 'title'),
      sku,
      item_id: says(record, 'item'),
      title: variantTitle(says(record, 'title'), options),
      description: says(record, 'description'),
      price: says(own, 'price') ?? says(record, 'price'),
      currency: says(record, 'currency') ?? currency,
      quantity: says(own, 'quantity') ?? says(record, 'quantity'),
      image: says(record, 'image')?.split('|')[0],
      category: says(record, 'category'),
      brand: says(record, 'brand'),
      gtin: says(own, 'gtin'),
      group,
    });
  }

  return {
    *add(row) {
      const act = action === undefined ? undefined : textOf(row.record[action]);
      const isVariation =
        /^variation$/i.test(says(row.record, 'relationship') ?? '') ||
        (action === undefined && listing !== undefined && isSameListing(listing.row.record, row.record));
      if (isVariation && listing) listing.variations.push(row);
      else {
        yield* finished();
        if (/^(?:end|delete|info)/i.test(act ?? ''))
          yield { line: row.line, skipped: `is no listing: ${act!}` };
        else if (isVariation) yield { line: row.line, refused: 'is a variation before any listing' };
        else listing = { row, variations: [] };
      }
    },
    *end() {
      yield* finished();
    },
  };
}

/** In reports the rows of variations repeat the number of their listing. */
function isSameListing(listing: Entry, row: Entry): boolean {
  const number = says(row, 'item');
  return number !== undefined && number === says(listing, 'item') && says(row, 'details') !== undefined;
}

/** `Size=S|Color=Red`, or `[Size=S,Color=Red]`. */
function optionsIn(details: string | undefined): string[] {
  return (details ?? '')
    .replace(/^\[|\]$/g, '')
    .split(/[|,;]/)
    .map((pair) => pair.slice(pair.indexOf('=') + 1).trim())
    .filter((option) => option !== '');
}

function isAction(key: string): boolean {
  return /^\*?Action\(SiteID=/i.test(key);
}

function plainKey(key: string): string {
  return key.replace(/^\*/, '').replace(/\s+/g, '').toLowerCase();
}

function says(record: Entry, field: Field): string | undefined {
  for (const name of COLUMNS[field]) {
    const key = Object.keys(record).find((one) => plainKey(one) === name);
    const text = key === undefined ? undefined : textOf(record[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}
