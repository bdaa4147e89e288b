import type { Contender } from '../contender.ts';
import { vitrineContender } from './vitrine.ts';

/** Allocates rows in the WebAssembly kernel's memory, as the engine does when it loads a pack. */
const wasmRows = (shared: boolean, signs: boolean) => async (count: number, dim: number) =>
  (await import('../../../src/wasm/memory.ts')).allocateRows(count, dim, shared, signs).rows;

/** All contenders. `ratio_js`, `ratio_ort` and `share_stream` refer to their names. */
export const contenders: readonly Contender[] = [
  {
    name: 'js-f32',
    backend: 'js',
    threads: 1,
    takes: 'f32',
    copies: 1,
    load: async () => (await import('./js-f32.ts')).jsF32,
  },
  ...([1, 2] as const).map((threads): Contender => ({
    name: `stream-${threads}`,
    backend: 'wasm',
    threads,
    takes: 'int8',
    copies: 2,
    load: async () => (await import('./stream.ts')).stream(threads),
  })),
  {
    name: 'stream-webgpu',
    backend: 'webgpu',
    threads: 1,
    takes: 'int8',
    copies: 3,
    load: async () => (await import('./stream-webgpu.ts')).streamWebgpu,
  },
  ...([1, 2] as const).map((threads): Contender => ({
    name: `ort-gemm-${threads}`,
    backend: 'wasm',
    threads,
    takes: 'f32',
    copies: 3,
    load: async () => (await import('./ort-gemm.ts')).ortGemm(threads),
  })),
  {
    name: 'ort-gemm-webgpu',
    backend: 'webgpu',
    threads: 1,
    takes: 'f32',
    copies: 4,
    load: async () => (await import('./ort-gemm-webgpu.ts')).ortGemmWebgpu,
  },
  {
    name: 'tfjs-wasm',
    backend: 'wasm',
    threads: 1,
    takes: 'f32',
    copies: 4,
    load: async () => (await import('./tfjs-wasm.ts')).tfjsWasm,
  },
  {
    name: 'tfjs-webgpu',
    backend: 'webgpu',
    threads: 1,
    takes: 'f32',
    copies: 3,
    load: async () => (await import('./tfjs-webgpu.ts')).tfjsWebgpu,
  },
  {
    name: 'hnswlib-wasm',
    backend: 'wasm',
    threads: 1,
    takes: 'f32',
    copies: 3,
    load: async () => (await import('./hnswlib-wasm.ts')).hnswlibWasm,
  },
  {
    name: 'orama',
    backend: 'js',
    threads: 1,
    takes: 'f32',
    copies: 5,
    load: async () => (await import('./orama.ts')).oramaVectors,
  },
  {
    name: 'sqlite-vec',
    backend: 'wasm',
    threads: 1,
    takes: 'f32',
    copies: 3,
    load: async () => (await import('./sqlite-vec.ts')).sqliteVec,
  },
  {
    name: 'transformers-cos-sim',
    backend: 'js',
    threads: 1,
    takes: 'f32',
    copies: 1,
    load: async () => (await import('./transformers-cos-sim.ts')).transformersCosSim,
  },
  {
    name: 'jax-js-webgpu',
    backend: 'webgpu',
    threads: 1,
    takes: 'f32',
    copies: 3,
    load: async () => (await import('./jax-js-webgpu.ts')).jaxJsWebgpu,
  },
  vitrineContender('vitrine-js', 'js', async (rows) =>
    (await import('../../../src/core/vectors/float-scorer.ts')).createFloatScorer(rows),
  ),
  ...(
    [
      ['relaxed', 1],
      ['relaxed', 2],
      ['plain', 1],
    ] as const
  ).map(([simd, threads]) =>
    vitrineContender(
      `vitrine-${simd}-${threads}`,
      'wasm',
      async (rows) => {
        const { createWasmScorer } = await import('../../../src/wasm/scorer.ts');
        const scorer = createWasmScorer(rows, { simd, threads });
        await scorer.ready; // helpers can start only while this worker waits
        return scorer;
      },
      { threads, allocate: wasmRows(threads > 1, false) },
    ),
  ),
  ...([1, 2] as const).map((threads) =>
    vitrineContender(
      `vitrine-signs-${threads}`,
      'wasm',
      async (rows) => {
        const { createSignsScorer } = await import('../../../src/wasm/signs-scorer.ts');
        const scorer = createSignsScorer(rows, { threads });
        await scorer.ready;
        return scorer;
      },
      { threads, allocate: wasmRows(threads > 1, true) },
    ),
  ),
  vitrineContender('vitrine-webgpu', 'webgpu', async (rows) =>
    (await import('./vitrine-webgpu.ts')).createScorerOnGpu(rows),
  ),
];
