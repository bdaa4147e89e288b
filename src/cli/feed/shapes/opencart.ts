import { availabilityOf } from '../../../core/feed/availability.ts';
import { parsePrice } from '../../../core/feed/price.ts';
import { objectsIn, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import { attributesColumn, textIn, scalars } from './parts.ts';
import { recordOf } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/**
 * OpenCart: the table `Products` of its export tool, and answers of its APIs. What it calls the status of a stock holds for
 * sold-out products alone.
 *
 * @see https://www.opencart.com/index.php?route=marketplace/extension/info&extension_id=17
 */
export const openCart: ShapeKind = {
  fits: (record) => {
    if (
      !('product_id' in record) ||
      !('model' in record || Object.keys(record).some((name) => /^name\(/.test(name)))
    )
      return false;
    return (
      Object.keys(record).some((name) => /^name\([a-z]{2}(?:-[a-z]{2})?\)$/i.test(name)) ||
      ['stock_status_id', 'stock_status', 'special', 'subtract', 'date_available', 'tax_class_id'].some(
        (name) => name in record,
      )
    );
  },
  create: () => eachRow(({ line, record }) => [{ line, record: itemOf(record) }]),
};

function itemOf(record: Entry): Entry {
  const id = textIn(record, 'product_id') ?? '';
  const special = record['special'] === false ? undefined : textIn(record, 'special');
  const image = textIn(record, 'image_name') ?? textIn(record, 'image') ?? textIn(record, 'thumb');
  const isPath = image !== undefined && !/^(?:https?:)?\/|^image\//i.test(image);
  const reduced = parsePrice(special)?.price;
  return recordOf(
    {
      id,
      title: textIn(record, 'name') ?? languages(record, 'name'),
      description: textIn(record, 'description') ?? languages(record, 'description'),
      category: categoryOf(record['categories'] ?? record['category']),
      brand: textIn(record, 'manufacturer'),
      image: isPath ? `/image/${image}` : image,
      url:
        textIn(record, 'href')?.replaceAll('&amp;', '&') ??
        `/index.php?route=product/product&product_id=${id}`,
      price: textIn(record, 'price') ?? '',
      sale_price: reduced !== undefined && reduced > 0 ? special : undefined,
      availability: stockOf(record),
      ...attributesColumn(attributesOf(record)),
    },
    rest(record),
  );
}

/** `name(en-gb)`: the first language that is filled. */
function languages(record: Entry, field: string): string | undefined {
  const columns = Object.keys(record).filter((name) => name.startsWith(`${field}(`));
  return columns.map((name) => textOf(record[name])).find((text) => text !== undefined);
}

function stockOf(record: Entry): string | undefined {
  const [pieces, said, subtracts] = [
    Number(textIn(record, 'quantity') ?? NaN),
    textIn(record, 'stock_status') ?? textIn(record, 'stock'),
    textIn(record, 'subtract'),
  ];
  if (pieces > 0 || (pieces <= 0 && /^(?:0|false|no)$/i.test(subtracts ?? ''))) return 'in_stock';
  const status = said === undefined || /^\d+$/.test(said) ? undefined : availabilityOf(said);
  if (Number.isNaN(pieces)) return status;
  // `In Stock` or `2-3 Days` beside a stock of 0: it is ordered on demand.
  return status === 'in_stock' ||
    (said !== undefined && /^\D*\d.*(?:day|week|tag|woche|jour|dia|día|дн)/is.test(said))
    ? 'backorder'
    : (status ?? 'out_of_stock');
}

/** Names; the table has numbers alone. */
function categoryOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || /^[\d,\s]+$/.test(text) ? undefined : text;
}

/** `attribute_groups: [{ name, attribute: [{ name, text }] }]` */
function attributesOf(record: Entry): [string | undefined, unknown][] {
  return objectsIn(record['attribute_groups'])
    .flatMap((group) => objectsIn(group['attribute']))
    .map((attribute) => [textIn(attribute, 'name'), textIn(attribute, 'text')]);
}

function rest(record: Entry): Entry {
  return Object.fromEntries(
    Object.entries(scalars(record)).filter(
      ([name]) =>
        !/^(?:name|description|meta_|categor|quantity|stock|special|price|tax|points|image|thumb|href|tags?\(|subtract|sort_order|minimum|date_|shipping|seo_|layout|store_ids|related)/i.test(
          name,
        ),
    ),
  );
}
