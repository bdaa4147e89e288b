// A first pass over one bit a component, the sign. Against the query's own components, not against its signs, this tells
// well which rows are worth an exact look, and the part of the components where the query is largest tells nearly all.
//
// Four signs are an index into a table of 16 sums, and one instruction looks 16 rows up. So rows lie in blocks of 64, byte
// by byte: a line of cache holds what a block's rows have at one byte, and is not read where that byte is left out. (André,
// Kermarrec and Le Scouarnec 2015, "Cache locality is not enough: high-performance nearest neighbor search with product
// quantization fast scan".)

/** Bytes that are summed up in 8 bits: two entries each, of at most 15. */
const NARROW = 8;

/**
 * Writes `[ceil(count / 64)][bytes][64]` u8: of byte b, bit j set where component 8b + j is negative. Reads up to 15 bytes
 * past the last row.
 *
 * @param bytes of a row: `ceil(dim / 8)`, made even
 */
export function packSigns(count: i32, dim: i32, bytes: i32, rows: usize, bits: usize): void {
  for (let row = 0; row < count; row++) {
    const at = rows + <usize>row * <usize>dim;
    let to = bits + <usize>(row >>> 6) * ((<usize>bytes) << 6) + <usize>(row & 63);
    for (let j = 0; j < dim; j += 16) {
      let packed = i8x16.bitmask(v128.load(at + <usize>j)); // the sign bits
      if (j + 16 > dim) packed &= (1 << (dim - j)) - 1; // the rest is the next row's
      store<u8>(to, packed);
      store<u8>(to, packed >> 8, 64);
      to += 128;
    }
  }
}

/**
 * Counts how far the rows of every `step`th block are, of those that the mask allows.
 *
 * @param places, tables as of `distances`
 * @param mask `[ceil(count / 64)]` u64, or 0 for none
 * @param histogram `[taken * 30 + 1]` u32, zeros, to be counted up
 * @param scratch 128 bytes
 */
export function countDistances(
  count: i32,
  step: i32,
  bytes: i32,
  bits: usize,
  taken: i32,
  places: usize,
  tables: usize,
  mask: usize,
  histogram: usize,
  scratch: usize,
): void {
  const stride = <usize>step * ((<usize>bytes) << 6);
  for (let first = 0; first < count; first += step << 6, bits += stride) {
    let allowed: u64 = mask != 0 ? load<u64>(mask + ((<usize>first) >> 3)) : -1;
    if (first + 64 > count) allowed &= ((<u64>1) << (count - first)) - 1;
    if (allowed == 0) continue;
    distances(bits, taken, places, tables, scratch);
    for (; allowed != 0; allowed &= allowed - 1) {
      const bin = histogram + ((<usize>load<u16>(scratch + ((<usize>ctz(allowed)) << 1))) << 2);
      store<u32>(bin, load<u32>(bin) + 1);
    }
  }
}

/**
 * Writes `[64]` u16: how far a block's rows are.
 *
 * @param places `[taken]` i32, which bytes of a row are read
 * @param tables `[taken * 2][16]` u8, at most 15 each: what four signs add to a row's distance
 */
export function distances(block: usize, taken: i32, places: usize, tables: usize, out: usize): void {
  memory.fill(out, 0, 128);
  for (; taken > 0; taken -= NARROW) {
    let a = i8x16.splat(0);
    let b = i8x16.splat(0);
    let c = i8x16.splat(0);
    let d = i8x16.splat(0);
    for (let left = min(taken, NARROW); left > 0; left--) {
      const at = block + ((<usize>load<i32>(places)) << 6);
      const low = v128.load(tables);
      const high = v128.load(tables, 16);
      a = addOf(a, v128.load(at), low, high);
      b = addOf(b, v128.load(at, 16), low, high);
      c = addOf(c, v128.load(at, 32), low, high);
      d = addOf(d, v128.load(at, 48), low, high);
      places += 4;
      tables += 32;
    }
    widen(out, a);
    widen(out + 32, b);
    widen(out + 64, c);
    widen(out + 96, d);
  }
}

/** Adds what 16 rows' eight signs say. */
function addOf(sum: v128, signs: v128, low: v128, high: v128): v128 {
  const four = i8x16.splat(15);
  sum = i8x16.add(sum, lookUp(low, v128.and(signs, four)));
  return i8x16.add(sum, lookUp(high, v128.and(i16x8.shr_u(signs, 4), four)));
}

function lookUp(table: v128, at: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i8x16.relaxed_swizzle(table, at) : i8x16.swizzle(table, at);
}

function widen(out: usize, sums: v128): void {
  v128.store(out, i16x8.add(v128.load(out), i16x8.extend_low_i8x16_u(sums)));
  v128.store(out, i16x8.add(v128.load(out, 16), i16x8.extend_high_i8x16_u(sums)), 16);
}
