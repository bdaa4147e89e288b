import { isObject, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { EntryRow } from '../row.ts';
import { listOf, scalars, textIn, valueIn, without } from './parts.ts';
import { recordOf } from './record.ts';
import type { Shape, ShapeKind } from './shape.ts';

/**
 * Products of PrestaShop's web service with `display=full`, in XML or JSON: texts in each language, prices without tax, and
 * images and links by their numbers.
 *
 * @see https://devdocs.prestashop-project.org/8/webservice/resources/products/
 */
export const prestaShopApi: ShapeKind = {
  fits: (record) =>
    'id_category_default' in record || 'id_tax_rules_group' in record || 'id_default_image' in record,
  create: createPrestaShopApi,
};

/** Whether the web service tells pieces at all shows at the end: most versions have 0 for every product. */
function createPrestaShopApi(): Shape {
  const rows: EntryRow[] = [];
  let isCounted = false;
  return {
    add(row) {
      if (Number(textIn(row.record, 'quantity')) > 0) isCounted = true;
      rows.push(row);
      return [];
    },
    *end() {
      for (const { line, record } of rows)
        yield { line, record: itemOf(record, isCounted), guessed: guessesOf(record, isCounted) };
    },
  };
}

function itemOf(record: Entry, isCounted: boolean): Entry {
  const id = textIn(record, 'id') ?? '';
  const origin = originOf(record);
  const image = textIn(record, 'id_default_image');
  const path =
    image === undefined || image === '0' ? undefined : `/img/p/${[...image].join('/')}/${image}.jpg`;
  const shows = textIn(record, 'show_price') !== '0';
  const pieces = textIn(record, 'quantity');
  return recordOf(
    {
      id,
      title: language(record['name']),
      description: language(record['description']) ?? language(record['description_short']),
      brand: language(record['manufacturer_name']),
      sku: textIn(record, 'reference'),
      price: shows ? textIn(record, 'price') : '',
      image: path === undefined ? undefined : origin + path,
      url: `${origin}/index.php?controller=product&id_product=${id}`,
      quantity: isCounted ? pieces : '',
      ...(isCounted &&
        Number(pieces) <= 0 &&
        textIn(record, 'out_of_stock') === '1' && { availability: 'backorder' }),
      ...(/^none$/i.test(textIn(record, 'visibility') ?? '') && { visibility: 'hidden' }),
    },
    textsOnly(record),
  );
}

/** Where the shop is, if the answer's links say so. */
function originOf(record: Entry): string {
  const link =
    textIn(record, 'xlink:href') ??
    textIn(valueIn(record, 'id_default_image'), '@xlink:href') ??
    textIn(valueIn(record, 'id_manufacturer'), '@xlink:href');
  return /^(https?:\/\/.+?)\/api\//.exec(link ?? '')?.[1] ?? '';
}

function guessesOf(record: Entry, isCounted: boolean): string[] {
  const guesses =
    Number(textIn(record, 'price')) > 0
      ? [`has a price that the web service gives without tax: ${textIn(record, 'price')!}`]
      : [];
  if (!isCounted && textIn(record, 'quantity') !== undefined)
    guesses.push('has a stock of 0, as all products of the file, which was taken as not counted');
  return guesses;
}

/** The first language of a text: `{ language: [...] }` in XML, `[{ id, value }]` in JSON, or the text alone. */
function language(value: unknown): string | undefined {
  if (isObject(value) && 'language' in value)
    return listOf(value['language'])
      .map((one) => textOf(one))
      .find((text) => text !== undefined);
  return typeof value === 'boolean' ? undefined : textOf(value);
}

/** In XML numbers that link to something are objects. */
function textsOnly(record: Entry): Entry {
  const texts = Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
    isObject(value) && '#text' in value ? [[name, value['#text']]] : [],
  );
  return without({ ...scalars(record), ...Object.fromEntries(texts) }, HANDLED);
}

const HANDLED = [
  'position_in_category',
  'type',
  'product_type',
  'state',
  'id_shop_default',
  'unity',
  'unit_price',
];
