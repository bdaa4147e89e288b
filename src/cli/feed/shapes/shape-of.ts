import { unwrapped, type Entry } from '../../../core/feed/nested.ts';
import { bigCommerceApi } from './bigcommerce-api.ts';
import { commercetools } from './commercetools.ts';
import { commercetoolsCsv } from './commercetools-csv.ts';
import { amazon } from './amazon.ts';
import { ebay } from './ebay.ts';
import { etsy } from './etsy.ts';
import { followOn } from './follow-on.ts';
import { googleApi } from './google-api.ts';
import { jsonLd } from './json-ld.ts';
import { magento } from './magento.ts';
import { magentoApi } from './magento-api.ts';
import { meta } from './meta.ts';
import { openCart } from './opencart.ts';
import { prestaShopApi } from './prestashop-api.ts';
import { prestaShopCombinations } from './prestashop-combinations.ts';
import { prestaShopCsv } from './prestashop-csv.ts';
import { salesforce } from './salesforce.ts';
import { eachRow, type Family, type Shape, type ShapeKind } from './shape.ts';
import { shopifyBulk } from './shopify-bulk.ts';
import { shopifyCsv } from './shopify-csv.ts';
import { shopware } from './shopware.ts';
import { productsWithVariants } from './variants.ts';
import { wooCommerceApi } from './woocommerce-api.ts';
import { wooCommerceCsv } from './woocommerce-csv.ts';
import { yandexYml } from './yandex-yml.ts';

const KINDS: readonly ShapeKind[] = [
  jsonLd,
  amazon,
  ebay,
  salesforce,
  commercetools,
  commercetoolsCsv,
  shopifyBulk,
  wooCommerceApi,
  magentoApi,
  bigCommerceApi,
  shopware,
  prestaShopApi,
  prestaShopCombinations,
  prestaShopCsv,
  openCart,
  googleApi,
  meta,
  shopifyCsv,
  wooCommerceCsv,
  magento,
  followOn,
  etsy,
  yandexYml,
  productsWithVariants,
];

/** Entries, each of which is complete. */
export const PLAIN: Shape = eachRow(({ record, ...row }) => [{ ...row, record: unwrapped(record) }]);

/** The shape of a file, by one of its first entries; `undefined` if that shows none. */
export function shapeOf(entry: Entry, family: Family): Shape | undefined {
  const first = unwrapped(entry);
  const shape = KINDS.find(({ fits }) => fits(first))?.create(first, family);
  return shape && { ...shape, add: (row) => shape.add({ ...row, record: unwrapped(row.record) }) };
}
