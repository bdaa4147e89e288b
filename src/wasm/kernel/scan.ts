// One pass over a run of rows for all queries: each block of rows is read from memory once, scored for every query, and
// offered to the heaps before the next block.
import { offerRows } from './offer-rows';
import { innerProducts } from './dot';

/** Rows that stay in the first-level cache while every query is scored: 24 KB at 384 dimensions. */
const BLOCK = 64;

/**
 * @param from a multiple of 64
 * @param rows `[count * dim]` int8; up to 511 bytes past the end are read and ignored
 * @param queries `[width]` queries in the form of `innerProducts`, `queryBytes` each
 * @param mask `[ceil(count / 32)]` u32, or 0 for none
 * @param prior `[count]` i32, or 0 for none
 * @param heaps `[width][k]` i64
 * @param scratch 1 KiB
 */
export function scan(
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
    const block = rows + <usize>first * <usize>dim;
    for (let q = 0; q < width; q++) {
      innerProducts(count, block, dim, queries + <usize>(q * queryBytes), scratch);
      offerRows(first, first + count, scratch, scales, sums, mask, prior, heaps + ((<usize>(q * k)) << 3), k);
    }
  }
}
