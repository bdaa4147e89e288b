import { PAGE_SIZE, productsPage } from '../../core/feed/products-page.ts';
import { VitrineError } from '../../errors.ts';
import { fetchFile } from '../../wire/fetch-file.ts';

/** Bytes of a page of a feed. */
const MAX_BYTES = 64 * 2 ** 20;

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

/** @throws {VitrineError} `bad-catalogue` if the feed is too long for a page. */
async function get(url: string): Promise<string> {
  const bytes = await fetchFile(url, { max: MAX_BYTES });
  if (bytes.byteLength > MAX_BYTES)
    throw new VitrineError(
      'bad-catalogue',
      `${url} has more than ${MAX_BYTES / 2 ** 20} MiB: build a pack with vitrine-cli`,
    );
  return new TextDecoder().decode(bytes);
}
