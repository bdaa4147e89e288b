import type { ReadFile } from '../pack/load.ts';
import { VitrineError } from '../errors.ts';

/**
 * Reads a pack's files from where its manifest lies. Requests carry nothing but their address: no cookie, no referrer.
 *
 * @param manifestUrl Absolute.
 */
export function packReader(manifestUrl: string): ReadFile {
  return async (file) => {
    const isManifest = file === 'manifest.json';
    const url = isManifest ? manifestUrl : new URL(file, manifestUrl).href;
    // Every other file's name changes with its content, so a cached one is right for ever.
    const cache = isManifest ? 'no-cache' : 'force-cache';
    const response = await reach(url, { cache, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new VitrineError('pack-load', `${url} answered ${response.status}`);
    return response.arrayBuffer();
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new VitrineError('pack-load', `${url} could not be reached`, { cause });
  }
}
