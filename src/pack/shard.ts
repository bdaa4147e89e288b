/**
 * One file of rows. Little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VTRN` |
 * | 4 | u32 version, 1 |
 * | 8 | u32 rows |
 * | 12 | u32 dim |
 * | 16..63 | zero |
 * | 64 | int8 vectors `[rows * dim]`, row-major |
 * | next multiple of 64, each | f32 scales, popularity, trend, fresh, rebuy, `[rows]` |
 */
import { COLUMN_NAMES, type Columns } from '../core/catalogue.ts';
import { VitrineError } from '../errors.ts';

const MAGIC = 0x4e525456; // 'VTRN' read as a little-endian u32
const SHARD_VERSION = 1;
const ALIGN = 64; // a cache line, and more than any typed array asks for

/** A shard's columns, as views of one buffer. */
export interface Shard {
  readonly rows: number;
  readonly dim: number;
  readonly data: Int8Array;
  readonly scales: Float32Array;
  readonly columns: Columns;
}

export function encodeShard(shard: Shard): Uint8Array<ArrayBuffer> {
  const { rows, dim } = shard;
  const { size, ...at } = layout(rows, dim);
  const buffer = new ArrayBuffer(size);
  const header = new DataView(buffer);
  [MAGIC, SHARD_VERSION, rows, dim].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  new Int8Array(buffer, at.data).set(shard.data);
  new Float32Array(buffer, at.scales, rows).set(shard.scales);
  for (const column of COLUMN_NAMES) {
    new Float32Array(buffer, at[column], rows).set(shard.columns[column]);
  }
  return new Uint8Array(buffer);
}

/**
 * Views a shard without copying it.
 *
 * @throws {VitrineError} `bad-pack` if it is not one or is cut short, `pack-version` if it is newer than this code.
 */
export function decodeShard(buffer: ArrayBuffer): Shard {
  const header = new DataView(buffer);
  if (buffer.byteLength < ALIGN || header.getUint32(0, true) !== MAGIC) {
    throw new VitrineError('bad-pack', 'a shard does not start as one');
  }
  const version = header.getUint32(4, true);
  if (version > SHARD_VERSION)
    throw new VitrineError('pack-version', `a shard has version ${version}: update vitrine`);
  const rows = header.getUint32(8, true);
  const dim = header.getUint32(12, true);
  const { size, ...at } = layout(rows, dim);
  if (size !== buffer.byteLength) {
    throw new VitrineError('bad-pack', `a shard of ${rows} rows has ${buffer.byteLength} bytes, not ${size}`);
  }
  return {
    rows,
    dim,
    data: new Int8Array(buffer, at.data, rows * dim),
    scales: new Float32Array(buffer, at.scales, rows),
    columns: {
      popularity: new Float32Array(buffer, at.popularity, rows),
      trend: new Float32Array(buffer, at.trend, rows),
      fresh: new Float32Array(buffer, at.fresh, rows),
      rebuy: new Float32Array(buffer, at.rebuy, rows),
    },
  };
}

function layout(rows: number, dim: number) {
  const data = ALIGN;
  const scales = aligned(data + rows * dim);
  const popularity = aligned(scales + 4 * rows);
  const trend = aligned(popularity + 4 * rows);
  const fresh = aligned(trend + 4 * rows);
  const rebuy = aligned(fresh + 4 * rows);
  return { data, scales, popularity, trend, fresh, rebuy, size: aligned(rebuy + 4 * rows) };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGN) * ALIGN;
}
