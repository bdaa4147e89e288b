import { noColumns } from '../../../core/catalogue.ts';
import type { Limits } from '../../../core/ranking/visit.ts';
import { rankByText } from '../../../core/ranking/by-text.ts';
import { rankByQuery } from '../../../core/ranking/rank.ts';
import { stemOf } from '../../../core/search/stem-of.ts';
import { createWordSearch } from '../../../core/search/word-search.ts';
import { project } from '../../../core/vectors/projection.ts';
import { encodePack } from '../../../pack/encode.ts';
import { loadPack } from '../../../pack/load.ts';
import { decodeProjection } from '../../../pack/projection-file.ts';
import { loadWords } from '../../../pack/words.ts';
import type { Item } from '../../../types.ts';
import { createWasmScorer } from '../../../wasm/scorer.ts';
import type { Embeddings } from '../../embed.ts';
import { nodeDeflate } from '../../node-deflate.ts';
import { searchWords } from '../../search-words.ts';
import type { Search } from './search-figures.ts';

const LIMITS: Limits = {
  limit: 100,
  threshold: 0,
  rules: {},
  admission: { filters: {}, excluded: new Set() },
};

/** Vitrine's search as a shopper's browser has it, on a pack of the items: by words, by vectors, and by both. */
export async function vitrineSearch(
  items: readonly Item[],
  { dim, embeddings }: Embeddings,
  vectorOf: (query: string) => Float32Array<ArrayBuffer>,
): Promise<Record<'words' | 'vectors' | 'both', Search>> {
  const words = await searchWords(items);
  const input = { items, words, dim, embeddings, columns: noColumns(items.length), options: {} };
  const { files } = await encodePack(input, { deflate: nodeDeflate });
  const read = (name: string) => Promise.resolve(files.get(name)!.slice().buffer);
  const pack = await loadPack(read);
  const projection = decodeProjection(await read(pack.manifest.projection.file));
  const search = createWordSearch(
    pack.items,
    await stemOf(items[0]?.language),
    await loadWords(read, pack.manifest),
  );
  const visit = { catalogue: pack, scorer: createWasmScorer(pack.rows) };
  const idOf = (row: number) => pack.items[row]!.id;
  const projected = (query: string) => project(projection, vectorOf(query));
  const byText = async (query: string, vector?: Float32Array<ArrayBuffer>) =>
    (await rankByText(visit, { vector, hits: search(query) }, LIMITS)).map(({ row }) => idOf(row));
  return {
    words: (query) => byText(query),
    vectors: async (query) =>
      (await rankByQuery(visit, { vector: projected(query) }, LIMITS)).map(({ row }) => idOf(row)),
    both: (query) => byText(query, projected(query)),
  };
}
