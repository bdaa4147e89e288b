// Inner product of an int8 row and a 7-bit query, exact. `steps` is 16 components each; a query is padded with what adds
// nothing, so a row's end need not be on a step.

/**
 * Relaxed SIMD: one instruction multiplies signed bytes by unsigned ones of seven bits and adds four products to a lane,
 * so the query is shifted by 64 to be unsigned, and 64 times the row's sum is taken off at the end.
 * Plain SIMD: rows widen to 16 bits, and the query is kept so.
 *
 * @param query relaxed: `[steps * 16]` u8, each component plus 64, padded with 0; plain: `[steps * 16]` i16
 * @param sum of the row's components; unread by plain SIMD
 */
export function innerProduct(row: usize, query: usize, steps: i32, sum: i32): i32 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  // Four sums side by side: each alone would wait for itself.
  if (ASC_FEATURE_RELAXED_SIMD) {
    for (let left = steps >>> 2; left > 0; left--) {
      a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row), v128.load(query), a);
      b = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row, 16), v128.load(query, 16), b);
      c = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row, 32), v128.load(query, 32), c);
      d = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row, 48), v128.load(query, 48), d);
      row += 64;
      query += 64;
    }
    for (let left = steps & 3; left > 0; left--) {
      a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row), v128.load(query), a);
      row += 16;
      query += 16;
    }
    return lanes(i32x4.add(i32x4.add(a, b), i32x4.add(c, d))) - (sum << 6);
  }
  for (let left = steps >>> 1; left > 0; left--) {
    const low = v128.load(row);
    const high = v128.load(row, 16);
    a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(low), v128.load(query)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(low), v128.load(query, 16)));
    c = i32x4.add(c, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(high), v128.load(query, 32)));
    d = i32x4.add(d, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(high), v128.load(query, 48)));
    row += 32;
    query += 64;
  }
  if (steps & 1) {
    const last = v128.load(row);
    a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(last), v128.load(query)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(last), v128.load(query, 16)));
  }
  return lanes(i32x4.add(i32x4.add(a, b), i32x4.add(c, d)));
}

function lanes(sum: v128): i32 {
  const pairs = i32x4.add(sum, i32x4.shuffle(sum, sum, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}
