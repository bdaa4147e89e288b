/**
 * The file of a shard's vectors. Little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VTRN` |
 * | 4 | u32 version, 2 |
 * | 8 | u32 rows |
 * | 12 | u32 dim |
 * | 16..63 | zero |
 * | 64 | f32 steps `[dim]` |
 * | after it | deflated: u8 number of planes of each component `[dim]`, then the planes |
 *
 * Component i of a row along the pack's directions is `code * steps[i]`. A code is stored as `2 * code`, or as
 * `-2 * code - 1` if it is below zero. Codes are stored component by component, because similar bytes deflate well if they
 * stand together. A component's first plane has the low bytes of its codes `[rows]`; the second one, which it has only if a
 * code needs it, has the high bytes.
 */
import type { Rows } from '../core/ports.ts';
import { quantiseRows } from '../core/vectors/quantise.ts';
import { hadamard } from '../core/vectors/hadamard.ts';
import { badPack, packVersion } from './bad-pack.ts';
import { inflate, type Deflate } from './deflate.ts';

const MAGIC = 0x4e525456; // 'VTRN' read as a little-endian u32
const VECTORS_VERSION = 2;
const START = 64;
const MAX_CODE = 32_767;

/**
 * @param components `[rows * dim]`, row-major, along the pack's directions.
 * @param steps `[dim]`: component i is rounded to a multiple of `steps[i]`.
 */
export async function encodeVectors(
  components: Float32Array,
  steps: Float32Array,
  deflate: Deflate,
): Promise<Uint8Array<ArrayBuffer>> {
  const dim = steps.length;
  const rows = components.length / dim;
  const packed = await deflate(planesOf(components, steps));
  const file = new Uint8Array(START + 4 * dim + packed.length);
  const header = new DataView(file.buffer);
  [MAGIC, VECTORS_VERSION, rows, dim].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  new Float32Array(file.buffer, START, dim).set(steps);
  file.set(packed, START + 4 * dim);
  return file;
}

/** The steps of a shard's components, `[dim]`. @throws as `decodeVectors`. */
export function stepsIn(buffer: ArrayBuffer): Float32Array<ArrayBuffer> {
  const { dim } = headerOf(buffer);
  return new Float32Array(buffer, START, dim);
}

/**
 * Reads the rows as scorers take them: rotated by `hadamard`, then quantised to int8.
 *
 * @throws {VitrineError} `bad-pack` if the file is another kind, cut short, or does not have `rows` rows of `dim` numbers;
 *   `pack-version` if its version is another.
 */
export async function decodeVectors(buffer: ArrayBuffer, rows: number, dim: number): Promise<Rows> {
  const header = headerOf(buffer);
  if (header.rows !== rows || header.dim !== dim)
    throw badPack(`a shard has ${header.rows} rows of ${header.dim} numbers, not ${rows} of ${dim}`);
  if (!stepsIn(buffer).every(Number.isFinite)) throw badPack('a vectors file has a step that is no number');
  const max = dim + 2 * rows * dim;
  const planes = await inflate(new Uint8Array(buffer, START + 4 * dim), 'a vectors file', max);
  return scorerRows(valuesOf(planes, rows, stepsIn(buffer)), dim);
}

function headerOf(buffer: ArrayBuffer): { rows: number; dim: number } {
  const header = new DataView(buffer);
  if (buffer.byteLength < START || header.getUint32(0, true) !== MAGIC)
    throw badPack('a vectors file does not start with VTRN');
  const version = header.getUint32(4, true);
  if (version !== VECTORS_VERSION) throw packVersion('a vectors file', version, VECTORS_VERSION);
  const [rows, dim] = [header.getUint32(8, true), header.getUint32(12, true)];
  if (buffer.byteLength < START + 4 * dim)
    throw badPack(`a vectors file of ${dim} numbers a row is cut short`);
  return { rows, dim };
}

/** The rows that a reader gets after these components are written and read. */
export function roundedRows(components: Float32Array, steps: Float32Array): Rows {
  const dim = steps.length;
  const values = components.map((value, index) => codeOf(value, steps[index % dim]!) * steps[index % dim]!);
  return scorerRows(values, dim);
}

function scorerRows(values: Float32Array, dim: number): Rows {
  const room = new Float32Array(dim);
  for (let start = 0; start < values.length; start += dim)
    hadamard(values.subarray(start, start + dim), room);
  return quantiseRows(values, dim);
}

function planesOf(components: Float32Array, steps: Float32Array): Uint8Array<ArrayBuffer> {
  const dim = steps.length;
  const rows = components.length / dim;
  const planes = new Uint8Array(dim + 2 * rows * dim);
  let end = dim;
  for (let i = 0; i < dim; i++) {
    let wide = false;
    for (let row = 0; row < rows; row++) {
      const code = codeOf(components[row * dim + i]!, steps[i]!);
      const unsigned = code < 0 ? -2 * code - 1 : 2 * code;
      planes[end + row] = unsigned;
      planes[end + rows + row] = unsigned >> 8;
      wide ||= unsigned > 255;
    }
    planes[i] = wide ? 2 : 1;
    end += planes[i]! * rows;
  }
  return planes.slice(0, end);
}

function valuesOf(planes: Uint8Array, rows: number, steps: Float32Array): Float32Array {
  const dim = steps.length;
  const counts = planes.subarray(0, dim);
  const size = counts.reduce((sum, count) => sum + count * rows, dim);
  if (planes.length !== size || counts.some((count) => count < 1 || count > 2))
    throw badPack(`a vectors file does not hold ${rows} rows of ${dim} numbers`);
  const values = new Float32Array(rows * dim);
  let from = dim;
  for (let i = 0; i < dim; i++) {
    const step = steps[i]!;
    const wide = counts[i] === 2;
    for (let row = 0, to = i; row < rows; row++, to += dim) {
      const unsigned = planes[from + row]! + (wide ? planes[from + rows + row]! << 8 : 0);
      values[to] = (unsigned & 1 ? -(unsigned + 1) / 2 : unsigned / 2) * step;
    }
    from += counts[i]! * rows;
  }
  return values;
}

function codeOf(value: number, step: number): number {
  return Math.max(-MAX_CODE, Math.min(MAX_CODE, Math.round(value / step)));
}
