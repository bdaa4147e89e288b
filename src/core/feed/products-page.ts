/** Products on a full page of Shopify's `products.json`: the most that it gives at once. */
export const PAGE_SIZE = 250;

/**
 * Address of one page of Shopify's `products.json`.
 *
 * @param feed Absolute.
 * @param page From 1.
 * @returns `undefined` for any other feed, and if the address itself says which products it asks for.
 */
export function productsPage(feed: string, page: number): string | undefined {
  const url = new URL(feed);
  if (!url.pathname.endsWith('/products.json')) return undefined;
  if (url.searchParams.has('page') || url.searchParams.has('limit')) return undefined;
  url.searchParams.set('limit', String(PAGE_SIZE));
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}
