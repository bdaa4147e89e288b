/** Token ids of several texts, `[rows * columns]`, each row padded on the right. */
export interface Batch {
  /** For each row, the index of its text in the caller's list. */
  readonly order: readonly number[];
  readonly rows: number;
  readonly columns: number;
  readonly ids: BigInt64Array<ArrayBuffer>;
  readonly mask: BigInt64Array<ArrayBuffer>;
}

/**
 * Groups texts of similar length into batches, so that little is padding.
 *
 * @param size Texts in a batch, at most.
 * @param pad Id of the padding token.
 */
export function batchesOf(tokens: readonly (readonly number[])[], size: number, pad: number): Batch[] {
  const byLength = [...tokens.keys()].sort((a, b) => tokens[a]!.length - tokens[b]!.length);
  return Array.from({ length: Math.ceil(tokens.length / size) }, (_, i) => {
    const order = byLength.slice(i * size, (i + 1) * size);
    // A text without tokens becomes one masked token, since a model cannot run on none.
    const columns = Math.max(1, ...order.map((text) => tokens[text]!.length));
    const ids = new BigInt64Array(order.length * columns).fill(BigInt(pad));
    const mask = new BigInt64Array(order.length * columns);
    order.forEach((text, row) => {
      ids.set(tokens[text]!.map(BigInt), row * columns);
      mask.fill(1n, row * columns, row * columns + tokens[text]!.length);
    });
    return { order, rows: order.length, columns, ids, mask };
  });
}
