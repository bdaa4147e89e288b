/** What a pack knows of its items' pictures. Its own chunk, fetched when something that looks similar is first asked for. */
import type { Catalogue } from '../core/catalogue.ts';
import type { Pictures } from '../core/pictures.ts';
import { loadPictures } from '../pack/image-block.ts';
import type { ImageEntry } from '../pack/manifest.ts';
import { packReader } from './fetch-file.ts';
import type { EngineOptions } from './options.ts';
import { roomForRows } from './rows-memory.ts';
import { createSteadyScorer } from './steady-scorer.ts';

/**
 * Reads the vectors of a pack's pictures, and makes a scorer of them.
 *
 * @param manifest Address of the pack's.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export async function openPictures(
  manifest: string,
  entry: ImageEntry,
  pack: Catalogue,
  backend: EngineOptions['backend'],
): Promise<Pictures> {
  const loaded = await loadPictures(packReader(manifest), entry, pack, roomForRows);
  return { ...loaded, scorer: await createSteadyScorer(loaded.catalogue.rows, backend) };
}
