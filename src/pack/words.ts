import { byItem } from './by-item.ts';
import { readChecked, type ReadFile } from './load.ts';
import type { Manifest } from './manifest.ts';
import { decodeWords, type RowWords } from './words-file.ts';

/**
 * Reads the words of the descriptions of all of a pack's items. Every file is checked against its hash.
 *
 * @returns By item, in the pack's order.
 * @throws {VitrineError} `bad-pack`, `pack-version`, or what `read` rejects with.
 */
export function loadWords(read: ReadFile, manifest: Manifest): Promise<RowWords> {
  return byItem<readonly string[]>(read, manifest, [], async ({ rows, words }) =>
    words ? decodeWords(await readChecked(read, words), rows) : Array.from({ length: rows }, () => []),
  );
}
