/** The schema.org types of products. */
export const PRODUCTS: ReadonlySet<string> = new Set([
  'Product',
  'ProductGroup',
  'IndividualProduct',
  'ProductModel',
  'SomeProducts',
]);

/** Properties with a product's id, the likeliest first. */
export const IDENTIFIERS = [
  'sku',
  'productID',
  'gtin',
  'gtin13',
  'gtin14',
  'gtin12',
  'gtin8',
  'isbn',
  'mpn',
] as const;
