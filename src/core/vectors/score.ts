/**
 * The arithmetic that every back end shares, in plain TypeScript: the oracle.
 *
 * A row's key is `trunc(f32(dot) * f32(scale * 2^16)) + prior`, an integer:
 * - `dot`, the inner product of int8 row and 7-bit query, is exact in 32-bit integers, and exact as f32 while
 *   127 * 63 * dim < 2^24, so for dim <= 2096;
 * - the one f32 multiplication is correctly rounded in WGSL, WebAssembly and here (`Math.fround`);
 * - the rest is integer again, so no compiler may fuse or reorder it into another number.
 * So keys are equal to the bit on every back end. They order the candidates; `rescore` then gives them exact scores.
 */
import { VitrineError } from '../../errors.ts';
import type { Hit, Rows, Scan, Scorer } from '../ports.ts';
import { TopK } from './top-k.ts';

/** One unit of `row . query` is this many key units. A power of two, so scaling by it is exact. */
export const KEY_ONE = 65536;

/** Limits of one scan, the same on every back end. */
export const MAX_K = 256;
export const MAX_QUERIES = 8;
export const MAX_DIM = 2096;

/** The oracle as a back end. Borrows `rows`. */
export function createJsScorer(rows: Rows): Scorer {
  checkRows(rows);
  const keyScales = keyScalesOf(rows);
  return {
    backend: 'js',

    scan: async (scan) => {
      checkScan(rows, scan);
      const best = scan.queries.map(() => new TopK(scan.k));
      for (let row = 0; row < rows.count; row++) {
        if (scan.mask && !allowed(scan.mask, row)) continue;
        const prior = scan.prior ? scan.prior[row]! : 0;
        scan.queries.forEach((query, i) =>
          best[i]!.push(row, keyOf(dotRow(rows, row, query), keyScales[row]!) + prior),
        );
      }
      return best.map((top): Hit[] => top.sorted());
    },
    dispose: () => undefined,
  };
}

/** `[count]` f32: each row's scale in key units. */
export function keyScalesOf({ scales }: Rows): Float32Array<ArrayBuffer> {
  return Float32Array.from(scales, (scale) => scale * KEY_ONE);
}

/** The key of a row before its prior. `dot * keyScale` is exact in f64, so `fround` rounds once, as f32 hardware does. */
export function keyOf(dot: number, keyScale: number): number {
  return Math.trunc(Math.fround(dot * keyScale));
}

/** Largest absolute value of a prior: a key and its prior fit 32 bits together. */
export const PRIOR_MAX = 2 ** 30;

/**
 * Priors in the key units of a query with this scale, `[count]`, as a scan adds them to the keys; `PRIOR_MAX` at most.
 * A plain loop: it runs over the whole catalogue with every shelf.
 */
export function priorKeys(priors: Float64Array, queryScale: number): Int32Array<ArrayBuffer> {
  const keys = new Int32Array(priors.length);
  const one = KEY_ONE / queryScale;
  for (let row = 0; row < keys.length; row++)
    keys[row] = Math.max(-PRIOR_MAX, Math.min(PRIOR_MAX, priors[row]! * one));
  return keys;
}

/** Whether a mask lets a row appear. */
export function allowed(mask: Uint32Array, row: number): boolean {
  return ((mask[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

/** @throws {VitrineError} `bad-shape` if a back end cannot hold the rows. */
export function checkRows({ count, dim, data, scales }: Rows): void {
  if (dim <= 0 || dim % 4 !== 0 || dim > MAX_DIM) {
    throw new VitrineError('bad-shape', `dim must be a multiple of 4 up to ${MAX_DIM}, got ${dim}`);
  }
  if (data.length !== count * dim || scales.length !== count) {
    throw new VitrineError(
      'bad-shape',
      `${count} rows of ${dim} do not fit ${data.length} values and ${scales.length} scales`,
    );
  }
}

/** @throws {VitrineError} `bad-shape` or `bad-argument` if no back end may answer the scan. */
export function checkScan({ count, dim }: Rows, { queries, k, mask, prior }: Scan): void {
  if (!Number.isInteger(k) || k < 1 || k > MAX_K) {
    throw new VitrineError('bad-argument', `k must be an integer from 1 to ${MAX_K}, got ${k}`);
  }
  if (queries.length < 1 || queries.length > MAX_QUERIES) {
    throw new VitrineError('bad-argument', `a scan takes 1 to ${MAX_QUERIES} queries, got ${queries.length}`);
  }
  const wrong = queries.find((query) => query.length !== dim);
  if (wrong)
    throw new VitrineError('bad-shape', `a query has ${wrong.length} numbers, but the rows have ${dim}`);
  if (mask && mask.length !== Math.ceil(count / 32)) {
    throw new VitrineError(
      'bad-shape',
      `a mask has ${mask.length} words, but ${count} rows need ${Math.ceil(count / 32)}`,
    );
  }
  if (prior && prior.length !== count)
    throw new VitrineError('bad-shape', `a prior has ${prior.length} values for ${count} rows`);
}

/** The exact inner product of a row and a query. */
export function dotRow({ data, dim }: Rows, row: number, query: Int8Array): number {
  let sum = 0;
  for (let j = 0, at = row * dim; j < dim; j++, at++) sum += data[at]! * query[j]!;
  return sum;
}
