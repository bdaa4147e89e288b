import { expect, it } from 'vitest';
import { server } from 'vitest/browser';
import { probe } from '../core/vectors/probe.ts';
import { quantiseQuery, quantiseRows } from '../core/vectors/quantise.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { createJsScorer } from '../core/vectors/score.ts';
import { scorerContract } from '../core/vectors/scorer.contract.ts';
import { kernelFor, type Simd } from './kernels.ts';
import { allocateRows } from './memory.ts';
import { createSignsScorer } from './signs-scorer.ts';
import { createWasmScorer } from './scorer.ts';

// WebKit has no relaxed SIMD.
const KERNELS: readonly Simd[] = server.browser === 'webkit' ? ['plain'] : ['relaxed', 'plain'];

for (const simd of KERNELS)
  scorerContract(`WebAssembly, ${simd} SIMD`, (rows) => Promise.resolve(createWasmScorer(rows, { simd })));

it('runs the best kernel that the browser has', () => {
  expect(kernelFor(false)).toBe(kernelFor(false, KERNELS[0]));
  if (KERNELS.length === 1)
    expect(() => kernelFor(false, 'relaxed')).toThrow(expect.objectContaining({ code: 'wasm' }));
});

it.each(KERNELS)('passes the probe with %s SIMD', async (simd) => {
  await probe((rows) => createWasmScorer(rows, { simd }));
});

it.each(KERNELS)('is exact at the ends of the ranges, with %s SIMD', async (simd) => {
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

it('scans rows that allocateRows allocated', async () => {
  const rows = quantiseRows(randomRows(300, 36, seeded(1)), 36);
  const { rows: inside } = allocateRows(300, 36, false);
  inside.data.set(rows.data);
  inside.scales.set(rows.scales);
  const scan = { queries: [quantiseQuery(randomRows(1, 36, seeded(2))).values], k: 9 };
  expect(await createWasmScorer(inside).scan(scan)).toEqual(await createJsScorer(rows).scan(scan));
});

it('finds nearly all hits in two passes, with their exact keys, among the rows of the mask', async () => {
  const dim = 128;
  const count = 20_000;
  const random = seeded(4);
  const rows = quantiseRows(randomRows(count, dim, random), dim);
  const mask = Uint32Array.from({ length: count / 32 }, () => (random() * 2 ** 32) >>> 0);
  const oracle = createJsScorer(rows);
  const twoPasses = createSignsScorer(rows, { share: 0.1 });
  let found = 0;
  for (let i = 0; i < 20; i++) {
    const scan = { queries: [quantiseQuery(randomRows(1, dim, random)).values], k: 20, mask };
    const [[expected], [hits]] = await Promise.all([oracle.scan(scan), twoPasses.scan(scan)]);
    const keys = new Map(expected!.map(({ row, key }) => [row, key]));
    for (const { row, key } of hits!) if (keys.has(row)) found += keys.get(row) === key ? 1 : -1000;
  }
  expect(found / 400).toBeGreaterThan(0.8); // random vectors are the hardest
});

it('finds every hit in a small catalogue, of which both passes read all rows', async () => {
  const rows = quantiseRows(randomRows(300, 36, seeded(1)), 36);
  const scan = {
    queries: [1, 2].map((seed) => quantiseQuery(randomRows(1, 36, seeded(seed))).values),
    k: 12,
  };
  expect(await createSignsScorer(rows).scan(scan)).toEqual(await createJsScorer(rows).scan(scan));
});
