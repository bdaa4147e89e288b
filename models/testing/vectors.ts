/** The cosine of two unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

/** For each vector the indices of the k nearest others; ties go to the lower index. */
export function neighbours<Row>(
  vectors: readonly Row[],
  k: number,
  similarity: (a: Row, b: Row) => number,
): number[][] {
  return vectors.map((vector, self) => {
    const near = vectors.map((other, index) => ({
      index,
      score: index === self ? -Infinity : similarity(vector, other),
    }));
    return near
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .slice(0, k)
      .map(({ index }) => index);
  });
}

/** The mean share of common neighbours, in [0, 1]. */
export function overlap(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  const shared = a.map((list, i) => list.filter((index) => b[i]!.includes(index)).length / list.length);
  return shared.reduce((sum, share) => sum + share, 0) / a.length;
}

/** The mean share of neighbours that have the text's own category. */
export function purity(near: readonly (readonly number[])[], categories: readonly string[]): number {
  const shares = near.map(
    (list, i) => list.filter((index) => categories[index] === categories[i]).length / list.length,
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
