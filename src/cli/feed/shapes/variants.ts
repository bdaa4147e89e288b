import { createVariantReader, holdsVariants, isPublished } from '../../../core/feed/variants.ts';
import type { Row } from '../row.ts';
import { eachRow, type ShapeKind } from './shape.ts';
import { shopifyProduct } from './shopify-product.ts';

/** Products that hold their variants, as Shopify's APIs and other shops' programs write them: each variant is an item. */
export const productsWithVariants: ShapeKind = {
  fits: holdsVariants,
  create: () => {
    const recordsOf = createVariantReader();
    return eachRow(({ line, record }): Iterable<Row> =>
      isPublished(record)
        ? recordsOf(shopifyProduct(record)).map((variant) => ({ line, record: variant }))
        : [{ line, skipped: 'is not published' }],
    );
  },
};
