/** The largest block that is transformed at once. */
const MAX_BLOCK = 128;

/**
 * Rotates a vector so that a few large components become many small ones, and one scale fits them all. It does a
 * Walsh-Hadamard transform of each block; neighbouring components go to different blocks. Inner products stay the same up to
 * rounding, and the bits are the same on every machine.
 *
 * @param vector `[dim]`; changed in place.
 * @param room `[dim]`; overwritten.
 */
export function hadamard(vector: Float32Array, room: Float32Array): void {
  const dim = vector.length;
  const block = blockOf(dim);
  const blocks = dim / block;
  for (let i = 0, at = 0, from = 0; i < blocks; i++, at += block) {
    from = i;
    for (let j = 0; j < block; j++, from += blocks) room[at + j] = vector[from]!;
    for (let half = 1; half < block; half *= 2) {
      for (let j = at; j < at + block; j += 2 * half) {
        for (let k = j; k < j + half; k++) {
          const [a, b] = [room[k]!, room[k + half]!];
          room[k] = a + b;
          room[k + half] = a - b;
        }
      }
    }
  }
  const unit = 1 / Math.sqrt(block);
  for (let i = 0; i < dim; i++) vector[i] = room[i]! * unit;
}

/** The largest power of two that divides `dim`, `MAX_BLOCK` at most. */
function blockOf(dim: number): number {
  return Math.min(MAX_BLOCK, dim & -dim);
}
