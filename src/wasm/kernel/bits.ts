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
 * Counts how many of every `step`th row have so many differing signs, of those that the mask allows.
 *
 * @param query `[words]` u64
 * @param mask `[ceil(count / 32)]` u32, or 0 for none
 * @param histogram `[words * 64 + 1]` u32, zeros, to be counted up
 */
export function countDistances(
  count: i32,
  step: i32,
  words: i32,
  bits: usize,
  query: usize,
  mask: usize,
  histogram: usize,
): void {
  const stride = (<usize>(words * step)) << 3;
  for (let row = 0; row < count; row += step, bits += stride) {
    if (mask != 0 && ((load<u32>(mask + (((<usize>row) >> 5) << 2)) >> (row & 31)) & 1) == 0) continue;
    const bin = histogram + ((<usize>loop(bits, query, words)) << 2);
    store<u32>(bin, load<u32>(bin) + 1);
  }
}

/**
 * Lists the rows with at most `most` differing signs, in row order.
 *
 * @param list `[count]` i32 out
 * @returns How many.
 */
export function listNear(count: i32, words: i32, bits: usize, query: usize, most: i32, list: usize): i32 {
  if (words == 4) return Unrolled.list(4, count, bits, query, most, list);
  if (words == 6) return Unrolled.list(6, count, bits, query, most, list);
  if (words == 8) return Unrolled.list(8, count, bits, query, most, list);
  const start = list;
  const stride = (<usize>words) << 3;
  for (let row = 0; row < count; row++, bits += stride) {
    if (loop(bits, query, words) > most) continue;
    store<i32>(list, row);
    list += 4;
  }
  return <i32>((list - start) >>> 2);
}

// For the usual 256, 384 and 512 components, without a loop over words, whose turns cost as much as the counting, and with
// the query in registers. `words` is a constant where this is inlined, so that what it leaves out is not compiled.
class Unrolled {
  @inline
  static list(words: i32, count: i32, bits: usize, query: usize, most: i32, list: usize): i32 {
    const start = list;
    const a = load<i64>(query);
    const b = load<i64>(query, 8);
    const c = load<i64>(query, 16);
    const d = load<i64>(query, 24);
    const e = words > 4 ? load<i64>(query, 32) : 0;
    const f = words > 4 ? load<i64>(query, 40) : 0;
    const g = words > 6 ? load<i64>(query, 48) : 0;
    const h = words > 6 ? load<i64>(query, 56) : 0;
    for (let row = 0; row < count; row++, bits += (<usize>words) << 3) {
      let sum = popcnt<i64>(load<i64>(bits) ^ a) + popcnt<i64>(load<i64>(bits, 8) ^ b);
      sum += popcnt<i64>(load<i64>(bits, 16) ^ c) + popcnt<i64>(load<i64>(bits, 24) ^ d);
      if (words > 4) sum += popcnt<i64>(load<i64>(bits, 32) ^ e) + popcnt<i64>(load<i64>(bits, 40) ^ f);
      if (words > 6) sum += popcnt<i64>(load<i64>(bits, 48) ^ g) + popcnt<i64>(load<i64>(bits, 56) ^ h);
      if (<i32>sum > most) continue;
      store<i32>(list, row);
      list += 4;
    }
    return <i32>((list - start) >>> 2);
  }
}

function loop(bits: usize, query: usize, words: i32): i32 {
  let sum: i64 = 0;
  for (let left = words; left > 0; left--) {
    sum += popcnt<i64>(load<i64>(bits) ^ load<i64>(query));
    bits += 8;
    query += 8;
  }
  return <i32>sum;
}
