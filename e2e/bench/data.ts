/**
 * Generates rows like a catalogue's embeddings in the worker, from a seed, so that every contender has the same.
 *
 * They are a mixture: a row is one of 256 random unit centres plus Gaussian noise of length about 0.8, normalised. So two
 * rows of one centre have a cosine of about 0.6, like embeddings of products of one category, and there are clusters for
 * indexes that look for them. Queries come from the same mixture.
 */
import type { Rows } from '../../src/core/ports.ts';
import { quantiseRows } from '../../src/core/vectors/quantise.ts';
import { randomRows, seeded } from '../../src/core/vectors/random.ts';
import { ordinaryRows } from '../../src/core/vectors/quantise.ts';
import { TopK } from '../../src/core/vectors/top-k.ts';
import type { BenchData } from './contender.ts';

const CENTRES = 256;
const NOISE_LENGTH = 0.8;
const QUERIES = 64;
const CHECKED_QUERIES = 16;
const CHUNK = 1024; // rows generated at a time, so that memory need not hold all f32 rows

/** The size of a table of normal draws. To sample it is about ten times faster than to compute each draw. */
const NORMALS = 65_536;

export interface Shape {
  readonly count: number;
  readonly dim: number;
  readonly k: number;
}

export type AllocateRows = (count: number, dim: number) => Promise<Rows> | Rows;

export async function makeData({ count, dim, k }: Shape, allocate?: AllocateRows): Promise<BenchData> {
  const mixture = mixtureOf(dim);
  const queries = split(mixture(QUERIES, seeded(2)), dim);
  const checked = queries.slice(0, CHECKED_QUERIES);
  const best = checked.map(() => new TopK(k));
  const vectors = new Float32Array(allocate ? 0 : count * dim);
  const rows = allocate ? await allocate(count, dim) : ordinaryRows(0, dim);

  const random = seeded(3);
  for (let from = 0; from < count; from += CHUNK) {
    const chunk = mixture(Math.min(CHUNK, count - from), random);
    checked.forEach((query, i) => {
      score(chunk, query, from, best[i]!);
    });
    if (allocate) {
      const quantised = quantiseRows(chunk, dim);
      rows.data.set(quantised.data, from * dim);
      rows.scales.set(quantised.scales, from);
    } else vectors.set(chunk, from * dim);
  }
  const truth = best.map((top) => top.sorted().map(({ row }) => row));
  return { count, dim, vectors, rows, queries, truth };
}

function mixtureOf(dim: number): (count: number, random: () => number) => Float32Array<ArrayBuffer> {
  const centres = randomRows(CENTRES, dim, seeded(1));
  const noise = normals().map((value) => (value * NOISE_LENGTH) / Math.sqrt(dim));
  return (count, random) => {
    const rows = new Float32Array(count * dim);
    for (let from = 0; from < rows.length; from += dim) {
      const centre = Math.floor(random() * CENTRES) * dim;
      let square = 0;
      for (let j = 0; j < dim; j++) {
        const value = centres[centre + j]! + noise[Math.floor(random() * NORMALS)]!;
        rows[from + j] = value;
        square += value * value;
      }
      const norm = Math.sqrt(square);
      for (let j = from; j < from + dim; j++) rows[j]! /= norm;
    }
    return rows;
  };
}

/** Box and Muller's transform of uniform draws. */
function normals(): Float32Array<ArrayBuffer> {
  const random = seeded(4);
  return Float32Array.from(
    { length: NORMALS },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

/** Offers the exact scores, in f64 over f32 rows. */
function score(chunk: Float32Array, query: Float32Array, firstRow: number, best: TopK): void {
  const dim = query.length;
  for (let row = 0, i = 0; i < chunk.length; row++) {
    let sum = 0;
    for (let j = 0; j < dim; j++, i++) sum += chunk[i]! * query[j]!;
    best.push(firstRow + row, sum);
  }
}

function split(rows: Float32Array<ArrayBuffer>, dim: number): Float32Array<ArrayBuffer>[] {
  return Array.from({ length: rows.length / dim }, (_, row) => rows.slice(row * dim, (row + 1) * dim));
}
