/** The details of a pack's items: their other ids, and their attributes. Its own chunk, loaded after the rows. */
import type { Catalogue } from '../../core/catalogue.ts';
import { loadDetails, withDetails } from '../../pack/details.ts';
import type { Manifest } from '../../pack/manifest.ts';
import { packReader } from './pack-reader.ts';

/**
 * Gives the items of a pack with their details.
 *
 * @param url Address of the pack's manifest.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export async function readDetails(
  url: string,
  manifest: Manifest,
  items: Catalogue['items'],
): Promise<Catalogue['items']> {
  return withDetails(items, await loadDetails(packReader(url), manifest));
}
