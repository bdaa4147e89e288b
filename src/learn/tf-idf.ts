/** The words of each item and the items of each word. The weights of an item's words form a unit vector. */
export interface TermWeights {
  /** For each item: the numbers of its words. */
  readonly words: readonly Uint32Array[];
  /** For each item: the weights of its words, in the order of `words`. */
  readonly weights: readonly Float32Array[];
  /** For each word: the rows of its items, ascending; empty if they are more than `maxItems`. */
  readonly items: readonly (readonly number[])[];
  /** For each word: its weight in each of `items`. */
  readonly itemWeights: readonly (readonly number[])[];
}

/**
 * Weighs the words of texts by how often they occur in a text and how few texts have them (Salton & Buckley,
 * "Term-weighting approaches in automatic text retrieval", 1988).
 *
 * @param maxItems A word of more items has no list of items: it tells too little for what it costs.
 */
export function tfIdf(texts: readonly string[], maxItems = Infinity): TermWeights {
  const ids = new Map<string, number>();
  const items: number[][] = [];
  const itemWeights: number[][] = [];
  const counts = texts.map((text) => {
    const count = new Map<number, number>();
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
      let id = ids.get(word);
      if (id === undefined) ids.set(word, (id = ids.size));
      count.set(id, (count.get(id) ?? 0) + 1);
    }
    return count;
  });
  const having = new Uint32Array(ids.size);
  for (const count of counts) for (const id of count.keys()) having[id]!++;

  const words = counts.map((count) => Uint32Array.from(count.keys()));
  const weights = counts.map((count) => {
    const raw = Float32Array.from(count, ([id, times]) => times * Math.log(texts.length / having[id]!));
    const norm = Math.hypot(...raw);
    return norm === 0 ? raw : raw.map((weight) => weight / norm);
  });
  for (let id = 0; id < ids.size; id++) {
    items.push([]);
    itemWeights.push([]);
  }
  words.forEach((ids, row) => {
    ids.forEach((id, i) => {
      if (having[id]! > maxItems) return;
      items[id]!.push(row);
      itemWeights[id]!.push(weights[row]![i]!);
    });
  });
  return { words, weights, items, itemWeights };
}
