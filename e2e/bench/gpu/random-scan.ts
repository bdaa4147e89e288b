import type { Rows, Scan } from '../../../src/core/ports.ts';
import { quantiseQueries } from '../../../src/core/vectors/quantise.ts';
import { randomRows, seeded } from '../../../src/core/vectors/random.ts';

/** What a scan asks for, without its numbers. */
export interface Ask {
  readonly queries: number;
  readonly k: number;
  readonly masked: boolean;
  readonly primed: boolean;
}

/** Fills rows with random bytes. They are odd, so that -128, which no row holds, is not among them. */
export function fillRows({ data, scales, dim }: Rows, seed: number): void {
  const random = seeded(seed);
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  for (let i = 0; i < words.length; i++) words[i] = (random() * 2 ** 32) | 0x01010101;
  const scale = 1 / (74 * Math.sqrt(dim)); // unit rows, more or less: 74 is the root mean square of such bytes
  for (let row = 0; row < scales.length; row++) scales[row] = scale * (0.9 + 0.2 * random());
}

export function randomScan({ count, dim }: Rows, { queries, k, masked, primed }: Ask, seed: number): Scan {
  const random = seeded(seed);
  const vectors = Array.from({ length: queries }, () => randomRows(1, dim, random));
  const words = Math.ceil(count / 32);
  return {
    queries: quantiseQueries(vectors).values,
    k,
    ...(masked && { mask: Uint32Array.from({ length: words }, () => random() * 2 ** 32) }),
    ...(primed && { prior: Int32Array.from({ length: count }, () => (random() - 0.5) * 2 ** 16) }),
  };
}
