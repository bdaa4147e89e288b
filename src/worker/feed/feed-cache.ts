import type { Rows } from '../../core/ports.ts';
import { sha256 } from '../../pack/sha256.ts';
import { decodeRows, encodeRows } from './rows-file.ts';

/** Raise it when the text of an item or the file of rows changes. */
const VERSION = 2;
const NAME = 'vitrine feed';

/** The vectors of a feed that were computed before: of all items, or of the first ones if the visit ended early. */
export interface FeedCache {
  read(): Promise<Rows | undefined>;
  write(rows: Rows): Promise<void>;
}

/**
 * Keeps a feed's vectors in Cache Storage, as a file of rows, under a hash of the texts and the address of the model. The
 * file holds the shop's catalogue and nothing of the shopper's, so it needs no consent, like the browser's own cache. If
 * there is no Cache Storage, or it refuses, nothing is kept.
 */
export async function feedCache(
  feed: string,
  model: string,
  texts: readonly string[],
): Promise<FeedCache | undefined> {
  if (!('caches' in globalThis)) return undefined; // a page without https
  const hash = await sha256(new TextEncoder().encode(JSON.stringify([VERSION, model, texts])));
  const key = (name: string) =>
    `${self.origin}/vitrine-feed?${new URLSearchParams({ feed, hash: name }).toString()}`;
  const own = new URLSearchParams({ feed }).toString();
  return {
    read: async () => {
      try {
        const response = await (await caches.open(NAME)).match(key(hash));
        if (!response) return undefined;
        const rows = decodeRows(await response.arrayBuffer());
        return rows.count <= texts.length ? rows : undefined;
      } catch {
        return undefined; // damaged, or refused: the vectors are computed again
      }
    },
    write: async (rows) => {
      try {
        const cache = await caches.open(NAME);
        for (const { url } of await cache.keys()) if (url.includes(own)) await cache.delete(url); // the rows of an older catalogue
        await cache.put(key(hash), new Response(encodeRows(rows)));
      } catch {
        // no room: the next visit computes the vectors again
      }
    },
  };
}
