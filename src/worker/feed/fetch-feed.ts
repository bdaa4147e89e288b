import { PAGE_SIZE, productsPage } from '../../core/feed/products-page.ts';
import { fetchFile } from '../../wire/fetch-file.ts';

/**
 * Fetches a feed. Shopify's `products.json` comes page by page: all pages, or as many as hold `maxProducts`.
 *
 * @param url Absolute.
 * @returns The text of each page.
 * @throws {VitrineError} `pack-load`
 */
export async function fetchFeed(url: string, maxProducts: number): Promise<string[]> {
  const pages: string[] = [];
  for (let page = 1; (page - 1) * PAGE_SIZE < maxProducts; page++) {
    const address = productsPage(new URL(url), page);
    const text = await get(address ?? url);
    if (pages.includes(text)) break; // a static file gives the same products as each page
    pages.push(text);
    if (address === undefined || !isFull(text)) break;
  }
  return pages;
}

function isFull(text: string): boolean {
  try {
    const { products } = JSON.parse(text) as { products?: unknown };
    return Array.isArray(products) && products.length === PAGE_SIZE;
  } catch {
    return false; // `readFeed` says what is wrong with it
  }
}

async function get(url: string): Promise<string> {
  return new TextDecoder().decode(await fetchFile(url));
}
