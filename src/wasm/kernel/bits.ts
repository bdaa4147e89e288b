// A first pass over one bit a component: the signs. Where two vectors point alike, few signs differ, so the rows with the
// fewest differing signs are worth an exact look. An eighth of the bytes, so an eighth of the time; some rows are missed.
// (Charikar 2002, "Similarity estimation techniques from rounding algorithms".)

/** Writes `[count * words]` u64: bit j set where component j is negative. Reads up to 15 bytes past the last row. */
export function packSigns(count: i32, dim: i32, words: i32, rows: usize, bits: usize): void {
  for (let row = 0; row < count; row++) {
    const at = rows + <usize>row * <usize>dim;
    for (let j = 0; j < words << 6; j += 16) {
      let packed = j < dim ? i8x16.bitmask(v128.load(at + <usize>j)) : 0; // bitmask: the sign bits
      if (j + 16 > dim && j < dim) packed &= (1 << (dim - j)) - 1; // the rest is the next row's
      store<u16>(bits, packed);
      bits += 2;
    }
  }
}

/**
 * Counts the differing signs of every row.
 *
 * @param query `[words]` u64
 * @param distances `[count]` u16 out
 */
export function countSigns(count: i32, words: i32, bits: usize, query: usize, distances: usize): void {
  const end = distances + ((<usize>count) << 1);
  for (; distances < end; distances += 2) {
    let even: i64 = 0;
    let odd: i64 = 0;
    let at = query;
    for (let left = words >>> 2; left > 0; left--) {
      even += popcnt<i64>(load<i64>(bits) ^ load<i64>(at));
      odd += popcnt<i64>(load<i64>(bits, 8) ^ load<i64>(at, 8));
      even += popcnt<i64>(load<i64>(bits, 16) ^ load<i64>(at, 16));
      odd += popcnt<i64>(load<i64>(bits, 24) ^ load<i64>(at, 24));
      bits += 32;
      at += 32;
    }
    if (words & 2) {
      even += popcnt<i64>(load<i64>(bits) ^ load<i64>(at));
      odd += popcnt<i64>(load<i64>(bits, 8) ^ load<i64>(at, 8));
      bits += 16;
      at += 16;
    }
    if (words & 1) {
      even += popcnt<i64>(load<i64>(bits) ^ load<i64>(at));
      bits += 8;
    }
    store<u16>(distances, <u16>(even + odd));
  }
}

/**
 * Counts how many of every `step`th row are at each distance, of those that the mask allows.
 *
 * @param histogram `[words * 64 + 1]` u32, zeros, to be counted up
 */
export function countDistances(count: i32, step: i32, mask: usize, distances: usize, histogram: usize): void {
  for (let row = 0; row < count; row += step) {
    if (mask != 0 && ((load<u32>(mask + (((<usize>row) >> 5) << 2)) >> (row & 31)) & 1) == 0) continue;
    const bin = histogram + ((<usize>load<u16>(distances + ((<usize>row) << 1))) << 2);
    store<u32>(bin, load<u32>(bin) + 1);
  }
}

/**
 * Lists the rows with at most `most` differing signs, in row order.
 *
 * @param list `[count]` i32 out
 * @returns How many.
 */
export function listNear(count: i32, distances: usize, most: i32, list: usize): i32 {
  const start = list;
  const limit = i16x8.splat(<i16>most);
  let row = 0;
  for (; row + 8 <= count; row += 8) {
    let near = i16x8.bitmask(i16x8.le_u(v128.load(distances + ((<usize>row) << 1)), limit));
    while (near != 0) {
      store<i32>(list, row + ctz(near));
      list += 4;
      near &= near - 1;
    }
  }
  for (; row < count; row++) {
    if (load<u16>(distances + ((<usize>row) << 1)) > <u32>most) continue;
    store<i32>(list, row);
    list += 4;
  }
  return (list - start) >>> 2;
}
