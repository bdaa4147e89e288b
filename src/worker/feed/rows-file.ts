/**
 * The file in which a feed's rows are cached. All numbers are little-endian:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VROW` |
 * | 4 | u32 version, 1 |
 * | 8 | u32 rows |
 * | 12 | u32 dim |
 * | 16 | f32 scales `[rows]` |
 * | after them | int8 vectors `[rows * dim]`, row-major |
 */
import type { Rows } from '../../core/ports.ts';
import { VitrineError } from '../../errors.ts';

const MAGIC = 0x574f5256; // 'VROW' read as a little-endian u32
const ROWS_VERSION = 1;
const START = 16;

export function encodeRows({ count, dim, data, scales }: Rows): Uint8Array<ArrayBuffer> {
  const buffer = new ArrayBuffer(START + 4 * count + count * dim);
  const header = new DataView(buffer);
  [MAGIC, ROWS_VERSION, count, dim].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  new Float32Array(buffer, START, count).set(scales);
  new Int8Array(buffer, START + 4 * count).set(data);
  return new Uint8Array(buffer);
}

/** @throws {VitrineError} `bad-pack` if it is another file, or cut short. */
export function decodeRows(buffer: ArrayBuffer): Rows {
  const header = new DataView(buffer);
  const [magic, version, count, dim] =
    buffer.byteLength < START ? [] : [0, 4, 8, 12].map((offset) => header.getUint32(offset, true));
  const fits = buffer.byteLength === START + 4 * count! + count! * dim!;
  if (magic !== MAGIC || version !== ROWS_VERSION || !fits)
    throw new VitrineError('bad-pack', 'the cached rows of a feed are damaged: they are computed again');
  return {
    count: count!,
    dim: dim!,
    data: new Int8Array(buffer, START + 4 * count!),
    scales: new Float32Array(buffer, START, count),
  };
}
