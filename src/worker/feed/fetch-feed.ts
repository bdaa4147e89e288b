import { fetchFile } from '../../wire/fetch-file.ts';

/** Of Shopify's `products.json`: how many products a page of it has at most. */
const PAGE = 250;

/**
 * Fetches a feed. Of Shopify's `products.json` come as many pages as there are, or as are needed.
 *
 * @param url Absolute.
 * @throws {VitrineError} `pack-load`
 */
export async function fetchFeed(url: string, most: number): Promise<string[]> {
  const { pathname, searchParams } = new URL(url);
  if (!pathname.endsWith('/products.json') || searchParams.has('page') || searchParams.has('limit'))
    return [await get(url)];
  const pages: string[] = [];
  for (let page = 1; (page - 1) * PAGE < most; page++) {
    const address = new URL(url);
    address.searchParams.set('limit', String(PAGE));
    if (page > 1) address.searchParams.set('page', String(page));
    const text = await get(address.href);
    if (pages.includes(text)) break; // a file, which knows no pages
    pages.push(text);
    if (!isFull(text)) break;
  }
  return pages;
}

function isFull(text: string): boolean {
  try {
    const { products } = JSON.parse(text) as { products?: unknown };
    return Array.isArray(products) && products.length === PAGE;
  } catch {
    return false; // whoever reads it says what is wrong
  }
}

async function get(url: string): Promise<string> {
  return new TextDecoder().decode(await fetchFile(url));
}
