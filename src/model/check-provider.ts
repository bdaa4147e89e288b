import type { Embedder } from '../core/ports.ts';

/** Short, long, and odd: what a shop's texts are like. */
const PROBE = ['Waterproof hiking boots', 'Chair', 'HP 2.5" 500GB drive, black — 7200rpm', 'a '.repeat(60)];
const LEAST_COSINE = 0.999;

/**
 * Compares a model on a fast provider with the same on wasm. Quantised models have been silently wrong on GPUs.
 *
 * @returns Why the fast one must not be used, or nothing.
 */
export async function disagreement(trusted: Embedder, fast: Embedder): Promise<string | undefined> {
  const [expected, got] = [await trusted.embed(PROBE), await fast.embed(PROBE)];
  const cosines = expected.map((vector, i) => vector.reduce((sum, value, j) => sum + value * got[i]![j]!, 0));
  const worst = Math.min(...cosines);
  // Written so that NaN disagrees.
  return worst >= LEAST_COSINE
    ? undefined
    : `the text model on WebGPU differs from wasm: cosine ${worst.toFixed(4)}`;
}
