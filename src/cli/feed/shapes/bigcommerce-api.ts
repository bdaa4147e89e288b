import { hiddenReason } from '../../../core/feed/hidden.ts';
import { isObject, objectsIn, type Entry } from '../../../core/feed/nested.ts';
import type { EntryRow, Row } from '../row.ts';
import { attributesColumn, scalars, textIn, without } from './parts.ts';
import { recordOf, variantTitle } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/**
 * Products of BigCommerce's API with their variants and images. A variant has the product's price if it has none, and a
 * price of 0 on sale is none.
 *
 * @see https://developer.bigcommerce.com/docs/rest-catalog/products
 */
export const bigCommerceApi: ShapeKind = {
  fits: (record) => 'inventory_tracking' in record && ('is_visible' in record || 'custom_url' in record),
  create: () => eachRow(itemsOf),
};

function* itemsOf({ line, record }: EntryRow): Iterable<Row> {
  const hidden = hiddenReason({ is_visible: record['is_visible'] }, Date.now());
  if (hidden !== undefined) {
    yield { line, skipped: hidden };
    return;
  }
  const variants = objectsIn(record['variants']);
  const all = variants.length > 0 ? variants : [{}];
  for (const variant of all) yield { line, record: itemOf(record, variant, all.length > 1) };
}

function itemOf(product: Entry, variant: Entry, isOneOfSeveral: boolean): Entry {
  const options = objectsIn(variant['option_values']);
  const images = objectsIn(product['images']);
  const image = images.find((one) => one['is_thumbnail'] === true) ?? images[0];
  const group = textIn(product, 'sku') ?? textIn(product, 'id');
  const either = (name: string) => textIn(variant, name) ?? textIn(product, name);
  const reduced = either('sale_price');
  return recordOf(
    {
      id: textIn(variant, 'sku') ?? (isOneOfSeveral ? textIn(variant, 'id') : group),
      product_id: textIn(product, 'id'),
      variant_id: textIn(variant, 'id'),
      title: variantTitle(
        textIn(product, 'name'),
        isOneOfSeveral ? options.flatMap((option) => textIn(option, 'label') ?? []) : [],
      ),
      url: isObject(product['custom_url']) ? textIn(product, 'custom_url', 'url') : undefined,
      image:
        textIn(variant, 'image_url') ??
        textIn(image, 'url_standard') ??
        textIn(image, 'url_zoom') ??
        textIn(image, 'image_url'),
      group: isOneOfSeveral ? group : undefined,
      price: either('price') ?? '',
      sale_price: Number(reduced) > 0 ? reduced : undefined,
      was_price: either('retail_price'),
      brand: textIn(product, 'brand_name') ?? textIn(product, 'brand', 'name'),
      gtin: either('gtin') ?? either('upc'),
      mpn: either('mpn'),
      availability: availabilityOf(product, variant, isOneOfSeveral),
      ...attributesColumn([
        ...objectsIn(product['custom_fields']).map((field) => pair(field, 'name', 'value')),
        ...options.map((option) => pair(option, 'option_display_name', 'label')),
      ]),
    },
    without(scalars(product), HANDLED),
  );
}

function pair(entry: Entry, name: string, value: string): [string | undefined, unknown] {
  return [textIn(entry, name), entry[value]];
}

/** Of the product, of its variants, or of neither. `availability` says whether it is for sale at all. */
function availabilityOf(product: Entry, variant: Entry, isOneOfSeveral: boolean): string | undefined {
  if (textIn(product, 'availability') === 'preorder') return 'preorder';
  if (textIn(product, 'availability') === 'disabled' || variant['purchasing_disabled'] === true)
    return 'out_of_stock';
  const tracking = textIn(product, 'inventory_tracking');
  if (tracking === 'none') return 'in_stock';
  const level = textIn(tracking === 'variant' && isOneOfSeveral ? variant : product, 'inventory_level');
  return level === undefined ? undefined : Number(level) > 0 ? 'in_stock' : 'out_of_stock';
}

const HANDLED = [
  'type',
  'availability',
  'inventory_level',
  'inventory_tracking',
  'retail_price',
  'cost_price',
  'calculated_price',
  'map_price',
  'condition',
  'search_keywords',
];
