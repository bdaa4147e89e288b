import { badPack } from './bad-pack.ts';

/** Writes rows as little-endian u32. They must be in ascending order. */
export function encodeRowList(rows: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Uint32Array.from(rows).buffer);
}

/** @throws {VitrineError} `bad-pack` if the rows are not in ascending order or one is not below `end`. */
export function decodeRowList(buffer: ArrayBuffer, end: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(buffer.slice(0, buffer.byteLength & ~3));
  if (buffer.byteLength % 4 || rows.some((row, i) => row >= end || (i > 0 && row <= rows[i - 1]!)))
    throw badPack(`a row list is not in ascending order, or names a row that is not below ${end}`);
  return rows;
}
