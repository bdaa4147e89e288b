/** A small seeded generator (mulberry32): the same numbers on every machine. Uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `[count * dim]` unit rows, uniform per component before they are normalised. */
export function randomRows(count: number, dim: number, random: () => number): Float32Array<ArrayBuffer> {
  const rows = Float32Array.from({ length: count * dim }, () => random() * 2 - 1);
  for (let row = 0; row < count; row++) {
    const vector = rows.subarray(row * dim, (row + 1) * dim);
    const norm = Math.hypot(...vector);
    vector.forEach((value, j) => {
      vector[j] = value / norm;
    });
  }
  return rows;
}
