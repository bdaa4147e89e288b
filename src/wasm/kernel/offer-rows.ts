// Turns inner products into keys, four rows at a time, and offers the few good enough rows to the heap.
import { entryOf, offer, threshold } from './heap';

/** As KEY_ONE in core/vectors/score.ts. */
const KEY_ONE: f32 = 65536;

/**
 * @param partial `[to - from]` i32x4, written by `innerProducts`
 * @param scales `[count]` f32 | sums `[count]` i32, read by relaxed SIMD only
 * @param mask `[ceil(count / 32)]` u32, or 0 | prior `[count]` i32, or 0
 */
export function offerRows(
  from: i32,
  to: i32,
  partial: usize,
  scales: usize,
  sums: usize,
  mask: usize,
  prior: usize,
  heap: usize,
  k: i32,
): void {
  const one = f32x4.splat(KEY_ONE);
  let minKey = threshold(heap);
  for (let row = from; row < to; row += 4) {
    const offset = (<usize>row) << 2;
    let dots = fourSums(partial);
    partial += 64;
    if (ASC_FEATURE_RELAXED_SIMD) dots = i32x4.sub(dots, i32x4.shl(v128.load(sums + offset), 6));
    // A power of two scales exactly, so the one rounding is that of the second multiplication.
    const scale = f32x4.mul(v128.load(scales + offset), one);
    const values = f32x4.mul(f32x4.convert_i32x4_s(dots), scale);
    // Most rows end here. A value that truncates to more than `minKey` is at least `minKey` rounded to f32.
    if (prior == 0 && !v128.any_true(f32x4.ge(values, f32x4.splat(<f32>minKey)))) continue;
    let keys = i32x4.trunc_sat_f32x4_s(values);
    if (prior != 0) keys = i32x4.add(keys, v128.load(prior + offset));
    if (!v128.any_true(i32x4.gt_s(keys, i32x4.splat(minKey)))) continue;
    offerRow(row, to, i32x4.extract_lane(keys, 0), mask, heap, k);
    offerRow(row + 1, to, i32x4.extract_lane(keys, 1), mask, heap, k);
    offerRow(row + 2, to, i32x4.extract_lane(keys, 2), mask, heap, k);
    offerRow(row + 3, to, i32x4.extract_lane(keys, 3), mask, heap, k);
    minKey = threshold(heap);
  }
}

function offerRow(row: i32, to: i32, key: i32, mask: usize, heap: usize, k: i32): void {
  if (row >= to) return; // a lane past the end
  if (mask != 0 && ((load<u32>(mask + (((<usize>row) >> 5) << 2)) >> (row & 31)) & 1) == 0) return;
  offer(heap, k, entryOf(key, row));
}

/** The sum of each of four vectors' lanes. */
function fourSums(vectors: usize): v128 {
  const a = v128.load(vectors);
  const b = v128.load(vectors, 16);
  const c = v128.load(vectors, 32);
  const d = v128.load(vectors, 48);
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 2, 6), i32x4.shuffle(a, b, 1, 5, 3, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 2, 6), i32x4.shuffle(c, d, 1, 5, 3, 7));
  return i32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}
