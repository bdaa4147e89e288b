// The exact pass over the rows that the one-bit pass has listed.
import { offerRows } from './offer-rows';
import { innerProducts } from './dot';
import { prefetch } from './prefetch';

/** Rows prefetched together: they lie far apart, so each alone would wait for memory. */
const GROUP = 16;

/** As `scan`, for one query and the listed rows. */
export function scanList(
  list: usize,
  length: i32,
  dim: i32,
  rows: usize,
  scales: usize,
  sums: usize,
  query: usize,
  mask: usize,
  prior: usize,
  heap: usize,
  k: i32,
  scratch: usize,
): void {
  for (let i = 0; i < length; i++) {
    if ((i & (GROUP - 1)) == 0) prefetch(list + ((<usize>i) << 2), min(GROUP, length - i), dim, rows);
    const row = load<i32>(list + ((<usize>i) << 2));
    innerProducts(1, rows + <usize>row * <usize>dim, dim, query, scratch);
    offerRows(row, row + 1, scratch, scales, sums, mask, prior, heap, k);
  }
}
