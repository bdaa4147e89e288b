// Scores of listed rows with a query that is not quantised. The result equals `dotExact` of core/vectors/rescore.ts to the
// bit: the same products in f64, added in the same order.
import { prefetch } from './prefetch';

/** Rows prefetched together: they lie far apart, so each alone would wait for memory. */
const GROUP = 16;

/**
 * @param list `[length]` i32, each a row
 * @param query `[dim]` f32; dim is a multiple of 4
 * @param wide `[dim]` f64, scratch for the query
 * @param out `[length]` f64
 */
export function scoreExactly(
  list: usize,
  length: i32,
  dim: i32,
  rows: usize,
  scales: usize,
  query: usize,
  wide: usize,
  out: usize,
): void {
  for (let to = wide, end = wide + ((<usize>dim) << 3); to < end; to += 32, query += 16) {
    const four = v128.load(query);
    v128.store(to, f64x2.promote_low_f32x4(four));
    v128.store(to, f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 2, 3)), 16);
  }
  for (let i = 0; i < length; i++) {
    const offset = (<usize>i) << 2;
    if ((i & (GROUP - 1)) == 0) prefetch(list + offset, min(GROUP, length - i), dim, rows);
    const row = load<i32>(list + offset);
    const scale = <f64>load<f32>(scales + ((<usize>row) << 2));
    store<f64>(out + (offset << 1), dot(rows + <usize>row * <usize>dim, dim, wide) * scale);
  }
}

// The lanes are the four sums of `dotExact`: a and b, c and d.
function dot(row: usize, dim: i32, query: usize): f64 {
  let ab = f64x2.splat(0);
  let cd = f64x2.splat(0);
  for (let left = dim >>> 2; left > 0; left--) {
    const four = i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(row)));
    ab = f64x2.add(ab, f64x2.mul(f64x2.convert_low_i32x4_s(four), v128.load(query)));
    const upper = f64x2.convert_low_i32x4_s(i32x4.shuffle(four, four, 2, 3, 2, 3));
    cd = f64x2.add(cd, f64x2.mul(upper, v128.load(query, 16)));
    row += 4;
    query += 32;
  }
  const a = f64x2.extract_lane(ab, 0);
  const b = f64x2.extract_lane(ab, 1);
  return a + b + (f64x2.extract_lane(cd, 0) + f64x2.extract_lane(cd, 1));
}
