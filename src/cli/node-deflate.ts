import { constants, deflateRawSync } from 'node:zlib';
import type { Deflate } from '../pack/deflate.ts';

/** Runs and Huffman codes only: what a pack's planes have no other pattern than. Smaller and quicker, and no chance in it. */
export const nodeDeflate: Deflate = (bytes) =>
  new Uint8Array(deflateRawSync(bytes, { level: 9, strategy: constants.Z_RLE }));
