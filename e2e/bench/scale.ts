/** A logarithmic axis: values to pixels. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Rounded to a tenth of a pixel. */
  at(value: number): number;
}

/** An axis with some room around the values, from `first` to `last` pixel. */
export function logScale(values: readonly number[], first: number, last: number): Scale {
  const low = Math.min(...values) / 1.3;
  const high = Math.max(...values) * 1.3;
  const at = (value: number): number => {
    const share = Math.log(value / low) / Math.log(high / low);
    return Math.round((first + share * (last - first)) * 10) / 10;
  };
  return { low, high, at };
}

/** Round values on the axis: 1, 2 and 5 times powers of ten, or the powers alone where there are many. */
export function ticks({ low, high }: Scale): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const steps = to - from > 3 ? [1] : [1, 2, 5];
  return Array.from({ length: to - from + 1 }, (_, i) =>
    steps.map((step) => Number((step * 10 ** (from + i)).toPrecision(1))),
  )
    .flat()
    .filter((value) => value >= low && value <= high);
}

/** Heights near those wanted, in the same order, so that no two labels overlap. */
export function labelHeights(wanted: readonly number[], apart: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  // Pushed down from the top, then as one block up again by half of what the pushing cost.
  for (const [turn, i] of order.entries()) {
    const above = turn > 0 ? placed[order[turn - 1]!]! : -Infinity;
    placed[i] = Math.max(wanted[i]!, above + apart);
  }
  for (const [turn, i] of [...order.entries()].reverse()) {
    const below = turn < order.length - 1 ? placed[order[turn + 1]!]! : Infinity;
    const middle = (placed[i]! + wanted[i]!) / 2;
    placed[i] = Math.min(below - apart, Math.max(middle, turn > 0 ? middle : wanted[i]!));
  }
  return placed.map((height) => Math.round(height * 10) / 10);
}
