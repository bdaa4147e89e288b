/** A unit vector of TF-IDF weights by word. */
export type WordWeights = ReadonlyMap<string, number>;

/** TF-IDF vectors over lower-case words: the baseline. */
export function tfIdf(texts: readonly string[]): WordWeights[] {
  const words = texts.map((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const documents = new Map<string, number>();
  for (const list of words)
    for (const word of new Set(list)) documents.set(word, (documents.get(word) ?? 0) + 1);
  return words.map((list) => {
    const row = new Map<string, number>();
    for (const word of list)
      row.set(word, (row.get(word) ?? 0) + Math.log(texts.length / documents.get(word)!));
    const norm = Math.hypot(...row.values());
    return new Map([...row].map(([word, weight]) => [word, norm === 0 ? 0 : weight / norm]));
  });
}

/** The cosine of two such vectors. */
export function wordCosine(a: WordWeights, b: WordWeights): number {
  let sum = 0;
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0);
  return sum;
}
