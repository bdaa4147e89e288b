/**
 * Vectors of one shard. Little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VTRN` |
 * | 4 | u32 version, 2 |
 * | 8 | u32 rows |
 * | 12 | u32 dim |
 * | 16..63 | zero |
 * | 64 | f32 steps `[dim]` |
 * | after it | deflated: u8 planes `[dim]`, then the planes |
 *
 * Component i of a row along the pack's directions is `code * steps[i]`. Codes are stored component by component, so that
 * what is alike stands together: the low bytes of a component's codes `[rows]`, and where it has two planes the high ones.
 * A code is stored as `2 * code`, below zero as `-2 * code - 1`.
 */
import type { Rows } from '../core/ports.ts';
import { quantiseRows } from '../core/vectors/quantise.ts';
import { hadamard } from '../core/vectors/hadamard.ts';
import { VitrineError } from '../errors.ts';
import { inflate, type Deflate } from './deflate.ts';

const MAGIC = 0x4e525456; // 'VTRN' read as a little-endian u32
const VECTORS_VERSION = 2;
const START = 64;
const MOST_CODE = 32_767;

/** @param components `[rows * dim]`, row-major, along the pack's directions. */
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

/** The steps that a shard's codes count. @throws as `decodeVectors`. */
export function stepsIn(buffer: ArrayBuffer): Float32Array<ArrayBuffer> {
  const { dim } = headerOf(buffer);
  return new Float32Array(buffer, START, dim);
}

/**
 * The rows as scorers take them: spread, then int8.
 *
 * @throws {VitrineError} `bad-pack` if it is no such file or cut short, `pack-version` if it is newer than this code.
 */
export async function decodeVectors(buffer: ArrayBuffer): Promise<Rows> {
  const { rows, dim } = headerOf(buffer);
  const planes = await inflate(new Uint8Array(buffer, START + 4 * dim), 'a shard');
  return spreadRows(valuesOf(planes, rows, stepsIn(buffer)), dim);
}

function headerOf(buffer: ArrayBuffer): { rows: number; dim: number } {
  const header = new DataView(buffer);
  if (buffer.byteLength < START || header.getUint32(0, true) !== MAGIC)
    throw new VitrineError('bad-pack', 'a shard is damaged');
  const version = header.getUint32(4, true);
  if (version !== VECTORS_VERSION)
    throw new VitrineError(
      'pack-version',
      `a shard has version ${version}, this code reads ${VECTORS_VERSION}`,
    );
  const [rows, dim] = [header.getUint32(8, true), header.getUint32(12, true)];
  if (buffer.byteLength < START + 4 * dim) throw new VitrineError('bad-pack', 'a shard is damaged');
  return { rows, dim };
}

/** Rows as a reader of the pack gets them, without writing and reading. */
export function roundedRows(components: Float32Array, steps: Float32Array): Rows {
  const dim = steps.length;
  const values = components.map((value, at) => codeOf(value, steps[at % dim]!) * steps[at % dim]!);
  return spreadRows(values, dim);
}

function spreadRows(values: Float32Array, dim: number): Rows {
  const room = new Float32Array(dim);
  for (let at = 0; at < values.length; at += dim) hadamard(values.subarray(at, at + dim), room);
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
    throw new VitrineError('bad-pack', 'a shard is damaged');
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
  return Math.max(-MOST_CODE, Math.min(MOST_CODE, Math.round(value / step)));
}
