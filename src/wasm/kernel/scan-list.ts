// The exact pass over rows that a first pass has listed.
import { choose } from './choose';
import { innerProducts } from './dot';
import { touch } from './touch';

/** Rows fetched at once: they lie far apart, and one after the other each would wait for memory. */
const GROUP = 16;

/** As `walk`, for one query and the rows listed. */
export function walkList(
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
    if ((i & (GROUP - 1)) == 0) touch(list + ((<usize>i) << 2), min(GROUP, length - i), dim, rows);
    const row = load<i32>(list + ((<usize>i) << 2));
    innerProducts(1, rows + <usize>row * <usize>dim, dim, query, scratch);
    choose(row, row + 1, scratch, scales, sums, mask, prior, heap, k);
  }
}
