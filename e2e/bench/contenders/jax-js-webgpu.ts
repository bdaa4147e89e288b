import { defaultDevice, init, jit, numpy as np, type JaxArray } from '@jax-js/jax';
import type { Searcher } from '../contender.ts';
import { bestOf } from './best-of.ts';

/**
 * jax-js: multiplies on WebGPU and selects the best in JavaScript. Its own `lax.topK` sorts all scores on the GPU, which
 * took thirty times as long with 10,000 rows on a software adapter.
 */
export const jaxJsWebgpu: Searcher = {
  async prepare({ vectors, count, dim }) {
    const devices = await init('webgpu');
    if (!devices.includes('webgpu')) throw new Error('jax-js found no WebGPU');
    defaultDevice('webgpu');
    const rows = np.array(vectors, { shape: [count, dim] });
    const scoresOf = jit((all: JaxArray, query: JaxArray) => np.matmul(all, query));
    return {
      async search(query, k) {
        // A call disposes of its arguments unless they are passed as `ref`.
        const scores = scoresOf(rows.ref, np.array(query, { shape: [dim] }));
        return bestOf(await scores.data(), k);
      },
      dispose: () => {
        rows.dispose();
      },
    };
  },
};
