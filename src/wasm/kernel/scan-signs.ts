// Two passes over a run of rows: those that look near by their signs, and of these the best.
import { distances } from './signs';
import { walkList } from './scan-list';

/**
 * As `walk`, for one query, of the rows that are at most so far from it.
 *
 * @param from a multiple of 64
 * @param bits, places, tables see bits.ts
 * @param list `[to - from]` i32, room for the rows that are near
 * @param scratch 1 KiB
 */
export function walkNear(
  from: i32,
  to: i32,
  dim: i32,
  bytes: i32,
  bits: usize,
  taken: i32,
  places: usize,
  tables: usize,
  most: i32,
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
  const limit = i16x8.splat(<i16>most);
  let end = list;
  bits += <usize>from * <usize>bytes;
  for (let first = from; first < to; first += 64, bits += (<usize>bytes) << 6) {
    if (mask != 0 && load<u64>(mask + ((<usize>first) >> 3)) == 0) continue;
    distances(bits, taken, places, tables, scratch);
    for (let some = first, at = scratch; some < min(first + 64, to); some += 16, at += 32) {
      const near = i8x16.narrow_i16x8_s(
        i16x8.le_s(v128.load(at), limit),
        i16x8.le_s(v128.load(at, 16), limit),
      );
      for (let left = i8x16.bitmask(near); left != 0; left &= left - 1) {
        const row = some + ctz(left);
        if (row >= to) break;
        store<i32>(end, row);
        end += 4;
      }
    }
  }
  const length = <i32>((end - list) >>> 2);
  walkList(list, length, dim, rows, scales, sums, query, mask, prior, heap, k, scratch);
}
