/**
 * Item-to-item weights learned from orders, compressed by rows: the neighbours of row r are
 * `targets[offsets[r] ..< offsets[r + 1]]`, strongest first, each worth `weights[i] * scale`.
 */
export interface Table {
  /** `[count + 1]`, from 0, ascending. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** Rows of the neighbours. */
  readonly targets: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
  /** One for each target. */
  readonly weights: Uint8Array<ArrayBuffer>;
  readonly scale: number;
}

/** The weight of the neighbour `row` of `from`; 0 if it is not a neighbour. */
export function weightIn({ offsets, targets, weights, scale }: Table, from: number, row: number): number {
  for (let i = offsets[from]!; i < offsets[from + 1]!; i++)
    if (targets[i] === row) return weights[i]! * scale;
  return 0;
}

/** The same table for rows in another order: row `order[r]` becomes row r. */
export function reordered({ offsets, targets, weights, scale }: Table, order: readonly number[]): Table {
  const place = new Uint32Array(order.length);
  order.forEach((from, to) => {
    place[from] = to;
  });
  const next = {
    offsets: new Uint32Array(offsets.length),
    targets: targets.slice(),
    weights: new Uint8Array(weights.length),
    scale,
  };
  let end = 0;
  order.forEach((from, to) => {
    for (let i = offsets[from]!; i < offsets[from + 1]!; i++, end++) {
      next.targets[end] = place[targets[i]!]!;
      next.weights[end] = weights[i]!;
    }
    next.offsets[to + 1] = end;
  });
  return next;
}

/** The same table with the strongest `limit` neighbours of each row. */
export function narrowed({ offsets, targets, weights, scale }: Table, limit: number): Table {
  const rows = offsets.length - 1;
  const next = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++)
    next[row + 1] = next[row]! + Math.min(limit, offsets[row + 1]! - offsets[row]!);
  const kept = {
    offsets: next,
    targets: targets.slice(0, next[rows]),
    weights: weights.slice(0, next[rows]),
    scale,
  };
  for (let row = 0; row < rows; row++) {
    const [from, to, count] = [offsets[row]!, next[row]!, next[row + 1]! - next[row]!];
    kept.targets.set(targets.subarray(from, from + count), to);
    kept.weights.set(weights.subarray(from, from + count), to);
  }
  return kept;
}
