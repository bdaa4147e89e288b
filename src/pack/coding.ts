import { along, type Projection } from '../core/vectors/projection.ts';
import type { Deflate } from './deflate.ts';
import { firstDirections, fitProjection, type Directions } from './fit-projection.ts';
import { encodeVectors } from './vectors.ts';

/** How a pack holds vectors. */
export interface Coding {
  readonly projection: Projection;
  /** `[dim]`: what a component is rounded to a multiple of. */
  readonly steps: Float32Array<ArrayBuffer>;
}

/** What vectors may cost. */
export interface Precision {
  /** Components kept: a multiple of 4. */
  readonly dim: number;
  /** Mean of a component, after packing. */
  readonly bits: number;
}

/** With fewer rows there is too little to learn steps from, and nothing to save. */
const LEAST_ROWS = 512;
const FINE_STEP = 2 ** -10;
/** Rows that a size is measured on. */
const MEASURED = 2048;
const ROUNDS = 12;
/**
 * Steps are wider where there is less energy, as its power: what is rounded off a component is multiplied by the query's,
 * which is small there too. The best of several for recall on the catalogues of docs/pack.md.
 */
const WEIGHTING = 0.4;

/** The default: within 2 MB for 10,000 items. */
export function defaultPrecision(from: number): Precision {
  return { dim: Math.min(384, from), bits: 4 };
}

/** Chooses directions and steps for a catalogue's vectors `[count * from]`. */
export async function fitCoding(
  embeddings: Float32Array,
  from: number,
  precision: Precision,
  deflate: Deflate,
  directions: Directions = fitProjection(embeddings, from),
): Promise<Coding> {
  const kept = firstDirections(directions, Math.min(precision.dim, from));
  const { projection, energy } = kept;
  const count = embeddings.length / from;
  if (count < LEAST_ROWS) return { projection, steps: new Float32Array(projection.dim).fill(FINE_STEP) };
  const every = Math.max(1, Math.floor(count / MEASURED));
  const sample = componentsOf(embeddings, projection, evenly(count, every));
  const rows = sample.length / projection.dim;
  const most = (rows * projection.dim * precision.bits) / 8;
  let [fine, coarse] = [FINE_STEP / 8, 1];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = Math.sqrt(fine * coarse);
    const size = (await encodeVectors(sample, stepsOf(energy, middle), deflate)).length;
    if (size > most) fine = middle;
    else coarse = middle;
  }
  return { projection, steps: stepsOf(energy, coarse) };
}

/** The rows named, along the directions: `[rows.length * dim]`. */
export function componentsOf(
  embeddings: Float32Array,
  projection: Projection,
  rows: readonly number[],
): Float32Array<ArrayBuffer> {
  const { from, dim } = projection;
  const components = new Float32Array(rows.length * dim);
  rows.forEach((row, i) => {
    components.set(along(projection, embeddings.subarray(row * from, (row + 1) * from)), i * dim);
  });
  return components;
}

/** Every so many of the numbers below `count`. */
export function evenly(count: number, every: number): number[] {
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}

function stepsOf(energy: Float64Array, base: number): Float32Array<ArrayBuffer> {
  const mean = energy.reduce((sum, value) => sum + value, 0) / energy.length;
  return Float32Array.from(energy, (value) => base * (value / mean) ** -WEIGHTING);
}
