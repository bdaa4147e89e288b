/** Components that are spread over each other at most. */
const MOST = 128;

/**
 * Turns a vector so that what is large in few components becomes small in many, and one scale for all of them fits
 * (Walsh-Hadamard transforms of blocks, neighbours going to different blocks). A rotation, so that inner products stay,
 * but for rounding; the same bits on every machine.
 *
 * @param vector `[dim]`; changed in place.
 * @param room `[dim]`; what is in it is lost.
 */
export function spread(vector: Float32Array, room: Float32Array): void {
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

/** The largest power of two that divides `dim`, up to a limit. */
function blockOf(dim: number): number {
  return Math.min(MOST, dim & -dim);
}
