// Inner products of int8 rows and a 7-bit query, exact. A query is padded with what adds nothing, so a row's end need
// not be on a step of 16 components.
//
// Relaxed SIMD multiplies signed bytes by unsigned ones of seven bits and adds pairs, so the query is shifted by 64 to be
// unsigned; 64 times the row's sum has to be taken off. Plain SIMD widens rows to 16 bits, and the query is kept so.

/**
 * Writes `[rows]` i32x4, whose lanes add up to each row's inner product. One row at a time, in the order of memory: two
 * that share what is loaded of the query are a tenth quicker from cache, and slower from memory, where it counts.
 *
 * @param row of the first; 15 bytes past the last may be read
 * @param query relaxed: `[steps * 16]` u8, each component plus 64, padded with 0; plain: `[steps * 16]` i16
 */
export function innerProducts(rows: i32, row: usize, dim: i32, query: usize, out: usize): void {
  const steps = (dim + 15) >>> 4;
  for (let left = rows; left > 0; left--) {
    v128.store(out, ASC_FEATURE_RELAXED_SIMD ? relaxed(row, query, steps) : plain(row, query, steps));
    row += <usize>dim;
    out += 16;
  }
}

// Several sums side by side: each alone would wait for itself.
function relaxed(row: usize, query: usize, steps: i32): v128 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  for (let left = steps >>> 2; left > 0; left--) {
    a = i32x4.add(a, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(row), v128.load(query))));
    b = i32x4.add(b, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(row, 16), v128.load(query, 16))));
    a = i32x4.add(a, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(row, 32), v128.load(query, 32))));
    b = i32x4.add(b, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(row, 48), v128.load(query, 48))));
    row += 64;
    query += 64;
  }
  for (let left = steps & 3; left > 0; left--) {
    a = i32x4.add(a, fours(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(row), v128.load(query))));
    row += 16;
    query += 16;
  }
  return i32x4.add(a, b);
}

// Not `i32x4.relaxed_dot_i8x16_i7x16_add_s`: where the processor has no such instruction, engines spell it out at more
// cost than this.
function fours(pairs: v128): v128 {
  return i32x4.dot_i16x8_s(pairs, i16x8.splat(1));
}

// Widening while loading saves the shuffle that the upper half of a vector would take.
function plain(row: usize, query: usize, steps: i32): v128 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  for (let left = steps >>> 1; left > 0; left--) {
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_s(row), v128.load(query)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_s(row, 8), v128.load(query, 16)));
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_s(row, 16), v128.load(query, 32)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_s(row, 24), v128.load(query, 48)));
    row += 32;
    query += 64;
  }
  if (steps & 1) {
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_s(row), v128.load(query)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_s(row, 8), v128.load(query, 16)));
  }
  return i32x4.add(a, b);
}
