import type { Entry } from '../../core/feed/nested.ts';

/** As WooCommerce's exporters write a line, or all of them, into one field: `name:A|product_id:1|sku:a|quantity:1`. */
const WOOCOMMERCE = /^line_?items?(?:_\d+)?$/i;
/** As BigCommerce writes all of them: `Product ID: 1, Product Qty: 2, Product SKU: a, ...|Product ID: 2, ...`. */
const BIGCOMMERCE = /^products?(?: details)?$/i;
const BIGCOMMERCE_FIELDS: Readonly<Record<string, string>> = {
  id: 'product_id',
  sku: 'sku',
  qty: 'quantity',
  quantity: 'quantity',
  name: 'product_name',
};

/** The lines of an order that are written into fields of its row; `[]` if there are none. */
export function packedLines(record: Entry): Entry[] {
  return Object.entries(record).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [];
    if (WOOCOMMERCE.test(key) && value.includes(':'))
      return value.split(/;(?=\s*\w+:)|\n/).flatMap(wooCommerceLine);
    return BIGCOMMERCE.test(key) && /^\s*Product ID:/i.test(value) ? bigCommerceLines(value) : [];
  });
}

function wooCommerceLine(text: string): Entry[] {
  const pairs = text
    .split('|')
    .map((pair) => [
      pair.slice(0, pair.indexOf(':')).trim().toLowerCase(),
      pair.slice(pair.indexOf(':') + 1).trim(),
    ]);
  const line = Object.fromEntries(pairs) as Entry;
  return text.trim() === '' ? [] : [line];
}

/** A name may have commas, but none before the next field's label. @see https://support.bigcommerce.com/s/article/Exporting-Orders */
function bigCommerceLines(text: string): Entry[] {
  return text.split(/(?=Product ID:)/i).map((line) => {
    const parts = line.split(
      /Product (ID|SKU|Qty|Quantity|Name|Weight|Variation Details|Unit Price|Total Price):/i,
    );
    const fields: Record<string, string> = {};
    for (let i = 1; i < parts.length; i += 2) {
      const field = BIGCOMMERCE_FIELDS[parts[i]!.toLowerCase()];
      if (field !== undefined) fields[field] = parts[i + 1]!.replace(/(?<![\s|,;])[\s|,;]+$/, '').trim();
    }
    return fields;
  });
}
