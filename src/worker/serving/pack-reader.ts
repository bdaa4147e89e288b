import type { ReadFile } from '../../pack/load.ts';
import { fetchFile } from '../../wire/fetch-file.ts';

/**
 * Reads a pack's files from the folder of its manifest.
 *
 * @param manifestUrl Absolute.
 * @param keeps Whether the browser's cache may keep them. Default true.
 */
export function packReader(manifestUrl: string, keeps = true): ReadFile {
  return (file, afresh = false, max?: number) => {
    const limit = max !== undefined && { max };
    if (file === 'manifest.json') return fetchFile(manifestUrl, { cache: 'no-cache', ...limit });
    // Every other file's name changes with its content, so a cached one is right for ever.
    const cache = !keeps ? 'no-store' : afresh ? 'reload' : 'force-cache';
    return fetchFile(new URL(file, manifestUrl).href, { cache, checked: true, ...limit });
  };
}
