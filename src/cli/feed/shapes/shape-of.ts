import { unwrapped, type Entry } from '../../../core/feed/nested.ts';
import { commercetools } from './commercetools.ts';
import { commercetoolsCsv } from './commercetools-csv.ts';
import { etsy } from './etsy.ts';
import { followOn } from './follow-on.ts';
import { googleApi } from './google-api.ts';
import { jsonLd } from './json-ld.ts';
import { magento } from './magento.ts';
import { openCart } from './opencart.ts';
import { prestaShopApi } from './prestashop-api.ts';
import { prestaShopCsv } from './prestashop-csv.ts';
import { salesforce } from './salesforce.ts';
import { eachRow, type Shape, type ShapeKind } from './shape.ts';
import { shopifyBulk } from './shopify-bulk.ts';
import { shopifyCsv } from './shopify-csv.ts';
import { shopware } from './shopware.ts';
import { productsWithVariants } from './variants.ts';
import { wooCommerceApi } from './woocommerce-api.ts';
import { wooCommerceCsv } from './woocommerce-csv.ts';
import { yandexYml } from './yandex-yml.ts';

const KINDS: readonly ShapeKind[] = [
  jsonLd,
  salesforce,
  commercetools,
  commercetoolsCsv,
  shopifyBulk,
  wooCommerceApi,
  shopware,
  prestaShopApi,
  prestaShopCsv,
  openCart,
  googleApi,
  shopifyCsv,
  wooCommerceCsv,
  magento,
  followOn,
  etsy,
  yandexYml,
  productsWithVariants,
];

/** The shape of a file, by its first entry. */
export function shapeOf(first: Entry): Shape {
  const kind = KINDS.find(({ fits }) => fits(unwrapped(first)));
  const shape = kind?.create(unwrapped(first)) ?? eachRow((row) => [row]);
  return { ...shape, add: (row) => shape.add({ ...row, record: unwrapped(row.record) }) };
}
