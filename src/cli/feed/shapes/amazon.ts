import { isObject, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { Row } from '../row.ts';
import { recordOf } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/** The columns of Amazon's listings report that count, and what it calls them in its sellers' other languages. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'seller-sku': [
    ...['SKU venditore', 'SKU del vendedor', 'Händler-SKU', 'sku-vendeur', 'sku-sprzedawcy', '出品者SKU'],
    ...['卖家 SKU', 'seller-sku (satıcı sku)', 'sku-البائع'],
  ],
  'item-name': [
    ...[
      "Nome dell'articolo",
      'Título del producto',
      'Artikelbezeichnung',
      'nom-produit',
      'nazwa-produktu',
      '商品名',
    ],
    ...['商品名称', 'item-name (ürün adı)', 'اسم-المنتج'],
  ],
  'item-description': [
    ...["Descrizione dell'articolo", 'Descripción del producto', 'Artikelbeschreibung', 'opis-produktu'],
    ...['商品描述', 'وصف-المنتج'],
  ],
  price: ['Prezzo', 'Precio', 'Preis', 'prix', 'cena', '価格', '价格', 'price (fiyat)', 'السعر'],
  quantity: [
    ...['Quantità', 'Cantidad', 'Menge', 'quantité', 'ilość', '在庫数', '数量', 'quantity (adet)', 'الكمية'],
  ],
  asin1: ['ASIN1', 'ASIN 1'],
  'image-url': [],
  status: ['stato', 'Estado del producto', 'Status', 'état', 'ステータス', '状态', 'durum', 'الحالة'],
};
const NAMES = new Map(
  Object.entries(COLUMNS).flatMap(([name, others]) =>
    [name, ...others].map((other) => [other.toLowerCase(), name]),
  ),
);

/**
 * Amazon's reports of a seller's listings, in the seller's language: an offer a row, known by the seller's SKU. And its flat
 * files: products, of which those with variants are groups.
 *
 * @see https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory
 */
export const amazon: ShapeKind = {
  fits: (record) => {
    const names = new Set(Object.keys(record).map((key) => NAMES.get(key.toLowerCase())));
    return isFlatFile(record) || (names.has('seller-sku') && names.has('item-name'));
  },
  create: (first) => eachRow(isFlatFile(first) ? flatFileRow : listingRow),
};

function isFlatFile(record: Entry): boolean {
  return (
    isObject(record) && 'item_sku' in record && ('external_product_id' in record || 'parent_child' in record)
  );
}

function listingRow({ line, record }: { readonly line: number; readonly record: Entry }): Row[] {
  const says: Record<string, string | undefined> = {};
  for (const [key, value] of Object.entries(record)) {
    const name = NAMES.get(key.toLowerCase());
    if (name !== undefined) says[name] ??= textOf(value);
  }
  if (/^incomplete$/i.test(says['status'] ?? ''))
    return [{ line, skipped: 'is not complete, and not sold yet' }];
  const fields = {
    id: says['seller-sku'],
    sku: says['seller-sku'],
    title: says['item-name'],
    description: says['item-description'],
    image: says['image-url'],
    price: says['price'],
    quantity: says['quantity'],
    asin: says['asin1'],
    status: says['status'],
  };
  const rest = Object.entries(record).filter(
    ([key]) => !NAMES.has(key.toLowerCase()) && !/^product-id/i.test(key),
  );
  return [{ line, record: recordOf(fields, Object.fromEntries(rest)) }];
}

function flatFileRow({ line, record }: { readonly line: number; readonly record: Entry }): Row[] {
  const says = (name: string) => textOf(record[name]);
  if (/^delete$/i.test(says('update_delete') ?? '')) return [{ line, skipped: 'is deleted' }];
  if (/^parent$/i.test(says('parent_child') ?? ''))
    return [{ line, skipped: 'is the group of its variants' }];
  return [{ line, record: recordOf({ id: says('item_sku'), group: says('parent_sku') }, record) }];
}
