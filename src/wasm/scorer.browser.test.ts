import { expect, it } from 'vitest';
import { probe } from '../core/probe.ts';
import { quantiseQuery, quantiseRows } from '../core/quantise.ts';
import { randomRows, seeded } from '../core/random.ts';
import { createJsScorer } from '../core/score.ts';
import { scorerContract } from '../core/scorer.contract.ts';
import { allocateRows } from './memory.ts';
import { createWasmScorer } from './scorer.ts';

scorerContract('WebAssembly, relaxed SIMD', (rows) =>
  Promise.resolve(createWasmScorer(rows, { simd: 'relaxed' })),
);
scorerContract('WebAssembly, plain SIMD', (rows) =>
  Promise.resolve(createWasmScorer(rows, { simd: 'plain' })),
);

it.each(['relaxed', 'plain'] as const)('passes the probe with %s SIMD', async (simd) => {
  await probe((rows) => createWasmScorer(rows, { simd }));
});

it.each(['relaxed', 'plain'] as const)('is exact at the ends of the ranges, with %s SIMD', async (simd) => {
  const dim = 2096;
  const rows = {
    count: 4,
    dim,
    data: Int8Array.from(
      { length: 4 * dim },
      (_, i) => [127, -127, i % 2 ? 127 : -127, 0][Math.floor(i / dim)]!,
    ),
    scales: Float32Array.of(0.001, 0.001, 0.001, 1),
  };
  const queries = [63, -63].map((value) => new Int8Array(dim).fill(value));
  const scan = { queries, k: 4 };
  expect(await createWasmScorer(rows, { simd }).scan(scan)).toEqual(await createJsScorer(rows).scan(scan));
});

it('uses rows where they lie', async () => {
  const rows = quantiseRows(randomRows(300, 36, seeded(1)), 36);
  const { rows: inside } = allocateRows(300, 36, false);
  inside.data.set(rows.data);
  inside.scales.set(rows.scales);
  const scan = { queries: [quantiseQuery(randomRows(1, 36, seeded(2))).values], k: 9 };
  expect(await createWasmScorer(inside).scan(scan)).toEqual(await createJsScorer(rows).scan(scan));
});
