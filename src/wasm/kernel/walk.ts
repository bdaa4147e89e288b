// One pass over a run of rows for all queries: each row is read once, and what is among the best is kept at once.
import { entryOf, offer } from './heap';
import { innerProduct } from './dot';

/** As KEY_ONE in core/score.ts. */
const KEY_ONE: f32 = 65536;

/**
 * @param rows `[count * dim]` int8; 15 bytes past the end may be read, and count for nothing
 * @param scales `[count]` f32
 * @param sums `[count]` i32, what `innerProduct` takes
 * @param queries `[width]` queries as `innerProduct` takes them, `queryBytes` each
 * @param mask `[ceil(count / 32)]` u32, or 0 for none
 * @param prior `[count]` i32, or 0 for none
 * @param heaps `[width][k]` i64
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
): void {
  const steps = (dim + 15) >>> 4;
  for (let row = from; row < to; row++) {
    const index = <usize>row;
    if (mask != 0 && ((load<u32>(mask + ((index >> 5) << 2)) >> (row & 31)) & 1) == 0) continue;
    const at = rows + index * <usize>dim;
    const scale = load<f32>(scales + (index << 2)) * KEY_ONE;
    const sum = load<i32>(sums + (index << 2));
    const bonus = prior != 0 ? load<i32>(prior + (index << 2)) : 0;
    let query = queries;
    let heap = heaps;
    for (let q = 0; q < width; q++) {
      const dot = innerProduct(at, query, steps, sum);
      offer(heap, k, entryOf(<i32>(<f32>dot * scale) + bonus, row));
      query += <usize>queryBytes;
      heap += (<usize>k) << 3;
    }
  }
}
