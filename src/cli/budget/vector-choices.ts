import { project } from '../../core/vectors/projection.ts';
import { measureRecall } from '../../core/vectors/recall.ts';
import { componentsOf, evenly, fitCoding, type Precision } from '../../pack/coding.ts';
import { fitProjection } from '../../pack/fit-projection.ts';
import { roundedRows } from '../../pack/vectors.ts';
import type { Embeddings } from '../embed.ts';
import { nodeDeflate } from '../node-deflate.ts';
import type { Progress } from '../progress.ts';

/** A precision of vectors, its size, and its recall of the items that the model's own vectors find. */
export interface VectorChoice extends Precision {
  readonly bytesPerItem: number;
  /** recall@20 against f32, measured on a sample. */
  readonly recall: number;
}

const SHARES = [1, 0.75, 0.5, 0.25];
const BITS = [8, 6, 4, 3, 2, 1];
const MAX_ROWS = 8000;
const QUERIES = 60;

/** Measures every precision that fits, on rows evenly spread over the catalogue. The smallest comes first. */
export async function vectorChoices(
  { dim: from, embeddings }: Embeddings,
  maxBytesPerItem: number,
  progress: Progress,
): Promise<VectorChoice[]> {
  const count = embeddings.length / from;
  const directions = fitProjection(embeddings, from);
  const rows = evenly(count, Math.max(1, Math.ceil(count / MAX_ROWS)));
  const sample = new Float32Array(rows.length * from);
  rows.forEach((row, i) => {
    sample.set(embeddings.subarray(row * from, (row + 1) * from), i * from);
  });
  const ways = SHARES.flatMap((share) =>
    BITS.map((bits) => ({ dim: Math.max(4, Math.round((from * share) / 4) * 4), bits })),
  ).filter(({ dim, bits }) => (dim * bits) / 8 <= maxBytesPerItem);
  progress.start('Measuring precisions of vectors', ways.length);
  const choices: VectorChoice[] = [];
  for (const way of ways) {
    const { projection, steps } = await fitCoding(embeddings, from, way, nodeDeflate, directions);
    const components = componentsOf(sample, projection, [...rows.keys()]);
    const recall = await measureRecall(
      roundedRows(components, steps),
      sample,
      (vector) => project(projection, vector),
      { samples: QUERIES },
    );
    choices.push({ ...way, bytesPerItem: (way.dim * way.bits) / 8, recall });
    progress.advance(choices.length);
  }
  progress.end();
  return choices.sort((a, b) => a.bytesPerItem - b.bytesPerItem || b.recall - a.recall);
}
