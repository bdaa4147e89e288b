import { hiddenReason } from '../../../core/feed/hidden.ts';
import { isObject, objectsIn, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { EntryRow, Row } from '../row.ts';
import { attributesColumn, textIn, deepest, listOf, scalars, valueIn } from './parts.ts';
import { recordOf, variantTitle } from './record.ts';
import type { Shape, ShapeKind } from './shape.ts';

/**
 * Shopware 6: the CSV of its export profiles, by their own names or by the keys of the fields, and the products of the
 * Admin API and the Store API. A variant takes from its product what it leaves empty.
 *
 * @see https://developer.shopware.com/docs/guides/integrations-api/
 */
export const shopware: ShapeKind = {
  fits: (record) => {
    const entry = flat(record);
    return (
      'translations.DEFAULT.name' in entry ||
      'price.DEFAULT.gross' in entry ||
      ('product_number' in entry && 'price_gross' in entry) ||
      ('productNumber' in entry &&
        ['translated', 'calculatedPrice', 'price', 'taxId', 'apiAlias', 'price_gross'].some(
          (key) => key in entry,
        ))
    );
  },
  create: createShopware,
};

/** A product of JSON:API has its fields under `attributes`. */
function flat(record: Entry): Entry {
  return record['type'] === 'product' && isObject(record['attributes'])
    ? recordOf({ id: record['id'] }, record['attributes'])
    : record;
}

/** Variants may stand before their product, so all rows wait for the end. */
function createShopware(): Shape {
  const rows: EntryRow[] = [];
  return {
    add({ line, record }) {
      const product = flat(record);
      rows.push({ line, record: product });
      for (const child of objectsIn(product['children']))
        rows.push({ line, record: recordOf({ parentId: product['id'] }, flat(child)) });
      return [];
    },
    *end() {
      const products = new Map(rows.map((row) => [textIn(row.record, 'id') ?? '', row]));
      const groups = new Set(rows.map(({ record }) => parentOf(record)));
      for (const row of rows) yield itemRow(row, products.get(parentOf(row.record) ?? ''), groups);
    },
  };
}

function itemRow(
  { line, record }: EntryRow,
  parent: EntryRow | undefined,
  groups: ReadonlySet<string | undefined>,
): Row {
  const hidden = parent && hiddenReason({ active: first(parent.record, 'active') }, Date.now());
  if (hidden !== undefined) return { line, skipped: hidden };
  if (
    groups.has(textIn(record, 'id')) &&
    first(record, 'active') !== 'false' &&
    first(record, 'active') !== '0'
  )
    return { line, skipped: 'is the group of its variants' };
  const whole = parent ? inherited(parent.record, record) : record;
  const options = parent ? optionsOf(record) : [];
  const number = first(record, 'productNumber', 'product_number');
  const id = textIn(record, 'id');
  const name = first(whole, 'translations.DEFAULT.name', 'name') ?? textIn(whole, 'translated', 'name');
  return {
    line,
    record: recordOf(
      {
        id: number ?? id,
        product_id: id,
        title: variantTitle(
          name,
          options.flatMap(([, value]) => value ?? []),
        ),
        description:
          first(whole, 'translations.DEFAULT.description', 'description') ??
          textIn(whole, 'translated', 'description'),
        category: categoryOf(whole),
        brand:
          first(whole, 'manufacturer.translations.DEFAULT.name', 'manufacturer_name') ??
          textIn(whole, 'manufacturer', 'translated', 'name') ??
          textIn(whole, 'manufacturer', 'name'),
        image:
          first(whole, 'cover.media.url', 'cover_media_url') ??
          textIn(whole, 'cover', 'media', 'url') ??
          textIn(whole, 'media', 'media', 'url'),
        url: urlOf(whole),
        group: parent
          ? (first(parent.record, 'productNumber', 'product_number') ?? textIn(parent.record, 'id'))
          : parentOf(record),
        ean: first(whole, 'ean'),
        rating_average: first(whole, 'ratingAverage', 'rating_average'),
        active: first(record, 'active') ?? first(whole, 'active'),
        availability: availabilityOf(whole),
        ...pricesOf(whole),
        ...attributesColumn([...propertiesOf(whole), ...options]),
      },
      rest(whole),
    ),
  };
}

/** A variant with what it leaves empty taken from its product. */
function inherited(parent: Entry, record: Entry): Entry {
  const own = Object.entries(record).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return recordOf(Object.fromEntries(own), parent);
}

/** The first of these columns that is not empty. */
function first(record: Entry, ...names: readonly string[]): string | undefined {
  return names.map((name) => textOf(record[name])).find((text) => text !== undefined);
}

function parentOf(record: Entry): string | undefined {
  return first(record, 'parentId', 'parent_id');
}

/** With tax, as the shopper sees it; the regular price beside a lower one is the list price. */
function pricesOf(record: Entry): Record<string, unknown> {
  const calculated = valueIn(record, 'calculatedPrice');
  const listed = objectsIn(record['price'])[0];
  const column = Object.keys(record).find(
    (name) => /^price\.[\w]+\.gross$/.test(name) && textOf(record[name]) !== undefined,
  );
  const code = column?.split('.')[1];
  return {
    price:
      textIn(calculated, 'unitPrice') ??
      textIn(listed, 'gross') ??
      (column === undefined ? first(record, 'price_gross') : record[column]) ??
      '',
    was_price:
      textIn(calculated, 'listPrice', 'price') ??
      textIn(listed, 'listPrice', 'gross') ??
      first(record, `price.${code ?? 'DEFAULT'}.listPrice.gross`, 'list_price_gross'),
    currency: code === undefined || code === 'DEFAULT' ? first(record, 'currency') : code,
  };
}

/** What is not sold off can be bought at a stock of 0, too. */
function availabilityOf(record: Entry): string | undefined {
  const available = first(record, 'available');
  if (available !== undefined) return available;
  const closes = first(record, 'isCloseout', 'is_closeout');
  const stock = Number(first(record, 'availableStock', 'available_stock', 'stock') ?? NaN);
  if (stock <= 0 && /^(?:0|false)$/.test(closes ?? '')) return 'in_stock';
  return Number.isNaN(stock) ? undefined : stock > 0 ? 'in_stock' : 'out_of_stock';
}

/** Names of categories; tables have their numbers alone. */
function categoryOf(record: Entry): string | undefined {
  const paths = objectsIn(record['categories']).flatMap((category) => {
    const crumbs = listOf(valueIn(category, 'translated', 'breadcrumb') ?? category['breadcrumb']).flatMap(
      (name) => textOf(name) ?? [],
    );
    // The first crumb is the root of the shop.
    return crumbs.length > 1
      ? [crumbs.slice(1).join(' > ')]
      : (textIn(category, 'translated', 'name') ?? textIn(category, 'name') ?? []);
  });
  return deepest(paths) ?? textIn(record, 'seoCategory', 'translated', 'name');
}

function urlOf(record: Entry): string | undefined {
  const urls = objectsIn(record['seoUrls']);
  const path = textIn(urls.find((url) => url['isCanonical'] === true) ?? urls[0], 'seoPathInfo');
  const id = textIn(record, 'id');
  if (path !== undefined) return `/${path.replace(/^\//, '')}`;
  return id !== undefined && /^[\da-f]{32}$/i.test(id) ? `/detail/${id}` : undefined;
}

function optionsOf(record: Entry): [string | undefined, string | undefined][] {
  return objectsIn(record['options']).map((option) => [
    groupOf(option),
    textIn(option, 'translated', 'name') ?? textIn(option, 'name'),
  ]);
}

function propertiesOf(record: Entry): [string | undefined, string | undefined][] {
  return objectsIn(record['properties']).map((option) => [
    groupOf(option),
    textIn(option, 'translated', 'name') ?? textIn(option, 'name'),
  ]);
}

function groupOf(option: Entry): string | undefined {
  return textIn(option, 'group', 'translated', 'name') ?? textIn(option, 'group', 'name');
}

/** Columns that would be read as something else: numbers of other entries, prices without tax, stocks. */
function rest(record: Entry): Entry {
  return Object.fromEntries(
    Object.entries(scalars(record)).filter(
      ([name]) =>
        !/price|stock|^(?:categories|media|options|optionIds|properties|property_ids|visib|tax|created|updated|parent|states|type|cover|manufacturer)/i.test(
          name,
        ),
    ),
  );
}
