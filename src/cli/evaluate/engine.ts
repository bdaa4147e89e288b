import type { Catalogue } from '../../core/catalogue.ts';
import type { Rows, Scorer } from '../../core/ports.ts';
import { encodePack } from '../../pack/encode.ts';
import type { EncodeOptions, PackInput } from '../../pack/input.ts';
import { loadPack } from '../../pack/load.ts';
import type { Item } from '../../types.ts';
import { nodeDeflate } from '../node-deflate.ts';

/** What an evaluation ranks with: the catalogue and scorer that a shopper's browser would have. */
export interface Engine {
  readonly catalogue: Catalogue;
  readonly scorer: Scorer;
  /** Pack row by place of the item in the data, and the inverse. */
  readonly rowOf: readonly number[];
  readonly itemOf: readonly number[];
}

/** An engine on a pack, encoded and loaded again as a browser loads it. */
export async function packedEngine(
  input: PackInput,
  createScorer: (rows: Rows) => Scorer,
  options: EncodeOptions = {},
): Promise<Engine> {
  const { files } = await encodePack(input, { deflate: nodeDeflate, ...options });
  const catalogue = await loadPack((name) => Promise.resolve(files.get(name)!.slice().buffer));
  return engineOn(catalogue, createScorer(catalogue.rows), input.items);
}

/** An engine on a catalogue that is in memory. */
export function engineOn(catalogue: Catalogue, scorer: Scorer, items: readonly Item[]): Engine {
  const rowOf = items.map(({ id }) => catalogue.rowOf.get(id)!);
  const itemOf: number[] = [];
  rowOf.forEach((row, item) => {
    itemOf[row] = item;
  });
  return { catalogue, scorer, rowOf, itemOf };
}
