import { objectsIn, type Entry } from '../../../core/feed/nested.ts';
import type { EntryRow, Row } from '../row.ts';
import { attributesColumn, listOf, scalars, textIn, valueIn, without } from './parts.ts';
import { recordOf } from './record.ts';
import type { Shape, ShapeKind } from './shape.ts';

/**
 * Products of Magento's REST API: most of their fields are custom attributes, numbers say what is shown, and a configurable
 * product names its variants by their ids.
 *
 * @see https://developer.adobe.com/commerce/webapi/rest/
 */
export const magentoApi: ShapeKind = {
  fits: (record) => 'sku' in record && 'type_id' in record && Array.isArray(record['custom_attributes']),
  create: createMagentoApi,
};

/** A product's variants may stand before it, so all rows wait for the end. */
function createMagentoApi(): Shape {
  const rows: EntryRow[] = [];
  const parents = new Map<string, Entry>();
  return {
    add(row) {
      for (const id of listOf(valueIn(row.record, 'extension_attributes', 'configurable_product_links')))
        parents.set(textIn(id) ?? '', row.record);
      rows.push(row);
      return [];
    },
    *end() {
      for (const row of rows) yield itemRow(row, parents.get(textIn(row.record, 'id') ?? ''));
    },
  };
}

/** 1 is enabled and 2 disabled; of visibilities 1 is nowhere, but a variant is seen with its product. */
function itemRow({ line, record }: EntryRow, parent: Entry | undefined): Row {
  const isOff = [record, parent].some((entry) => entry && textIn(entry, 'status') === '2');
  if (isOff) return { line, skipped: 'is not shown by the shop: status 2' };
  if (textIn(parent ?? record, 'visibility') === '1')
    return { line, skipped: 'is not shown by the shop: visibility 1, not visible individually' };
  return { line, record: itemOf(record, parent) };
}

function itemOf(record: Entry, parent: Entry | undefined): Entry {
  const own = customAttributes(record);
  const inherited = parent ? customAttributes(parent) : new Map<string, unknown>();
  const or = (name: string) => textIn(own.get(name)) ?? textIn(inherited.get(name));
  const key = textIn((parent ? inherited : own).get('url_key'));
  const image = or('image') ?? textIn(record, 'media_gallery_entries', 'file');
  const links = listOf(valueIn(record, 'extension_attributes', 'configurable_product_links'));
  const group = parent ?? (links.length > 0 ? record : undefined);
  const stock = valueIn(record, 'extension_attributes', 'stock_item');
  return recordOf(
    {
      id: textIn(record, 'sku'),
      product_id: textIn(record, 'id'),
      title: textIn(record, 'name') ?? textIn(parent, 'name'),
      description: or('description') ?? or('short_description'),
      url: key === undefined ? undefined : `/${key}.html`,
      image:
        image === undefined || /^https?:/i.test(image)
          ? image
          : `/media/catalog/product/${image.replace(/^\//, '')}`,
      group: group && textIn(group, 'sku'),
      price: textIn(record, 'price') ?? '',
      sale_price: textIn(own.get('special_price')),
      special_from_date: textIn(own.get('special_from_date')),
      special_to_date: textIn(own.get('special_to_date')),
      availability: textIn(stock, 'manage_stock') === 'false' ? 'in_stock' : textIn(stock, 'is_in_stock'),
      ...attributesColumn([...inherited, ...own].filter(([name]) => !FIELDS.test(name))),
    },
    without(scalars(record), ['status', 'visibility', 'attribute_set_id', 'type_id', 'weight']),
  );
}

function customAttributes(record: Entry): Map<string, unknown> {
  return new Map(
    objectsIn(record['custom_attributes']).map((attribute) => [
      textIn(attribute, 'attribute_code') ?? '',
      attribute['value'],
    ]),
  );
}

/** Custom attributes that are fields of an item, or of the shop's own work. */
const FIELDS =
  /^(?:description|short_description|url_|image|small_image|thumbnail|swatch_image|special_|meta_|category_ids|options_container|required_options|has_options|tax_class|msrp|gift_|page_layout|custom_|news_)/;
