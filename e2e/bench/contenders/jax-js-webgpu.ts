import { defaultDevice, init, jit, numpy as np, type JaxArray } from '@jax-js/jax';
import type { Searcher } from '../contender.ts';
import { bestOf } from './best-of.ts';

/**
 * jax-js on WebGPU: the product there, the choice of the best in JavaScript. Its own `lax.topK` sorts all scores on the
 * GPU, which on a software adapter took thirty times as long at 10,000 rows.
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
        // Every call takes its arguments over, so what is to live on is passed as `ref`.
        const scores = scoresOf(rows.ref, np.array(query, { shape: [dim] }));
        return bestOf(await scores.data(), k);
      },
      dispose: () => {
        rows.dispose();
      },
    };
  },
};
