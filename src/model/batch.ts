/** Token ids of several texts as one rectangle: `[rows * columns]`, padded on the right. */
export interface Batch {
  /** Place of each row's text in the caller's list. */
  readonly order: readonly number[];
  readonly rows: number;
  readonly columns: number;
  readonly ids: BigInt64Array<ArrayBuffer>;
  readonly mask: BigInt64Array<ArrayBuffer>;
}

/**
 * Batches of texts of like length, so that little is padding.
 *
 * @param pad Id of the padding token.
 */
export function batchesOf(tokens: readonly (readonly number[])[], size: number, pad: number): Batch[] {
  const byLength = [...tokens.keys()].sort((a, b) => tokens[a]!.length - tokens[b]!.length);
  return Array.from({ length: Math.ceil(tokens.length / size) }, (_, i) => {
    const order = byLength.slice(i * size, (i + 1) * size);
    // A text without tokens is one masked token, so that the model has something to run on.
    const columns = Math.max(1, ...order.map((at) => tokens[at]!.length));
    const ids = new BigInt64Array(order.length * columns).fill(BigInt(pad));
    const mask = new BigInt64Array(order.length * columns);
    order.forEach((at, row) => {
      ids.set(tokens[at]!.map(BigInt), row * columns);
      mask.fill(1n, row * columns, row * columns + tokens[at]!.length);
    });
    return { order, rows: order.length, columns, ids, mask };
  });
}
