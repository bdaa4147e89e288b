import { Readable } from 'node:stream';
import { PAGE_SIZE, productsPage } from '../../core/feed/products-page.ts';
import { VitrineError } from '../../errors.ts';
import { beyond, inWords, LIMITS } from './limits.ts';
import type { Opened, Source } from './source.ts';

export interface Fetching {
  /** Milliseconds without an answer, or without a further byte of it. */
  readonly timeout?: number;
  /** Bytes, and milliseconds in all, that one address may give and take. */
  readonly maxBytes?: number;
  readonly maxTime?: number;
  /** Is told what comes. */
  readonly say?: ((message: string) => void) | undefined;
}

const TIMEOUT = 30_000;
/** Media types that are no feed; `text/html` may be a product's page. */
const NO_FEED = /^(?:image|audio|video|font)\/|^application\/(?:pdf|javascript|zip)/i;

/** A feed at an address. Shopify's `products.json` is read page by page. */
export function urlSource(feed: string, fetching: Fetching = {}, page = 1): Source {
  const paged = productsPage(new URL(feed), page);
  const name = page > 1 && paged !== undefined ? paged : feed;
  return {
    name,
    open: async () => ({
      ...(await fetched(name, paged ?? feed, fetching)),
      next: (rows) =>
        paged !== undefined && rows === PAGE_SIZE && page < LIMITS.pages
          ? urlSource(feed, fetching, page + 1)
          : undefined,
    }),
  };
}

async function fetched(
  address: string,
  url: string,
  { timeout = TIMEOUT, maxBytes = LIMITS.bytes, maxTime = LIMITS.time, say }: Fetching,
): Promise<Omit<Opened, 'next'>> {
  const abort = new AbortController();
  const late = new VitrineError('bad-catalogue', `${address} did not answer within ${timeout / 1000} s`);
  const watch = setTimeout(() => abort.abort(late), timeout);
  const response = await fetch(url, { signal: abort.signal, headers: { accept: '*/*' } }).catch(
    (cause: unknown) => {
      clearTimeout(watch);
      throw abort.signal.aborted
        ? late
        : new VitrineError('bad-catalogue', `${address} could not be reached`, { cause });
    },
  );
  watch.refresh();
  const type = response.headers.get('content-type') ?? '';
  try {
    refuse(address, response, type);
  } catch (error) {
    clearTimeout(watch);
    abort.abort(error);
    throw error;
  }
  const size = Number(response.headers.get('content-length'));
  say?.(`Reading ${response.url}${size > 0 ? `, ${(size / 1e6).toFixed(1)} MB` : ''}`);
  return {
    bytes: Readable.from(watched(response, watch, address, { maxBytes, ends: performance.now() + maxTime }), {
      objectMode: false,
    }),
    type,
    address: response.url,
  };
}

function refuse(address: string, { ok, status, statusText }: Response, type: string): void {
  if (!ok) throw new VitrineError('bad-catalogue', `${address} answered ${status} ${statusText}`.trimEnd());
  if (NO_FEED.test(type))
    throw new VitrineError('bad-catalogue', `${address} answered ${type}, which is no feed`);
}

async function* watched(
  response: Response,
  watch: NodeJS.Timeout,
  address: string,
  { maxBytes, ends }: { readonly maxBytes: number; readonly ends: number },
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      watch.refresh();
      size += chunk.length;
      if (size > maxBytes)
        throw beyond(
          address,
          undefined,
          `gives more than ${inWords(maxBytes)} bytes; save the feed as files`,
        );
      if (performance.now() > ends)
        throw beyond(address, undefined, 'has not ended after an hour; save the feed as a file');
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause;
    throw new VitrineError('bad-catalogue', `${address} broke off`, { cause });
  } finally {
    clearTimeout(watch);
  }
}
