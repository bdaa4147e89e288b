/** The one place that fetches: by GET, with nothing but an address, and each file is noted for `verify()`. */
import type { ReadFile } from '../pack/load.ts';
import type { ErrorCode } from '../errors.ts';
import type { FetchedFile } from '../types.ts';
import { fetchBytes } from './fetch-bytes.ts';

interface FetchOptions {
  /** Code of the error where there is no such file; else it is `pack-load`. */
  readonly missing?: ErrorCode;
  readonly cache?: RequestCache;
  /** Whether whoever reads the file checks it against a hash first. */
  readonly checked?: boolean;
}

const noted = new Map<string, FetchedFile>();

/**
 * Requests carry no cookie, no referrer, no body and no header of ours.
 *
 * @param url Absolute.
 * @throws {VitrineError} `pack-load`, or what is given for a file that is missing.
 */
export async function fetchFile(
  url: string,
  { missing, cache = 'default', checked = false }: FetchOptions = {},
): Promise<ArrayBuffer> {
  const init = { cache, credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
  const file = await fetchBytes(url, init, missing);
  noted.set(url, { url, bytes: file.byteLength, checked });
  return file;
}

/**
 * Reads a pack's files from where its manifest lies.
 *
 * @param manifestUrl Absolute.
 */
export function packReader(manifestUrl: string): ReadFile {
  return (file, afresh = false) => {
    if (file === 'manifest.json') return fetchFile(manifestUrl, { cache: 'no-cache' });
    // Every other file's name changes with its content, so a cached one is right for ever.
    const cache = afresh ? 'reload' : 'force-cache';
    return fetchFile(new URL(file, manifestUrl).href, { cache, checked: true });
  };
}

/** What this worker has fetched: its own notes, and what else the browser has noted (scripts, onnxruntime's wasm). */
export function fetchedFiles(): FetchedFile[] {
  const files = new Map<string, FetchedFile>();
  for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    files.set(entry.name, { url: entry.name, bytes: entry.decodedBodySize, checked: false });
  for (const [url, file] of noted) files.set(url, file);
  return [...files.values()];
}
