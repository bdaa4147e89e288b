/** schema.org's types of things that are sold. */
export const PRODUCTS: ReadonlySet<string> = new Set([
  'Product',
  'ProductGroup',
  'IndividualProduct',
  'ProductModel',
  'SomeProducts',
]);

/** What a product may be called by, the likeliest first. */
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
