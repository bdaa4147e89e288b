/** Products on a full page of Shopify's `products.json`: the most that it gives at once. */
export const PAGE_SIZE = 250;

/** A `URL`, as far as this needs it: core knows no browser. */
interface Address {
  readonly href: string;
  readonly pathname: string;
  readonly searchParams: { has(name: string): boolean; set(name: string, value: string): void };
}

/**
 * Address of one page of Shopify's `products.json`.
 *
 * @param url Of the feed; becomes the page's.
 * @param page From 1.
 * @returns `undefined` for any other feed, and if the address itself says which products it asks for.
 */
export function productsPage(url: Address, page: number): string | undefined {
  if (!url.pathname.endsWith('/products.json')) return undefined;
  if (url.searchParams.has('page') || url.searchParams.has('limit')) return undefined;
  url.searchParams.set('limit', String(PAGE_SIZE));
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}
