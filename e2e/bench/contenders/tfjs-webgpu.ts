import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import type { Searcher } from '../contender.ts';

/** TensorFlow.js on WebGPU: matMul and topk, both on the GPU. */
export const tfjsWebgpu: Searcher = {
  async prepare({ vectors, count, dim }) {
    if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js found no WebGPU');
    const rows = tf.tensor2d(vectors, [count, dim]);
    return {
      async search(query, k) {
        const { values, indices } = tf.tidy(() =>
          tf.topk(tf.matMul(tf.tensor2d(query, [1, dim]), rows, false, true), k, true),
        );
        const [scores, ids] = await Promise.all([values.data(), indices.data()]);
        tf.dispose([values, indices]);
        return { ids: Array.from(ids), scores: Array.from(scores) };
      },
      dispose: () => {
        rows.dispose();
      },
    };
  },
};
