import { unwrapped, type Entry } from '../../../core/feed/nested.ts';
import { etsy } from './etsy.ts';
import { followOn } from './follow-on.ts';
import { jsonLd } from './json-ld.ts';
import { magento } from './magento.ts';
import { eachRow, type Shape, type ShapeKind } from './shape.ts';
import { shopifyCsv } from './shopify-csv.ts';
import { productsWithVariants } from './variants.ts';
import { wooCommerceCsv } from './woocommerce-csv.ts';
import { yandexYml } from './yandex-yml.ts';

const KINDS: readonly ShapeKind[] = [
  jsonLd,
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
  return { ...shape, add: ({ line, record }) => shape.add({ line, record: unwrapped(record) }) };
}
