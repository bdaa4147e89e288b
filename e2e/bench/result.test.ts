import { expect, it } from 'vitest';
import type { Contender } from './contender.ts';
import { compare, type Run } from './result.ts';

const run = (name: string, backend: Contender['backend'], threads: number, p50_ms: number): Run => ({
  contender: {
    name,
    backend,
    threads,
    takes: 'f32',
    copies: 1,
    load: () => Promise.reject(new Error('unused')),
  },
  rows: 10,
  k: 1,
  measured: { p50_ms, p95_ms: p50_ms, recall: 1, build_ms: 0, first_ms: 0, rss_mb: null, size_kb: 0 },
});

it('compares a run with the baselines of as many threads, and a GPU with the GPU', () => {
  const results = compare([
    run('js-f32', 'js', 1, 8),
    run('stream-2', 'wasm', 2, 1),
    run('ort-gemm-1', 'wasm', 1, 6),
    run('ort-gemm-2', 'wasm', 2, 4),
    run('ort-gemm-webgpu', 'webgpu', 1, 10),
    run('two', 'wasm', 2, 2),
    run('gpu', 'webgpu', 1, 5),
  ]);
  const figures = (name: string) => {
    const { ratio_js, ratio_ort, share_stream } = results.find((result) => result.name === name)!;
    return [ratio_js, ratio_ort, share_stream];
  };
  expect(figures('two')).toEqual([4, 2, 0.5]);
  expect(figures('gpu')).toEqual([1.6, 2, null]);
});

it('has no ratio if the baseline did not run', () => {
  const [alone] = compare([run('two', 'wasm', 2, 2)]);
  expect(alone).toMatchObject({ ratio_js: null, ratio_ort: null, share_stream: null });
});
