import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { Searcher } from '../contender.ts';

/**
 * TensorFlow.js on WebAssembly: matMul and topk. The vectors are transposed, `[dim, count]`, because only a product without
 * transposition uses XNNPACK, the faster of its two kernels.
 *
 * On one thread, because its threads start from the source text of a function, which a bundler changes.
 */
export const tfjsWasm: Searcher = {
  async prepare({ vectors, count, dim }) {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': absolute(plain),
      'tfjs-backend-wasm-simd.wasm': absolute(simd),
      'tfjs-backend-wasm-threaded-simd.wasm': absolute(threaded),
    });
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js found no WebAssembly');
    const columns = tf.tidy(() => tf.transpose(tf.tensor2d(vectors, [count, dim])));
    return {
      async search(query, k) {
        const { values, indices } = tf.tidy(() =>
          tf.topk(tf.matMul(tf.tensor2d(query, [1, dim]), columns), k, true),
        );
        const [scores, ids] = await Promise.all([values.data(), indices.data()]);
        tf.dispose([values, indices]);
        return { ids: Array.from(ids), scores: Array.from(scores) };
      },
      dispose: () => {
        columns.dispose();
      },
    };
  },
};

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
