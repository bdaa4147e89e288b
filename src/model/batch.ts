/** Token ids of a text. */
export type Tokens = ArrayLike<number>;

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
 * Groups texts of similar length into batches, the longest first, so that little is padding.
 *
 * @param maxTokens Tokens in a batch, padding included, at most; a longer text is a batch of its own.
 * @param pad Id of the padding token.
 */
export function batchesOf(tokens: readonly Tokens[], maxTokens: number, pad: number): Batch[] {
  const byLength = [...tokens.keys()].sort((a, b) => tokens[b]!.length - tokens[a]!.length);
  const batches: Batch[] = [];
  for (let from = 0; from < byLength.length;) {
    // A text without tokens becomes one masked token, since a model cannot run on none.
    const columns = Math.max(1, tokens[byLength[from]!]!.length);
    const rows = Math.max(1, Math.floor(maxTokens / columns));
    batches.push(batchOf(tokens, byLength.slice(from, from + rows), columns, pad));
    from += rows;
  }
  return batches;
}

function batchOf(tokens: readonly Tokens[], order: readonly number[], columns: number, pad: number): Batch {
  const ids = new BigInt64Array(order.length * columns).fill(BigInt(pad));
  const mask = new BigInt64Array(order.length * columns);
  order.forEach((text, row) => {
    const own = tokens[text]!;
    for (let i = 0; i < own.length; i++) ids[row * columns + i] = BigInt(own[i]!);
    mask.fill(1n, row * columns, row * columns + own.length);
  });
  return { order, rows: order.length, columns, ids, mask };
}
