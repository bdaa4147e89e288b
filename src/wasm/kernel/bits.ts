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
  const start = list;
  const stride = (<usize>words) << 3;
  for (let row = 0; row < count; row++, bits += stride) {
    if (differing(bits, query, words) > most) continue;
    store<i32>(list, row);
    list += 4;
  }
  return <i32>((list - start) >>> 2);
}

// Up to eight words, so 512 components, without a loop: its turns cost as much as the counting. To be called in one place
// only, as it is then compiled into it.
function differing(bits: usize, query: usize, words: i32): i32 {
  if (words & 1) return loop(bits, query, words);
  let sum = pair(load<i64>(bits) ^ load<i64>(query), load<i64>(bits, 8) ^ load<i64>(query, 8));
  if (words == 2) return <i32>sum;
  sum += pair(load<i64>(bits, 16) ^ load<i64>(query, 16), load<i64>(bits, 24) ^ load<i64>(query, 24));
  if (words == 4) return <i32>sum;
  sum += pair(load<i64>(bits, 32) ^ load<i64>(query, 32), load<i64>(bits, 40) ^ load<i64>(query, 40));
  if (words == 6) return <i32>sum;
  sum += pair(load<i64>(bits, 48) ^ load<i64>(query, 48), load<i64>(bits, 56) ^ load<i64>(query, 56));
  return words == 8 ? <i32>sum : <i32>sum + loop(bits + 64, query + 64, words - 8);
}

function pair(a: i64, b: i64): i64 {
  return popcnt<i64>(a) + popcnt<i64>(b);
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
