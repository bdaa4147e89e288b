// The row sums that correct for relaxed SIMD's shifted query.

/** Writes `[count]` i32: the sum of each row's components. */
export function sumRows(count: i32, dim: i32, rows: usize, sums: usize): void {
  const ones = i16x8.splat(1);
  for (let row = 0; row < count; row++) {
    let total = i32x4.splat(0);
    let from = rows + <usize>row * <usize>dim;
    for (let left = dim >>> 4; left > 0; left--) {
      total = i32x4.add(total, i32x4.dot_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v128.load(from)), ones));
      from += 16;
    }
    let sum =
      i32x4.extract_lane(total, 0) +
      i32x4.extract_lane(total, 1) +
      i32x4.extract_lane(total, 2) +
      i32x4.extract_lane(total, 3);
    for (let left = dim & 15; left > 0; left--) sum += load<i8>(from++);
    store<i32>(sums + ((<usize>row) << 2), sum);
  }
}
