import { along, type Projection } from '../core/vectors/projection.ts';
import type { Deflate } from './deflate.ts';
import { firstDirections, fitProjection, type Directions } from './fit-projection.ts';
import { encodeVectors } from './vectors.ts';

/** How vectors are coded in a pack. */
export interface Coding {
  readonly projection: Projection;
  /** `[dim]`: component i is rounded to a multiple of `steps[i]`. */
  readonly steps: Float32Array<ArrayBuffer>;
}

/** How many numbers and bits the vectors of a pack may take. */
export interface Precision {
  /** Components kept of each vector: a multiple of 4. */
  readonly dim: number;
  /** The mean size of a component in the file. */
  readonly bits: number;
}

/** With fewer rows, steps cannot be measured well and nothing is saved: every component then has `FINE_STEP`. */
const MIN_ROWS = 512;
const FINE_STEP = 2 ** -10;
/** The size of the file is measured on about this many rows, evenly spaced. */
const MEASURED_ROWS = 2048;
/** Halvings of the range of steps while looking for the one that gives the wanted size. */
const ROUNDS = 12;
/**
 * A component's step is `base * (energy / mean energy) ** -ENERGY_EXPONENT`. Components with less energy get wider steps:
 * their rounding error is multiplied by the same component of the query, which is small too. Of several values this one
 * gave the best recall on the catalogues of docs/pack.md.
 */
const ENERGY_EXPONENT = 0.4;

/**
 * The quantisation of a pack's files: at most 2 MB for 10,000 items. What scorers hold in memory is quantised again when
 * the pack is loaded, by `quantiseRows` in src/core/vectors/quantise.ts.
 *
 * @param from Numbers in a vector of the text model.
 */
export function defaultPrecision(from: number): Precision {
  return { dim: Math.min(384, from), bits: 4 };
}

/**
 * Chooses the directions and the steps for a catalogue's vectors: the narrowest steps with which the file takes at
 * most `precision.bits` a component.
 *
 * @param embeddings `[count * from]`, row-major.
 * @param directions Default: the principal directions of `embeddings`.
 */
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
  if (count < MIN_ROWS) return { projection, steps: new Float32Array(projection.dim).fill(FINE_STEP) };
  const every = Math.max(1, Math.floor(count / MEASURED_ROWS));
  const sample = componentsOf(embeddings, projection, evenly(count, every));
  const rows = sample.length / projection.dim;
  const maxBytes = (rows * projection.dim * precision.bits) / 8;
  let [fine, coarse] = [FINE_STEP / 8, 1];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = Math.sqrt(fine * coarse);
    const size = (await encodeVectors(sample, stepsOf(energy, middle), deflate)).length;
    if (size > maxBytes) fine = middle;
    else coarse = middle;
  }
  return { projection, steps: stepsOf(energy, coarse) };
}

/** The components of the given rows along the projection's directions: `[rows.length * dim]`. */
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

/** The multiples of `every` that are below `count`. */
export function evenly(count: number, every: number): number[] {
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}

function stepsOf(energy: Float64Array, base: number): Float32Array<ArrayBuffer> {
  const mean = energy.reduce((sum, value) => sum + value, 0) / energy.length;
  return Float32Array.from(energy, (value) => base * (value / mean) ** -ENERGY_EXPONENT);
}
