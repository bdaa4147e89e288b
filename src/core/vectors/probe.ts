import { VitrineError } from '../../errors.ts';
import type { Rows, Scan, Scorer } from '../ports.ts';
import { quantiseQuery, quantiseRows } from './quantise.ts';
import { randomRows, seeded } from './random.ts';
import { createJsScorer } from './score.ts';

const COUNT = 3000; // more than one tile of the GPU, so that merging is tested too
const DIM = 64;

/**
 * Scores a fixed probe on a back end and on the oracle, so that silently wrong arithmetic shows before a shopper sees it.
 *
 * @param create Makes the back end for the probe's rows. The probe disposes of it.
 * @throws {VitrineError} `gpu` if the two differ in any hit.
 */
export async function probe(create: (rows: Rows) => Promise<Scorer> | Scorer): Promise<void> {
  const rows = quantiseRows(randomRows(COUNT, DIM, seeded(1)), DIM);
  const scan = probeScan();
  const scorer = await create(rows);
  try {
    const [got, expected] = await Promise.all([scorer.scan(scan), createJsScorer(rows).scan(scan)]);
    if (JSON.stringify(got.map(flat)) !== JSON.stringify(expected.map(flat))) {
      throw new VitrineError('gpu', `the ${scorer.backend} back end computes wrong scores`);
    }
  } finally {
    scorer.dispose();
  }
}

function probeScan(): Scan {
  const random = seeded(2);
  return {
    queries: Array.from({ length: 3 }, () => quantiseQuery(randomRows(1, DIM, random)).values),
    k: 50,
    mask: Uint32Array.from({ length: Math.ceil(COUNT / 32) }, () => (random() * 2 ** 32) >>> 0),
    prior: Int32Array.from({ length: COUNT }, () => Math.floor(random() * KEY_PRIOR)),
  };
}

const KEY_PRIOR = 100_000;

function flat(hits: readonly { row: number; key: number }[]): number[] {
  return hits.flatMap(({ row, key }) => [row, key]);
}
