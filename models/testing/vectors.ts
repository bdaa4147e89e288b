/** Cosine of unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

/** Places of the k rows nearest to each, itself left out; ties to the first. */
export function neighbours<Row>(
  vectors: readonly Row[],
  k: number,
  similarity: (a: Row, b: Row) => number,
): number[][] {
  return vectors.map((vector, self) => {
    const near = vectors.map((other, at) => ({
      at,
      score: at === self ? -Infinity : similarity(vector, other),
    }));
    return near
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, k)
      .map(({ at }) => at);
  });
}

/** Share of the neighbours that two lists have in common, in [0, 1]. */
export function overlap(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  const shared = a.map((list, i) => list.filter((at) => b[i]!.includes(at)).length / list.length);
  return shared.reduce((sum, share) => sum + share, 0) / a.length;
}

/** Share of each text's neighbours that are of its own category. */
export function purity(near: readonly (readonly number[])[], categories: readonly string[]): number {
  const shares = near.map(
    (list, i) => list.filter((at) => categories[at] === categories[i]).length / list.length,
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
