import { isDeepStrictEqual } from 'node:util';
import { ordinaryRows } from '../../../src/core/vectors/quantise.ts';
import { seeded } from '../../../src/core/vectors/random.ts';
import { createJsScorer } from '../../../src/core/vectors/score.ts';
import { featuresOf } from '../../../src/gpu/pipelines.ts';
import { createGpuScorer } from '../../../src/gpu/scorer.ts';
import type { Features } from '../../../src/gpu/shaders.ts';
import { fillRows, randomScan, type Ask } from './random-scan.ts';

/** Rows and what is asked of them; `seed` gives the numbers. */
export interface Shape extends Ask {
  readonly seed: number;
  readonly count: number;
  readonly dim: number;
}

export interface CheckedShapes {
  readonly shapes: number;
  /** Ways to compute that were tried with each shape. */
  readonly ways: readonly Features[];
  /** Those whose hits differ from the oracle's in any bit. */
  readonly wrong: readonly (Shape & Features)[];
}

/** Products that the oracle computes for a shape, at most: some 50 ms. */
const MAX_PRODUCTS = 4e7;

/** Compares the kernels with the oracle over random shapes: whole hits, keys and order included. */
export async function checkShapes(device: GPUDevice, shapes: number): Promise<CheckedShapes> {
  const ways = waysOf(device);
  const wrong: (Shape & Features)[] = [];
  for (let seed = 1; seed <= shapes; seed++) {
    const shape = shapeOf(seed);
    const rows = ordinaryRows(shape.count, shape.dim);
    fillRows(rows, seed);
    const scan = randomScan(rows, shape, seed);
    const expected = await createJsScorer(rows).scan(scan);
    for (const way of ways) {
      const scorer = await createGpuScorer(device, rows, way);
      if (!isDeepStrictEqual(await scorer.scan(scan), expected)) wrong.push({ ...shape, ...way });
      scorer.dispose();
    }
  }
  return { shapes, ways, wrong };
}

/** From one row to some hundred thousand, and from 4 to 2096 components; small ones as often as large ones. */
export function shapeOf(seed: number): Shape {
  const random = seeded(seed);
  const upTo = (max: number) => Math.max(1, Math.floor((max + 1) ** random()));
  const queries = 1 + Math.floor(random() * 8);
  const dim = 4 * upTo(524);
  const count = upTo(Math.min(300_000, MAX_PRODUCTS / (queries * dim)));
  return { seed, count, dim, queries, k: upTo(256), masked: random() < 0.5, primed: random() < 0.5 };
}

/** All that the device has, then without each part of it. */
function waysOf(device: GPUDevice): Features[] {
  const best = featuresOf(device);
  const less: Features[] = [
    { ...best, packed: false },
    { ...best, subgroups: false },
    { ...best, workgroupSize: best.workgroupSize === 16 ? 256 : 16 },
  ];
  const differs = (way: Features) => JSON.stringify(way) !== JSON.stringify(best);
  return [best, ...less.filter(differs)];
}
