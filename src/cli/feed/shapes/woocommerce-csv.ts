import { findColumns } from '../../../core/feed/columns.ts';
import { hiddenReason } from '../../../core/feed/hidden.ts';
import { trimmedParts } from '../../../core/feed/trimmed-parts.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { Entry } from '../../../core/feed/nested.ts';
import type { EntryRow, Row } from '../row.ts';
import type { Shape, ShapeKind } from './shape.ts';
import { inEnglish } from './woocommerce-headers.ts';

const NAMES = {
  id: ['id'],
  type: ['type'],
  sku: ['sku'],
  title: ['name', 'title'],
  parent: ['parent'],
  published: ['published'],
  categories: ['categories'],
  regularPrice: ['regular_price'],
  stock: ['in_stock?', 'in_stock', 'stock_status'],
  backorders: ['backorders_allowed?', 'backorders_allowed'],
};
type Field = keyof typeof NAMES;
/** What a variation does not say, its parent does. */
const INHERITED =
  /^(?:description|short description|categories|brands?|images|name|tax class|tags|meta: _wc_.*)$/i;
/** A global attribute is written by its taxonomy in some versions. */
const ATTRIBUTE_NAME = /^attribute (\d+) name$/i;

/**
 * WooCommerce's CSV export: a variable product and its variations, each on a row. The variations become items that share
 * the product as their group; a product without any in the file is an item itself.
 *
 * @see https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema
 */
export const wooCommerceCsv: ShapeKind = {
  fits: (record) => {
    const found = findColumns(Object.keys(inEnglish(record)), NAMES);
    return ['type', 'title', 'regularPrice'].every((name) => found[name] !== undefined);
  },
  create: createWooCommerceCsv,
};

function createWooCommerceCsv(): Shape {
  const parents = new Map<string, EntryRow>();
  const withVariations = new Set<EntryRow>();
  const waiting: EntryRow[] = [];
  let columns: ReturnType<typeof findColumns> | undefined;
  const field = (record: Entry, name: Field) => {
    columns ??= findColumns(Object.keys(record), NAMES);
    return columns[name]?.map((column) => textOf(record[column])).find((text) => text !== undefined);
  };
  const nameOf = (record: Entry) => field(record, 'sku') ?? field(record, 'id');

  function itemRow({ line, record }: EntryRow, parent?: EntryRow): Row {
    const rest = parent ? inherited(parent.record, record) : record;
    const [stock, backorders] = [field(record, 'stock'), field(record, 'backorders')];
    const soldOut = stock !== undefined && /^(?:0|no|false|outofstock)$/i.test(stock);
    const standard = {
      id: nameOf(record),
      product_id: field(record, 'id'),
      title: field(record, 'title') ?? (parent && field(parent.record, 'title')),
      category: deepest(field(record, 'categories') ?? (parent && field(parent.record, 'categories'))),
      group: parent && nameOf(parent.record),
      ids: parent && [field(parent.record, 'id')],
      attributes: parent && attributesBeside(parent.record, record),
      ...(soldOut && /^(?:1|yes|notify)$/i.test(backorders ?? '') && { availability: 'backorder' }),
    };
    // The first of two columns of one name counts.
    const all = Object.assign(
      Object.create(null) as Record<string, unknown>,
      standard,
      withoutLineBreaks(rest),
      standard,
    );
    return { line, record: all };
  }
  const parentOf = (record: Entry) => {
    const name = field(record, 'parent');
    return name === undefined ? undefined : parents.get(name);
  };

  return {
    *add({ line, record: written }) {
      const record = inEnglish(written);
      const row = { line, record };
      const types = trimmedParts((field(record, 'type') ?? 'simple').toLowerCase(), ',');
      const hidden = hiddenReason({ published: field(record, 'published') }, Date.now());
      if (hidden !== undefined) yield { line, skipped: hidden };
      else if (types.includes('variable')) {
        for (const name of [field(record, 'sku'), `id:${field(record, 'id') ?? ''}`])
          if (name !== undefined) parents.set(name, row);
      } else if (types.includes('variation')) {
        const parent = parentOf(record);
        if (parent) {
          withVariations.add(parent);
          yield itemRow(row, parent);
        } else waiting.push(row); // its parent may come
      } else yield itemRow(row);
    },
    *end() {
      for (const row of waiting) {
        const parent = parentOf(row.record);
        if (parent) withVariations.add(parent);
        yield itemRow(row, parent);
      }
      for (const row of new Set(parents.values())) {
        if (withVariations.has(row)) yield { line: row.line, skipped: 'is the group of its variations' };
        else yield itemRow(row);
      }
    },
  };
}

function inherited(parent: Entry, record: Entry): Entry {
  const missing = Object.entries(parent).filter(
    ([key]) => INHERITED.test(key) && textOf(record[key]) === undefined,
  );
  return { ...record, ...Object.fromEntries(missing) };
}

/** The attributes of a variable product that its variation does not say: the same for all variations. */
function attributesBeside(parent: Entry, record: Entry): Entry[] {
  const own = new Set(attributesIn(record).map(({ name }) => name.toLowerCase()));
  return attributesIn(parent).filter(({ name }) => !own.has(name.toLowerCase()));
}

function attributesIn(record: Entry) {
  return Object.keys(record).flatMap((column) => {
    const place = ATTRIBUTE_NAME.exec(column)?.[1];
    const name = place === undefined ? undefined : textOf(record[column]);
    if (name === undefined) return [];
    return [{ name, value: record[`Attribute ${place!} value(s)`] }];
  });
}

/** Of several paths, set apart by commas, the one that says most. */
function deepest(categories: string | undefined): string | undefined {
  const paths = categories?.split(/(?<!\\),\s*/).map((path) => path.replaceAll('\\,', ','));
  const depth = (path: string) => path.split('>').length;
  return paths?.reduce((best, path) => (depth(path) > depth(best) ? path : best));
}

/** The export writes line breaks as `\n`. */
function withoutLineBreaks(record: Entry): Entry {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([key]) => !/^parent$/i.test(key)) // by another name: the group
      .map(([key, value]) => [key, typeof value === 'string' ? value.replaceAll('\\n', '\n') : value]),
  );
}
