import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { originalFolder } from '../weights.ts';

/** Loads the original graph in TensorFlow.js; returns a function from token ids of several texts to unit vectors. */
export async function loadReference(): Promise<
  (tokens: readonly (readonly number[])[]) => Promise<Float32Array[]>
> {
  await tf.setBackend('cpu');
  const folder = originalFolder();
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(join(folder, 'model.json'), 'utf8'),
  ) as {
    modelTopology: object;
    weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
  };
  const paths = weightsManifest.flatMap((group) => group.paths);
  const shards = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(folder, path)))));
  const model = await loadGraphModel({
    load: () =>
      Promise.resolve({
        modelTopology,
        weightSpecs: weightsManifest.flatMap((group) => group.weights),
        weightData: new Uint8Array(shards).buffer,
      }),
  });
  return async (tokens) => {
    const indices = tokens.flatMap((ids, row) => ids.map((_, column) => [row, column]));
    const inputs = {
      indices: tf.tensor2d(indices, [indices.length, 2], 'int32'),
      values: tf.tensor1d(tokens.flat(), 'int32'),
    };
    const output = (await model.executeAsync(inputs)) as tf.Tensor2D;
    const rows = await output.array();
    tf.dispose([output, inputs.indices, inputs.values]);
    return rows.map((row) => Float32Array.from(row));
  };
}
