// A first pass over one bit a component: the signs. Where two vectors point alike, few signs differ, so the rows with the
// fewest differing signs are worth an exact look. An eighth of the bytes, so an eighth of the time; some rows are missed.
// (Charikar 2002, "Similarity estimation techniques from rounding algorithms".)

/** Writes `[count * words]` u64: bit j set where component j is negative. */
export function packSigns(count: i32, dim: i32, words: i32, rows: usize, bits: usize): void {
  for (let row = 0; row < count; row++) {
    const at = rows + <usize>row * <usize>dim;
    for (let word = 0; word < words; word++) {
      let packed: u64 = 0;
      const from = word << 6;
      for (let j = from; j < min(from + 64, dim); j++) {
        if (load<i8>(at + <usize>j) < 0) packed |= (<u64>1) << (j - from);
      }
      store<u64>(bits, packed);
      bits += 8;
    }
  }
}

/**
 * Counts the differing signs of every row that the mask allows.
 *
 * @param query `[words]` u64
 * @param distances `[count]` u16 out; 0xffff where the mask leaves the row out
 * @param histogram `[words * 64 + 1]` u32, zeros, to be counted up
 */
export function countSigns(
  count: i32,
  words: i32,
  bits: usize,
  query: usize,
  mask: usize,
  distances: usize,
  histogram: usize,
): void {
  for (let row = 0; row < count; row++) {
    let differing: i64 = 0;
    for (let word = 0; word < words; word++) {
      differing += popcnt<i64>(load<i64>(bits) ^ load<i64>(query + ((<usize>word) << 3)));
      bits += 8;
    }
    let distance = <i32>differing;
    if (mask != 0 && ((load<u32>(mask + (((<usize>row) >> 5) << 2)) >> (row & 31)) & 1) == 0)
      distance = 0xffff;
    else {
      const bin = histogram + ((<usize>distance) << 2);
      store<u32>(bin, load<u32>(bin) + 1);
    }
    store<u16>(distances + ((<usize>row) << 1), distance);
  }
}

/**
 * Lists the rows with at most `most` differing signs, in row order.
 *
 * @param list `[as many as the histogram says]` i32 out
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
