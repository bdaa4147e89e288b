import { hiddenReason } from '../../../core/feed/hidden.ts';
import { createVariantReader, holdsVariants } from '../../../core/feed/variants.ts';
import type { Row } from '../row.ts';
import { eachRow, type ShapeKind } from './shape.ts';
import { shopifyProduct } from './shopify-product.ts';

/** Products that hold their variants, as Shopify's APIs and other shops' programs write them: each variant is an item. */
export const productsWithVariants: ShapeKind = {
  fits: holdsVariants,
  create: () => {
    const recordsOf = createVariantReader();
    return eachRow(({ line, record }): Iterable<Row> => {
      const hidden = hiddenReason(record, Date.now());
      return hidden === undefined
        ? recordsOf(shopifyProduct(record)).map((variant) => ({ line, record: variant }))
        : [{ line, skipped: hidden }];
    });
  },
};
