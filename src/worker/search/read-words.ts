/** Words of descriptions for a search. Its own chunk, loaded with the first search. */
import type { ItemWords } from '../../core/search/word-index.ts';
import type { Manifest } from '../../pack/manifest.ts';
import { loadWords } from '../../pack/words.ts';
import { packReader } from '../serving/pack-reader.ts';

/**
 * Reads the words of the descriptions of a pack's items.
 *
 * @param url Address of the pack's manifest.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export function readWords(url: string, manifest: Manifest): Promise<ItemWords> {
  return loadWords(packReader(url), manifest);
}
