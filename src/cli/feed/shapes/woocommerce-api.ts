import { decimalsOf } from '../../../core/feed/currencies.ts';
import { hiddenReason } from '../../../core/feed/hidden.ts';
import { isObject, objectsIn, type Entry } from '../../../core/feed/nested.ts';
import type { EntryRow } from '../row.ts';
import { attributesColumn, textIn, listOf, scalars, without } from './parts.ts';
import { recordOf, variantTitle } from './record.ts';
import type { Family, Shape, ShapeKind } from './shape.ts';
import { createSkuIds } from './sku-ids.ts';

/**
 * WooCommerce's REST API and Store API: a variation names its product by `parent_id` or `parent`, where 0 is none. The Store
 * API has prices in minor units.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#product-properties
 * @see https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/src/StoreApi/docs/products.md
 */
export const wooCommerceApi: ShapeKind = {
  fits: (record) =>
    isStore(record) ||
    ('permalink' in record && ('is_purchasable' in record || 'is_in_stock' in record)) ||
    ('regular_price' in record &&
      'stock_status' in record &&
      ('parent_id' in record || 'permalink' in record)) ||
    ('catalog_visibility' in record && 'permalink' in record),
  create: (_, family) => createWooCommerceApi(family),
};

function isStore({ prices }: Entry): boolean {
  return isObject(prices) && ('regular_price' in prices || 'currency_minor_unit' in prices);
}

/** A product's variations may stand before it, so all rows wait for the end. */
function createWooCommerceApi(family: Family): Shape {
  const rows: EntryRow[] = [];
  const parents = new Map<string, EntryRow>();
  return {
    add(row) {
      const id = textIn(row.record, 'id');
      if (id !== undefined) parents.set(id, row);
      rows.push(row);
      for (const variation of variationsOf(row.record)) rows.push({ line: row.line, record: variation });
      return [];
    },
    *end() {
      const ids = createSkuIds();
      const withVariations = new Set<EntryRow>();
      const found = new Map<EntryRow, EntryRow>();
      for (const row of rows) {
        const parent = parents.get(parentOf(row.record) ?? '');
        if (!parent || parent === row) continue;
        found.set(row, parent);
        if (/^variable/.test(textIn(parent.record, 'type') ?? 'variable')) withVariations.add(parent);
      }
      for (const row of rows) {
        const outside = family.get(`woocommerce ${parentOf(row.record) ?? ''}`);
        const parent = found.get(row) ?? (outside && { line: row.line, record: outside });
        const hidden = parent && hiddenReason(parent.record, Date.now());
        if (hidden !== undefined) yield { line: row.line, skipped: hidden };
        else if (withVariations.has(row) && hiddenReason(row.record, Date.now()) === undefined)
          yield { line: row.line, skipped: 'is the group of its variations' };
        else
          ids.add({
            line: row.line,
            record: itemOf(row.record, parent?.record),
            sku: ownSku(row.record, parent?.record),
            own: textIn(row.record, 'id'),
          });
      }
      for (const [id, { record }] of parents) family.set(`woocommerce ${id}`, record);
      yield* ids.rows();
    },
  };
}

function parentOf(record: Entry): string | undefined {
  const parent = textIn(record, 'parent_id') ?? textIn(record, 'parent');
  return parent === '0' ? undefined : parent;
}

/** Variations within their product, as older answers and other programs have them; the APIs give their ids alone. */
function variationsOf(record: Entry): Entry[] {
  const parent = textIn(record, 'id');
  return ['variations', 'product_variations', 'children'].flatMap((key) =>
    objectsIn(record[key])
      .filter((variation) => 'price' in variation || 'prices' in variation || 'regular_price' in variation)
      .map((variation) => recordOf({ parent_id: parent, type: 'variation' }, variation)),
  );
}

/** A variation without a SKU of its own has its product's. */
function ownSku(record: Entry, parent: Entry | undefined): string | undefined {
  const sku = textIn(record, 'sku');
  return parent && sku === textIn(parent, 'sku') ? undefined : sku;
}

function itemOf(record: Entry, parent: Entry | undefined): Entry {
  const or = (...keys: readonly string[]) =>
    [record, parent].flatMap((entry) =>
      keys.flatMap((key) => (entry && textIn(entry, key) !== undefined ? [entry[key]] : [])),
    )[0];
  const isVariable = textIn(record, 'type') === 'variable';
  const attributes = [...(parent ? attributesOf(parent) : []), ...attributesOf(record)];
  const name = textIn(record, 'name') ?? textIn(record, 'title');
  const title = parent && (textIn(parent, 'name') ?? textIn(parent, 'title'));
  return recordOf(
    {
      title:
        title === undefined || (name !== title && name?.startsWith(title) === true)
          ? name
          : titleOf(title, name, record),
      description: or('description', 'short_description'),
      category: or('categories'),
      brand: or('brands'),
      tags:
        listOf(or('tags'))
          .flatMap((tag) => textIn(tag) ?? [])
          .join(', ') || undefined,
      image:
        textIn(record, 'image', 'src') ??
        textIn(record, 'images', 'src') ??
        textIn(record, 'featured_src') ??
        (parent && (textIn(parent, 'images', 'src') ?? textIn(parent, 'image', 'src'))),
      url: or('permalink'),
      group: parent
        ? (textIn(parent, 'sku') ?? textIn(parent, 'id'))
        : (parentOf(record) ?? (isVariable ? (textIn(record, 'sku') ?? textIn(record, 'id')) : undefined)),
      product_id: parent ? textIn(parent, 'id') : textIn(record, 'id'),
      variant_id: parent && textIn(record, 'id'),
      gtin: textIn(record, 'global_unique_id'),
      availability: availabilityOf(record),
      ...pricesOf(record),
    },
    {
      ...attributesColumn(new Map(attributes)),
      ...without(scalars(record), [
        'name',
        'parent',
        'parent_id',
        'stock_quantity',
        'slug',
        'price_html',
        'type',
      ]),
    },
  );
}

/** Of several prices the regular one and what it is now. */
function pricesOf(record: Entry): Record<string, unknown> {
  const { prices } = record;
  if (!isObject(prices)) return {};
  const code = textIn(prices, 'currency_code');
  const places = textIn(prices, 'currency_minor_unit') ?? (code === undefined ? undefined : decimalsOf(code));
  const price = (key: string) =>
    places === undefined || textIn(prices, key) === undefined
      ? undefined
      : { amount: prices[key], minor_unit: Number(places), currency_code: code };
  return {
    price: price('price'),
    regular_price: price('regular_price'),
    sale_price: price('sale_price'),
    currency: code,
  };
}

function titleOf(product: string, name: string | undefined, record: Entry): string | undefined {
  const options = attributesOf(record).flatMap(([, value]) =>
    Array.isArray(value) ? [] : (textIn(value) ?? []),
  );
  return variantTitle(product, options.length > 0 || name === undefined ? options : [name]);
}

/** `options` of a product, `option` of a variation, `terms` in the Store API. */
function attributesOf(record: Entry): [string | undefined, unknown][] {
  const listed = objectsIn(record['attributes']).map((attribute): [string | undefined, unknown] => [
    textIn(attribute, 'name'),
    attribute['option'] ?? attribute['value'] ?? attribute['options'] ?? attribute['terms'],
  ]);
  // The Store API writes a variation's attributes as one text: `Colour: Red, Size: L`.
  const text = textIn(record, 'variation') ?? '';
  const written = [...text.matchAll(/(?<![^:,])([^:,]+):\s*([^,]+)/g)].map(
    ([, name, value]): [string, string] => [name!.trim(), value!.trim()],
  );
  return [...listed, ...written];
}

function availabilityOf(record: Entry): unknown {
  if (textIn(record, 'is_on_backorder') === 'true') return 'backorder';
  return record['stock_status'] ?? record['is_in_stock'] ?? record['in_stock'];
}
