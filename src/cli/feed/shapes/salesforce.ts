import { isObject, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { EntryRow, Row } from '../row.ts';
import { attributesColumn, deepest, listOf, textIn, valueIn } from './parts.ts';
import { recordOf, variantTitle } from './record.ts';
import { salesforcePrices, stockRow } from './salesforce-prices.ts';
import type { Shape, ShapeKind } from './shape.ts';

/**
 * Salesforce Commerce Cloud's XML: a catalogue of products, categories and which product is in which; and, as further files,
 * price books and inventory lists, whose rows add to the products by their ids.
 *
 * @see https://salesforcecommercecloud.github.io/b2c-dev-doc/docs/current/xsd/catalog.xsd
 */
export const salesforce: ShapeKind = {
  fits: (record) => record['@element'] !== undefined,
  create: createSalesforce,
};

/** What the catalogue says of all products, known at the end. */
interface Shelves {
  readonly categories: ReadonlyMap<string, Entry>;
  /** Ids of categories by product, the primary one first. */
  readonly assigned: ReadonlyMap<string, readonly string[]>;
}

function createSalesforce(): Shape {
  const products: EntryRow[] = [];
  const assignments: EntryRow[] = [];
  const categories = new Map<string, Entry>();
  const assigned = new Map<string, string[]>();
  const priceRow = salesforcePrices();
  return {
    add(row) {
      const { line, record } = row;
      if (textIn(record, 'mode') === 'delete') return [{ line, skipped: 'deletes what it names' }];
      const id = textIn(record, 'product-id') ?? '';
      switch (record['@element']) {
        case 'price-table':
          return [priceRow(row)];
        case 'record':
          return [stockRow(row)];
        case 'category':
          categories.set(textIn(record, 'category-id') ?? '', record);
          return [];
        case 'category-assignment': {
          const known = assigned.get(id) ?? [];
          const category = textIn(record, 'category-id') ?? '';
          assigned.set(
            id,
            textIn(record, 'primary-flag') === 'true' ? [category, ...known] : [...known, category],
          );
          assignments.push(row);
          return [];
        }
        default:
          products.push(row);
          return [];
      }
    },
    *end() {
      const shelves = { categories, assigned };
      yield* itemRows(products, shelves);
      // Of a catalogue without products the assignments add to those of another file.
      if (products.length === 0)
        for (const { line, record } of assignments) {
          const id = textIn(record, 'product-id') ?? '';
          yield { line, record: recordOf({ id, category: categoryOf(id, undefined, shelves) }) };
        }
    },
  };
}

function* itemRows(products: readonly EntryRow[], shelves: Shelves): Iterable<Row> {
  const known = new Set(products.map(({ record }) => textIn(record, 'product-id')));
  const masters = new Map<string, EntryRow>();
  for (const row of products) for (const id of variantsOf(row.record)) masters.set(id, row);
  for (const row of products) {
    const { line, record } = row;
    const master = masters.get(textIn(record, 'product-id') ?? '');
    const hidden = hiddenReason(record) ?? (master && hiddenReason(master.record));
    if (hidden !== undefined) yield { line, skipped: hidden };
    else if (variantsOf(record).some((id) => known.has(id)))
      yield { line, skipped: 'is the group of its variants' };
    else yield { line, record: itemOf(row, master, shelves) };
  }
}

function variantsOf(record: Entry): string[] {
  return listOf(valueIn(record, 'variations', 'variants', 'variant')).flatMap(
    (variant) => textIn(variant, '@product-id') ?? [],
  );
}

/** Why shoppers do not see a product. A flag may be set for a site each: then the product is shown if one shows it. */
function hiddenReason(record: Entry): string | undefined {
  const flags = listOf(record['online-flag']).flatMap((flag) => textOf(flag) ?? []);
  if (flags.length > 0 && flags.every((flag) => /^(?:false|0)$/i.test(flag))) return 'is not online';
  const [from, to] = ['online-from', 'online-to'].map((name) => localised(record[name]));
  if (Date.parse(from ?? '') > Date.now()) return `is not online yet: from ${from!}`;
  return Date.parse(to ?? '') < Date.now() ? `is out of date: online until ${to!}` : undefined;
}

function itemOf({ record, around }: EntryRow, master: EntryRow | undefined, shelves: Shelves): Entry {
  const id = textIn(record, 'product-id') ?? '';
  const group = master && textIn(master.record, 'product-id');
  const or = (name: string) => localised(record[name]) ?? (master && localised(master.record[name]));
  const attributes = customAttributes(record);
  const shown = master ? shownValues(master.record, attributes) : new Map<string, string>();
  const options = [...shown.values()];
  const pageUrl = localised(valueIn(record, 'page-attributes', 'page-url'));
  return recordOf(
    {
      id,
      group,
      title: localised(record['display-name']) ?? variantTitle(or('display-name'), options),
      description: or('long-description') ?? or('short-description'),
      category:
        categoryOf(id, record, shelves) ?? (master && categoryOf(group ?? '', master.record, shelves)),
      brand: or('brand') ?? or('manufacturer-name'),
      image: imageOf(record, attributes, around) ?? (master && imageOf(master.record, attributes, around)),
      url: pageUrl !== undefined && /^(?:https?:|\/)/.test(pageUrl) ? pageUrl : undefined,
      mpn: textIn(record, 'manufacturer-sku'),
      gtin: textIn(record, 'ean') ?? textIn(record, 'upc'),
      ...(textIn(record, 'available-flag') === 'false' && { availability: 'out_of_stock' }),
    },
    attributesColumn(new Map([...(master ? customAttributes(master.record) : []), ...attributes, ...shown])),
  );
}

/** Of texts in several languages the default one, else the first. */
function localised(value: unknown): string | undefined {
  const texts = listOf(value);
  return textOf(texts.find((text) => isObject(text) && text['@xml:lang'] === 'x-default')) ?? textOf(texts);
}

function customAttributes(record: Entry): Map<string, string> {
  return new Map(
    listOf(valueIn(record, 'custom-attributes', 'custom-attribute')).flatMap(
      (attribute): [string, string][] => {
        const name = textIn(attribute, '@attribute-id');
        const text = listOf(isObject(attribute) ? (attribute['value'] ?? attribute['#text']) : attribute)
          .flatMap((value) => textOf(value) ?? [])
          .join(', ');
        return name === undefined || text === '' ? [] : [[name, text]];
      },
    ),
  );
}

/** A variant's values of the attributes in which its master's variants differ, as a shopper sees them. */
function shownValues(master: Entry, own: ReadonlyMap<string, string>): Map<string, string> {
  const attributes = valueIn(master, 'variations', 'attributes');
  const varied = ['variation-attribute', 'shared-variation-attribute'].flatMap((key) =>
    listOf(valueIn(attributes, key)),
  );
  return new Map(
    varied.flatMap((attribute): [string, string][] => {
      const name = textIn(attribute, '@attribute-id') ?? '';
      const value = own.get(name);
      if (value === undefined) return [];
      const values = listOf(valueIn(attribute, 'variation-attribute-values', 'variation-attribute-value'));
      const named = values.find((one) => textIn(one, '@value') === value);
      return [[name, localised(valueIn(named, 'display-value')) ?? value]];
    }),
  );
}

/** The largest images that fit the variant's colour; addresses count from where the catalogue says that its images are. */
function imageOf(
  record: Entry,
  attributes: ReadonlyMap<string, string>,
  around: EntryRow['around'],
): string | undefined {
  const groups = listOf(valueIn(record, 'images', 'image-group')).filter(isObject);
  const fits = (group: Entry) =>
    listOf(group['variation']).every(
      (variation) => attributes.get(textIn(variation, '@attribute-id') ?? '') === textIn(variation),
    );
  const rank = (group: Entry) =>
    (/^(?:hi-?res|large|zoom)$/i.test(textIn(group, '@view-type') ?? '') ? 2 : 0) +
    ('variation' in group ? 1 : 0);
  const best = groups.filter(fits).toSorted((a, b) => rank(b) - rank(a));
  const path = best.flatMap(
    (group) => textIn(valueIn(group, 'image'), '@path') ?? textIn(listOf(group['image'])[0], '@path') ?? [],
  )[0];
  const base = around?.['https-url'] ?? around?.['http-url'];
  if (path === undefined || base === undefined || /^https?:/.test(path)) return path;
  return `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
}

/** Names from below the root down. */
function categoryOf(
  id: string,
  record: Entry | undefined,
  { categories, assigned }: Shelves,
): string | undefined {
  const classified = listOf(record?.['classification-category']).flatMap(
    (category) => textOf(category) ?? [],
  );
  const [primary, ...others] = assigned.get(id) ?? [];
  const paths = [...(primary === undefined ? [] : [primary]), ...others, ...classified].flatMap(
    (category) => pathOf(category, categories) ?? [],
  );
  return deepest(paths);
}

function pathOf(id: string, categories: ReadonlyMap<string, Entry>): string | undefined {
  const names: string[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && next !== 'root' && !seen.has(next);) {
    seen.add(next);
    const category: Entry | undefined = categories.get(next);
    const name = category && localised(category['display-name']);
    if (name !== undefined) names.unshift(name);
    next = category && textIn(category, 'parent');
  }
  return names.length === 0 ? undefined : names.join(' > ');
}
