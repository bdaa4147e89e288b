import type { Embedder } from '../core/ports.ts';

/** Texts like those of shops: short, long, and with odd characters. */
const PROBE = ['Waterproof hiking boots', 'Chair', 'HP 2.5" 500GB drive, black — 7200rpm', 'a '.repeat(60)];
const MIN_COSINE = 0.999;

/**
 * Compares a model's vectors on a fast provider with those on wasm: quantised models have been silently wrong on GPUs.
 *
 * @returns The reason not to use the fast provider, or undefined if they agree.
 */
export async function checkProvider(trusted: Embedder, fast: Embedder): Promise<string | undefined> {
  const [expected, got] = [await trusted.embed(PROBE), await fast.embed(PROBE)];
  const cosines = expected.map((vector, i) => vector.reduce((sum, value, j) => sum + value * got[i]![j]!, 0));
  const worst = Math.min(...cosines);
  // A comparison with NaN is false, so NaN counts as a difference.
  return worst >= MIN_COSINE
    ? undefined
    : `the text model on WebGPU differs from wasm: cosine ${worst.toFixed(4)}`;
}
