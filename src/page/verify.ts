/** What `verify` puts together. Its own chunk, loaded by the first call. */
import type { FetchedFile, Verification } from '../types.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import { shownImages } from './shown-images.ts';
import type { Tab } from './tab.ts';

/** Lists what the engine, this page's models and its elements' images have fetched, and what is stored. */
export async function verify(call: CallEngine, tab: Tab): Promise<Verification> {
  const { fetched, stored } = await call('verify');
  const models = await tab.loadedModels?.catch(() => undefined);
  const images = Array.from(shownImages, (url): FetchedFile => ({
    url,
    bytes: bytesOf(url),
    checked: false,
  }));
  const all = [...fetched, ...(models?.fetched() ?? []), ...images];
  const hosts = all.map(({ url }) => new URL(url).host).filter((host) => host !== ''); // a blob has none
  return { fetched: all, hosts: [...new Set(hosts)], stored };
}

function bytesOf(url: string): number {
  const [entry] = performance.getEntriesByName(url, 'resource') as PerformanceResourceTiming[];
  return entry?.decodedBodySize ?? 0;
}
