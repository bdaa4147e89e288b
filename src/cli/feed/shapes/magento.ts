import type { Entry } from '../../../core/feed/nested.ts';
import type { EntryRow, Row } from '../row.ts';
import { recordOf, says } from './record.ts';
import type { Shape, ShapeKind } from './shape.ts';

/**
 * Magento 2's export of products: a row for each product in each store view, of which those without a view's code are the
 * shop's own; a configurable product names its variants.
 *
 * @see https://experienceleague.adobe.com/en/docs/commerce-admin/systems/data-transfer/data-attributes-product
 */
export const magento: ShapeKind = {
  fits: (record) =>
    'sku' in record &&
    ('store_view_code' in record ||
      'configurable_variations' in record ||
      ('product_type' in record && 'url_key' in record)),
  create: createMagento,
};

/** A product's variants may stand before it, so all rows wait for the end. */
function createMagento(): Shape {
  const rows: EntryRow[] = [];
  const skipped: Row[] = [];
  const parents = new Map<string, EntryRow>();
  return {
    add(row) {
      const view = says(row.record, 'store_view_code');
      if (view !== undefined && !/^(?:default|admin|all)$/i.test(view)) {
        skipped.push({ line: row.line, skipped: `is the text of another store view: ${view}` });
        return [];
      }
      for (const sku of variantsOf(row.record)) parents.set(sku, row);
      rows.push(row);
      return [];
    },
    *end() {
      yield* skipped;
      for (const row of rows) {
        const sku = says(row.record, 'sku') ?? '';
        yield { line: row.line, record: itemOf(row.record, parents.get(sku)?.record) };
      }
    },
  };
}

/** `sku=A,size=S|sku=B,size=M` */
function variantsOf(record: Entry): string[] {
  const text = says(record, 'configurable_variations') ?? '';
  return text.split('|').flatMap((part) => /(?:^|,)\s*sku=([^,]+)/.exec(part)?.[1]?.trim() ?? []);
}

function itemOf(record: Entry, parent: Entry | undefined): Entry {
  const isGroup = variantsOf(record).length > 0;
  const or = (name: string) => says(record, name) ?? (parent && says(parent, name));
  const key = (parent && says(parent, 'url_key')) ?? says(record, 'url_key');
  const image = or('base_image');
  return recordOf(
    {
      id: says(record, 'sku'),
      group: parent ? says(parent, 'sku') : isGroup ? says(record, 'sku') : undefined,
      title: or('name'),
      description: or('description') ?? or('short_description'),
      category: or('categories'),
      url: key === undefined ? undefined : `/${key}.html`,
      image:
        image === undefined || /^https?:/i.test(image)
          ? image
          : `/media/catalog/product/${image.replace(/^\//, '')}`,
      // A variant is not listed by itself: its product is.
      ...(parent && { visibility: says(parent, 'visibility') ?? '' }),
      // The level of a configurable product is its variants'.
      ...(isGroup &&
        says(record, 'is_in_stock') !== undefined && { availability: says(record, 'is_in_stock') }),
    },
    record,
  );
}
