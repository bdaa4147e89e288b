/**
 * The file of a projection, from the text model's vectors to the pack's. Little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VPRJ` |
 * | 4 | u32 version, 1 |
 * | 8 | u32 from: numbers in a vector of the text model |
 * | 12 | u32 dim: numbers in a vector of the pack |
 * | 16..63 | zero |
 * | 64 | i16 basis `[dim * from]`, in units of 2^-14 |
 */
import type { Projection } from '../core/vectors/projection.ts';
import { badPack, packVersion } from './bad-pack.ts';

const MAGIC = 0x4a525056; // 'VPRJ' read as a little-endian u32
const PROJECTION_VERSION = 1;
const START = 64;
/** A basis is stored in multiples of this. It is a power of two, so that writing and reading are exact. */
export const BASIS_UNIT = 2 ** -14;

export function encodeProjection({ from, dim, basis }: Projection): Uint8Array<ArrayBuffer> {
  const buffer = new ArrayBuffer(START + 2 * basis.length);
  const header = new DataView(buffer);
  [MAGIC, PROJECTION_VERSION, from, dim].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  new Int16Array(buffer, START).set(basis.map((value) => value / BASIS_UNIT));
  return new Uint8Array(buffer);
}

/** @throws {VitrineError} `bad-pack` if the file is another kind or cut short, `pack-version` if its version is another. */
export function decodeProjection(buffer: ArrayBuffer): Projection {
  const header = new DataView(buffer);
  if (buffer.byteLength < START || header.getUint32(0, true) !== MAGIC)
    throw badPack('the projection file does not start with VPRJ');
  const version = header.getUint32(4, true);
  if (version !== PROJECTION_VERSION) throw packVersion('the projection file', version, PROJECTION_VERSION);
  const [from, dim] = [header.getUint32(8, true), header.getUint32(12, true)];
  if (buffer.byteLength !== START + 2 * from * dim)
    throw badPack(
      `the projection file has ${buffer.byteLength} bytes, too few or too many for ${from} x ${dim} numbers`,
    );
  const basis = Float32Array.from(new Int16Array(buffer, START), (value) => value * BASIS_UNIT);
  return { from, dim, basis };
}
