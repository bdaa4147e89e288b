/** The images of a pack's items. Its own chunk, loaded with the first call that compares images. */
import type { Catalogue } from '../../core/catalogue.ts';
import type { ImageVectors } from '../../core/ranking/visit.ts';
import { loadImages } from '../../pack/image-block.ts';
import type { ImageEntry } from '../../pack/manifest.ts';
import { packReader } from './pack-reader.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';
import { roomForRows } from './rows-memory.ts';
import { createFailoverScorer } from './failover-scorer.ts';

/**
 * Reads the vectors of a pack's images, and makes a scorer for them.
 *
 * @param manifest Address of the pack's manifest.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export async function openImages(
  manifest: string,
  entry: ImageEntry,
  pack: Catalogue,
  backend: EngineOptions['backend'],
): Promise<ImageVectors> {
  const loaded = await loadImages(packReader(manifest), entry, pack, roomForRows);
  return { ...loaded, scorer: await createFailoverScorer(loaded.catalogue.rows, backend) };
}
