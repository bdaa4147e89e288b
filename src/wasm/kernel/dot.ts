// Exact inner products of int8 rows and a 7-bit query. The query is padded so that components past a row's end add
// nothing; a row need not end on a step of 16 components.
//
// Relaxed SIMD multiplies signed bytes by unsigned 7-bit ones and adds pairs. So the query is shifted by 64 to be unsigned,
// and 64 times the row's sum must be subtracted afterwards. Plain SIMD multiplies 16-bit integers, so the query is stored
// as such: of every 16 components first the ones with even index, then the ones with odd index.

/** How far ahead rows are prefetched, in bytes. */
const AHEAD: usize = 256;

/**
 * Writes `[rows]` i32x4, whose lanes add up to each row's inner product. Relaxed SIMD takes one row at a time: memory
 * limits its speed, so sharing the loaded query between rows gains nothing.
 *
 * @param row address of the first row; up to 511 bytes past the last row are read
 * @param query relaxed: `[steps * 16]` u8, each component plus 64, padded with 0; plain: `[steps * 16]` i16
 */
export function innerProducts(rows: i32, row: usize, dim: i32, query: usize, out: usize): void {
  const steps = (dim + 15) >>> 4;
  if (!ASC_FEATURE_RELAXED_SIMD) {
    for (; rows > 3; rows -= 4) {
      plainFour(row, dim, query, steps, out);
      row += (<usize>dim) << 2;
      out += 64;
    }
  }
  for (; rows > 0; rows--) {
    v128.store(out, ASC_FEATURE_RELAXED_SIMD ? relaxed(row, query, steps) : plain(row, query, steps));
    row += <usize>dim;
    out += 16;
  }
}

// Two sums, because each addition to one sum waits for the previous one.
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

// Not `i32x4.relaxed_dot_i8x16_i7x16_add_s`: if the processor has no such instruction, engines emulate it more slowly than
// this.
function fours(pairs: v128): v128 {
  return i32x4.dot_i16x8_s(pairs, i16x8.splat(1));
}

// Four rows share the loaded query. Even bytes are shifted into the upper half of a 16-bit lane and odd bytes already are
// there, so both count 256 times; one shift at the end divides by 256. This is cheaper than widening bytes, and a lane of a
// sum stays below 2^31.
//
// Processors do not prefetch four rows read in parallel, so one byte of every cache line is read a little ahead, in the
// order of memory. Without that, rows that are not in the cache take 1.5 times as long. Compilers keep such a load, as it
// may trap.
function plainFour(row: usize, dim: i32, query: usize, steps: i32, out: usize): void {
  const upper = i16x8.splat(-256);
  const next = <usize>dim;
  let ahead = row + AHEAD;
  let second = row + next;
  let third = second + next;
  let fourth = third + next;
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  for (let left = steps >>> 2; left > 0; left--) {
    load<u8>(ahead);
    load<u8>(ahead, 64);
    load<u8>(ahead, 128);
    load<u8>(ahead, 192);
    ahead += 256;
    let even = v128.load(query);
    let odd = v128.load(query, 16);
    a = addBytes(a, v128.load(row), even, odd, upper);
    b = addBytes(b, v128.load(second), even, odd, upper);
    c = addBytes(c, v128.load(third), even, odd, upper);
    d = addBytes(d, v128.load(fourth), even, odd, upper);
    even = v128.load(query, 32);
    odd = v128.load(query, 48);
    a = addBytes(a, v128.load(row, 16), even, odd, upper);
    b = addBytes(b, v128.load(second, 16), even, odd, upper);
    c = addBytes(c, v128.load(third, 16), even, odd, upper);
    d = addBytes(d, v128.load(fourth, 16), even, odd, upper);
    even = v128.load(query, 64);
    odd = v128.load(query, 80);
    a = addBytes(a, v128.load(row, 32), even, odd, upper);
    b = addBytes(b, v128.load(second, 32), even, odd, upper);
    c = addBytes(c, v128.load(third, 32), even, odd, upper);
    d = addBytes(d, v128.load(fourth, 32), even, odd, upper);
    even = v128.load(query, 96);
    odd = v128.load(query, 112);
    a = addBytes(a, v128.load(row, 48), even, odd, upper);
    b = addBytes(b, v128.load(second, 48), even, odd, upper);
    c = addBytes(c, v128.load(third, 48), even, odd, upper);
    d = addBytes(d, v128.load(fourth, 48), even, odd, upper);
    row += 64;
    second += 64;
    third += 64;
    fourth += 64;
    query += 128;
  }
  for (let left = steps & 3; left > 0; left--) {
    const even = v128.load(query);
    const odd = v128.load(query, 16);
    a = addBytes(a, v128.load(row), even, odd, upper);
    b = addBytes(b, v128.load(second), even, odd, upper);
    c = addBytes(c, v128.load(third), even, odd, upper);
    d = addBytes(d, v128.load(fourth), even, odd, upper);
    row += 16;
    second += 16;
    third += 16;
    fourth += 16;
    query += 32;
  }
  v128.store(out, i32x4.shr_s(a, 8));
  v128.store(out, i32x4.shr_s(b, 8), 16);
  v128.store(out, i32x4.shr_s(c, 8), 32);
  v128.store(out, i32x4.shr_s(d, 8), 48);
}

function plain(row: usize, query: usize, steps: i32): v128 {
  const upper = i16x8.splat(-256);
  let a = i32x4.splat(0);
  for (let left = steps; left > 0; left--) {
    a = addBytes(a, v128.load(row), v128.load(query), v128.load(query, 16), upper);
    row += 16;
    query += 32;
  }
  return i32x4.shr_s(a, 8);
}

function addBytes(sum: v128, bytes: v128, even: v128, odd: v128, upper: v128): v128 {
  sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.shl(bytes, 8), even));
  return i32x4.add(sum, i32x4.dot_i16x8_s(v128.and(bytes, upper), odd));
}
