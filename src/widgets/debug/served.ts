import { scriptTag } from '../../page/find-script.ts';
import { readCached } from '../../page/read-cached.ts';
import type { Recommender } from '../../types.ts';
import type { Row } from './sections.ts';

/** Bytes below which nothing is gained by compression. */
const SMALL = 1400;
const MAX_FILES = 60;

/**
 * The files of Vitrine that this page and its engine have fetched, and whether their host compresses them. A page does not
 * see what a worker fetches, so it takes those files from the browser's cache, from the same hosts.
 */
export async function served(recommender: Recommender): Promise<Row[]> {
  const { fetched } = await recommender.verify();
  const folder = folderOf();
  const own = entries().filter(({ name }) => folder !== undefined && name.startsWith(folder));
  const urls = [...new Set([...own.map(({ name }) => name), ...fetched.map(({ url }) => url)])];
  const web = urls.filter((url) => /^https?:/.test(url)).slice(0, MAX_FILES);
  const isUnseen = (url: string) => performance.getEntriesByName(url, 'resource').length === 0;
  await Promise.all(web.filter(isUnseen).map(readCached));
  return web.map(rowOf);
}

function folderOf(): string | undefined {
  const tag = scriptTag();
  const src = tag instanceof HTMLScriptElement ? tag.src : undefined;
  return src === undefined || src === '' ? undefined : new URL('.', src).href;
}

function entries(): PerformanceResourceTiming[] {
  return performance.getEntriesByType('resource') as PerformanceResourceTiming[];
}

function rowOf(url: string): Row {
  const found = performance.getEntriesByName(url, 'resource') as PerformanceResourceTiming[];
  const entry = found.find(({ decodedBodySize }) => decodedBodySize > 0);
  const { encodedBodySize: sent = 0, decodedBodySize: size = 0 } = entry ?? {};
  return {
    file: url.replace(`${location.origin}/`, '/'),
    bytes: size === 0 ? '' : String(size),
    sent: sent === 0 ? '' : String(sent),
    compressed: size === 0 ? 'its host does not say' : sent < size ? 'yes' : size < SMALL ? 'no need' : 'no',
  };
}
