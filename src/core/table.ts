/**
 * Item-to-item weights learned from orders, compressed by rows: the neighbours of row r are
 * `targets[offsets[r] ..< offsets[r + 1]]`, strongest first, each worth `weights[i] * scale`.
 */
export interface Table {
  /** `[count + 1]`, from 0, never falling. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** Rows. */
  readonly targets: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
  /** One a target. */
  readonly weights: Uint8Array<ArrayBuffer>;
  readonly scale: number;
}

/** What `row` is worth to `from`; 0 where it is no neighbour. */
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
