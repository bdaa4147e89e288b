/** The share of bytes (of eight components each) that are read: those where the query is largest. Recall is as with all. */
const READ_SHARE = 2 / 3;
/** The largest entry, since the kernel adds sixteen of them in 8 bits. */
const MAX_ENTRY = 15;

/**
 * Creates the function that writes a query's tables for the one-bit pass (see kernel/signs.ts). For every four components
 * a table has an entry for each of their 16 combinations of signs: what it adds to a row's distance. That is the sum of the
 * query's absolute components whose sign differs, scaled so that the largest entry is 15.
 *
 * @param byteIndices `[bytes]` out: the indices of the bytes that are read, ascending
 * @param tables `[bytes * 2][16]` out
 * @returns A function that takes a query `[dim]` and returns how many bytes are read.
 */
export function createTables(byteIndices: Int32Array, tables: Uint8Array): (query: Int8Array) => number {
  const bytes = byteIndices.length;
  const maxBytes = Math.ceil(bytes * READ_SHARE);
  const weights = new Float64Array(bytes);
  const components = new Float64Array(bytes * 8);
  const entries = new Float64Array(tables.length);

  return (query) => {
    components.set(query);
    for (let byte = 0; byte < bytes; byte++) {
      let weight = 0;
      for (let j = 8 * byte; j < 8 * byte + 8; j++) weight += components[j]! ** 2;
      weights[byte] = weight;
    }
    const minWeight = weights.slice().sort()[bytes - maxBytes]!;
    let usedBytes = 0;
    let largest = 1;
    for (let byte = 0; byte < bytes && usedBytes < maxBytes; byte++) {
      if (weights[byte]! < minWeight) continue;
      largest = Math.max(largest, writeSums(components, 8 * byte, entries, 32 * usedBytes));
      largest = Math.max(largest, writeSums(components, 8 * byte + 4, entries, 32 * usedBytes + 16));
      byteIndices[usedBytes++] = byte;
    }
    const step = MAX_ENTRY / largest;
    for (let i = 0; i < 32 * usedBytes; i++) tables[i] = entries[i]! * step + 0.5;
    return usedBytes;
  };
}

/** Writes 16 sums and returns the largest. Each sum adds one component to a sum that is already written. */
function writeSums(components: Float64Array, from: number, entries: Float64Array, to: number): number {
  let negative = 0;
  let size = 0;
  for (let j = from; j < from + 4; j++) {
    size += Math.abs(components[j]!);
    negative -= Math.min(0, components[j]!);
  }
  entries[to] = negative;
  for (let signs = 1; signs < 16; signs++)
    entries[to + signs] =
      entries[to + (signs & (signs - 1))]! + components[from + 31 - Math.clz32(signs & -signs)]!;
  return size;
}
