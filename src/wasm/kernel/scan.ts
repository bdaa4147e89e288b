// One pass over a run of rows for all queries: a block of rows is read once from memory, and what is among the best is
// kept before the next block.
import { choose } from './choose';
import { innerProducts } from './dot';

/** Rows that stay in the nearest cache while every query meets them: 24 KB at 384 dimensions. */
const BLOCK = 64;

/**
 * @param from a multiple of 64
 * @param rows `[count * dim]` int8; 511 bytes past the end may be read, and count for nothing
 * @param queries `[width]` queries as `innerProducts` takes them, `queryBytes` each
 * @param mask `[ceil(count / 32)]` u32, or 0 for none
 * @param prior `[count]` i32, or 0 for none
 * @param heaps `[width][k]` i64
 * @param scratch 1 KiB
 */
export function walk(
  from: i32,
  to: i32,
  dim: i32,
  rows: usize,
  scales: usize,
  sums: usize,
  queries: usize,
  queryBytes: i32,
  width: i32,
  mask: usize,
  prior: usize,
  heaps: usize,
  k: i32,
  scratch: usize,
): void {
  for (let first = from; first < to; first += BLOCK) {
    if (mask != 0 && load<u64>(mask + (((<usize>first) >> 6) << 3)) == 0) continue;
    const count = min(BLOCK, to - first);
    const at = rows + <usize>first * <usize>dim;
    for (let q = 0; q < width; q++) {
      innerProducts(count, at, dim, queries + <usize>(q * queryBytes), scratch);
      choose(first, first + count, scratch, scales, sums, mask, prior, heaps + ((<usize>(q * k)) << 3), k);
    }
  }
}
