/** Of a query's components in bytes of eight, so many are read: those where it is largest. They find as many as all do. */
const READ = 2 / 3;
/** The largest entry: the kernel adds sixteen of them in 8 bits. */
const LARGEST = 15;

/**
 * What the first pass over signs needs of a query (see kernel/bits.ts): of every four components, what each of the 16 ways
 * to have their signs adds to a row's distance. That is how much of the query points the other way, in steps of which the
 * four that weigh most have 15.
 *
 * @param places `[bytes]` out: the bytes that are read, in the order of memory
 * @param tables `[bytes * 2][16]` out
 * @returns Of a query `[dim]`, how many bytes are read.
 */
export function createTables(places: Int32Array, tables: Uint8Array): (query: Int8Array) => number {
  const bytes = places.length;
  const most = Math.ceil(bytes * READ);
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
    const least = weights.slice().sort()[bytes - most]!;
    let taken = 0;
    let largest = 1;
    for (let byte = 0; byte < bytes && taken < most; byte++) {
      if (weights[byte]! < least) continue;
      largest = Math.max(largest, writeSums(components, 8 * byte, entries, 32 * taken));
      largest = Math.max(largest, writeSums(components, 8 * byte + 4, entries, 32 * taken + 16));
      places[taken++] = byte;
    }
    const step = LARGEST / largest;
    for (let i = 0; i < 32 * taken; i++) tables[i] = entries[i]! * step + 0.5;
    return taken;
  };
}

/** Writes 16 sums; gives the largest. Each is that of fewer negative signs, and one component more. */
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
