import type { Catalogue } from '../../core/catalogue.ts';
import type { Rows, Scorer } from '../../core/ports.ts';
import { encodePack } from '../../pack/encode.ts';
import type { EncodeOptions, PackInput } from '../../pack/input.ts';
import { loadPack } from '../../pack/load.ts';
import type { Item } from '../../types.ts';
import { nodeDeflate } from '../node-deflate.ts';

/** The catalogue and the scorer of an evaluation, which are those that a shopper's browser would have. */
export interface Engine {
  readonly catalogue: Catalogue;
  readonly scorer: Scorer;
  /** The pack row of each item of the data, and the inverse map. */
  readonly rowOf: readonly number[];
  readonly itemOf: readonly number[];
}

/** Encodes a pack, and loads it as a browser does. */
export async function packedEngine(
  input: PackInput,
  createScorer: (rows: Rows) => Scorer,
  options: EncodeOptions = {},
): Promise<Engine> {
  const { files } = await encodePack(input, { deflate: nodeDeflate, ...options });
  const catalogue = await loadPack((name) => Promise.resolve(files.get(name)!.slice().buffer));
  return engineOn(catalogue, createScorer(catalogue.rows), input.items);
}

/** Makes an engine of a catalogue in memory. */
export function engineOn(catalogue: Catalogue, scorer: Scorer, items: readonly Item[]): Engine {
  const rowOf = items.map(({ id }) => catalogue.rowOf.get(id)!);
  const itemOf: number[] = [];
  rowOf.forEach((row, item) => {
    itemOf[row] = item;
  });
  return { catalogue, scorer, rowOf, itemOf };
}
