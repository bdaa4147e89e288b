// Two passes over a run of rows: a one-bit pass lists the rows whose signs are near the query, then an exact pass scores
// those.
import { distances } from './signs';
import { scanList } from './scan-list';

/**
 * As `scan`, for one query, and only for the rows within `maxDistance` of it.
 *
 * @param from a multiple of 64
 * @param signs, usedBytes, byteIndices, tables see signs.ts
 * @param list `[to - from]` i32, scratch for the near rows
 * @param scratch 1 KiB
 */
export function scanSigns(
  from: i32,
  to: i32,
  dim: i32,
  bytes: i32,
  signs: usize,
  usedBytes: i32,
  byteIndices: usize,
  tables: usize,
  maxDistance: i32,
  list: usize,
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
  const limit = i16x8.splat(<i16>maxDistance);
  let end = list;
  signs += <usize>from * <usize>bytes;
  for (let first = from; first < to; first += 64, signs += (<usize>bytes) << 6) {
    if (mask != 0 && load<u64>(mask + ((<usize>first) >> 3)) == 0) continue;
    distances(signs, usedBytes, byteIndices, tables, scratch);
    for (let group = first, found = scratch; group < min(first + 64, to); group += 16, found += 32) {
      const near = i8x16.narrow_i16x8_s(
        i16x8.le_s(v128.load(found), limit),
        i16x8.le_s(v128.load(found, 16), limit),
      );
      for (let left = i8x16.bitmask(near); left != 0; left &= left - 1) {
        const row = group + ctz(left);
        if (row >= to) break;
        store<i32>(end, row);
        end += 4;
      }
    }
  }
  const length = <i32>((end - list) >>> 2);
  scanList(list, length, dim, rows, scales, sums, query, mask, prior, heap, k, scratch);
}
