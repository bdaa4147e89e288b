import { fetchFile } from '../wire/fetch-file.ts';

/** Reads a file that a worker has fetched before, so that the browser tells the page how it was sent. Never throws. */
export async function readCached(url: string): Promise<void> {
  await fetchFile(url, { cache: 'force-cache' }).catch(() => undefined);
}
