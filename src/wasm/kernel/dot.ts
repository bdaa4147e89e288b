// Inner products of int8 rows and a 7-bit query, exact. A query is padded with what adds nothing, so a row's end need
// not be on a step of 16 components.
//
// Relaxed SIMD multiplies signed bytes by unsigned ones of seven bits and adds pairs, so the query is shifted by 64 to be
// unsigned; 64 times the row's sum has to be taken off. Plain SIMD widens rows to 16 bits, and the query is kept so.

/**
 * Writes `[rows]` i32x4, whose lanes add up to each row's inner product. Two rows share what is loaded of the query: more
 * would cost bandwidth where rows come from memory, fewer would wait for the query.
 *
 * @param row of the first; one row past the last may be read
 * @param query relaxed: `[steps * 16]` u8, each component plus 64, padded with 0; plain: `[steps * 16]` i16
 */
export function innerProducts(rows: i32, row: usize, dim: i32, query: usize, out: usize): void {
  const steps = (dim + 15) >>> 4;
  for (let left = rows; left > 0; left -= 2) {
    if (ASC_FEATURE_RELAXED_SIMD) relaxedPair(row, row + <usize>dim, query, steps, out);
    else plainPair(row, row + <usize>dim, query, steps, out);
    row += (<usize>dim) << 1;
    out += 32;
  }
}

function relaxedPair(first: usize, second: usize, query: usize, steps: i32, out: usize): void {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  for (let left = steps >>> 1; left > 0; left--) {
    const low = v128.load(query);
    const high = v128.load(query, 16);
    a = i32x4.add(a, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(first), low)));
    b = i32x4.add(b, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(second), low)));
    c = i32x4.add(c, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(first, 16), high)));
    d = i32x4.add(d, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(second, 16), high)));
    first += 32;
    second += 32;
    query += 32;
  }
  if (steps & 1) {
    const low = v128.load(query);
    a = i32x4.add(a, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(first), low)));
    b = i32x4.add(b, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(second), low)));
  }
  v128.store(out, i32x4.add(a, c));
  v128.store(out, i32x4.add(b, d), 16);
}

// Not `i32x4.relaxed_dot_i8x16_i7x16_add_s`: where the processor has no such instruction, engines spell it out at more
// cost than this.
function fours(pairs: v128): v128 {
  return i32x4.dot_i16x8_s(pairs, i16x8.splat(1));
}

function plainPair(first: usize, second: usize, query: usize, steps: i32, out: usize): void {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  for (let left = steps; left > 0; left--) {
    const low = v128.load(query);
    const high = v128.load(query, 16);
    const one = v128.load(first);
    const two = v128.load(second);
    a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(one), low));
    b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(two), low));
    a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(one), high));
    b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(two), high));
    first += 16;
    second += 16;
    query += 32;
  }
  v128.store(out, a);
  v128.store(out, b, 16);
}
