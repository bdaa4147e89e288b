// The one-bit pass: distances between a query and the rows' signs, one bit a component. The query's components are not
// reduced to signs; then the distances predict well which rows need an exact score. It suffices to read the components
// where the query is largest.
//
// Four signs index a table of 16 sums, and one instruction looks up 16 rows. So rows lie in blocks of 64, byte by byte: one
// cache line holds the same byte of a block's 64 rows, and is not read if the query leaves out that byte. (André, Kermarrec
// and Le Scouarnec 2015, "Cache locality is not enough: high-performance nearest neighbor search with product quantization
// fast scan".)

/** Bytes of a row whose table entries fit an 8-bit sum: two entries each, of at most 15. */
const NARROW = 8;

/**
 * Writes `[ceil(count / 64)][bytes][64]` u8: bit j of byte b is set if component 8b + j is negative. Reads up to 15 bytes
 * past the last row.
 *
 * @param bytes of a row's signs: `ceil(dim / 8)`, rounded up to an even number
 */
export function packSigns(count: i32, dim: i32, bytes: i32, rows: usize, signs: usize): void {
  for (let row = 0; row < count; row++) {
    const from = rows + <usize>row * <usize>dim;
    let to = signs + <usize>(row >>> 6) * ((<usize>bytes) << 6) + <usize>(row & 63);
    for (let j = 0; j < dim; j += 16) {
      let packed = i8x16.bitmask(v128.load(from + <usize>j)); // the sign bits
      if (j + 16 > dim) packed &= (1 << (dim - j)) - 1; // the other bits are the next row's
      store<u8>(to, packed);
      store<u8>(to, packed >> 8, 64);
      to += 128;
    }
  }
}

/**
 * Counts the distances of the rows in every `step`th block that the mask allows.
 *
 * @param usedBytes, byteIndices, tables see `distances`
 * @param mask `[ceil(count / 64)]` u64, or 0 for none
 * @param histogram `[usedBytes * 30 + 1]` u32, initially zeros
 * @param scratch 128 bytes
 */
export function countDistances(
  count: i32,
  step: i32,
  bytes: i32,
  signs: usize,
  usedBytes: i32,
  byteIndices: usize,
  tables: usize,
  mask: usize,
  histogram: usize,
  scratch: usize,
): void {
  const stride = <usize>step * ((<usize>bytes) << 6);
  for (let first = 0; first < count; first += step << 6, signs += stride) {
    let allowed: u64 = mask != 0 ? load<u64>(mask + ((<usize>first) >> 3)) : -1;
    if (first + 64 > count) allowed &= ((<u64>1) << (count - first)) - 1;
    if (allowed == 0) continue;
    distances(signs, usedBytes, byteIndices, tables, scratch);
    for (; allowed != 0; allowed &= allowed - 1) {
      const bin = histogram + ((<usize>load<u16>(scratch + ((<usize>ctz(allowed)) << 1))) << 2);
      store<u32>(bin, load<u32>(bin) + 1);
    }
  }
}

/**
 * Writes `[64]` u16: the distances of a block's rows.
 *
 * @param byteIndices `[usedBytes]` i32, the indices of the bytes to read
 * @param tables `[usedBytes * 2][16]` u8, at most 15 each: what each combination of four signs adds to a distance
 */
export function distances(block: usize, usedBytes: i32, byteIndices: usize, tables: usize, out: usize): void {
  memory.fill(out, 0, 128);
  for (; usedBytes > 0; usedBytes -= NARROW) {
    let a = i8x16.splat(0);
    let b = i8x16.splat(0);
    let c = i8x16.splat(0);
    let d = i8x16.splat(0);
    for (let left = min(usedBytes, NARROW); left > 0; left--) {
      const line = block + ((<usize>load<i32>(byteIndices)) << 6);
      const low = v128.load(tables);
      const high = v128.load(tables, 16);
      a = addEntries(a, v128.load(line), low, high);
      b = addEntries(b, v128.load(line, 16), low, high);
      c = addEntries(c, v128.load(line, 32), low, high);
      d = addEntries(d, v128.load(line, 48), low, high);
      byteIndices += 4;
      tables += 32;
    }
    widen(out, a);
    widen(out + 32, b);
    widen(out + 64, c);
    widen(out + 96, d);
  }
}

/** Adds the table entries of 16 rows' eight signs. */
function addEntries(sum: v128, signs: v128, low: v128, high: v128): v128 {
  const four = i8x16.splat(15);
  sum = i8x16.add(sum, lookUp(low, v128.and(signs, four)));
  return i8x16.add(sum, lookUp(high, v128.and(i16x8.shr_u(signs, 4), four)));
}

function lookUp(table: v128, indices: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i8x16.relaxed_swizzle(table, indices) : i8x16.swizzle(table, indices);
}

function widen(out: usize, sums: v128): void {
  v128.store(out, i16x8.add(v128.load(out), i16x8.extend_low_i8x16_u(sums)));
  v128.store(out, i16x8.add(v128.load(out, 16), i16x8.extend_high_i8x16_u(sums)), 16);
}
