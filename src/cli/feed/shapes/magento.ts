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
  const options = new Map<string, Entry>();
  return {
    add(row) {
      const view = says(row.record, 'store_view_code');
      if (view !== undefined && !/^(?:default|admin|all)$/i.test(view)) {
        skipped.push({ line: row.line, skipped: `is the text of another store view: ${view}` });
        return [];
      }
      for (const [sku, own] of variantsOf(row.record)) {
        parents.set(sku, row);
        options.set(sku, own);
      }
      rows.push(row);
      return [];
    },
    *end() {
      yield* skipped;
      for (const row of rows) {
        const sku = says(row.record, 'sku') ?? '';
        yield { line: row.line, record: itemOf(row.record, parents.get(sku)?.record, options.get(sku)) };
      }
    },
  };
}

/** `sku=A,size=S|sku=B,size=M`: the variants' SKUs, with what sets each apart. */
function variantsOf(record: Entry): [sku: string, options: Entry][] {
  const text = says(record, 'configurable_variations') ?? '';
  return text.split('|').flatMap((part) => {
    const { sku, ...options } = Object.fromEntries(
      part.split(/,(?=\s*\w+=)/).map((pair) => pair.split(/=([^]*)/).map((side) => side.trim())),
    ) as Record<string, string>;
    return sku ? [[sku, options] as [string, Entry]] : [];
  });
}

function itemOf(record: Entry, parent: Entry | undefined, options: Entry | undefined): Entry {
  const isGroup = variantsOf(record).length > 0;
  const or = (name: string) => says(record, name) ?? (parent && says(parent, name));
  const key = (parent && says(parent, 'url_key')) ?? says(record, 'url_key');
  const image = or('base_image');
  return recordOf(
    {
      id: says(record, 'sku'),
      attribute_set_code: '', // says which fields a product has

      attributes: options,
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
