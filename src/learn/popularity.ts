/** One line of an order, its item as a row of the catalogue. */
export interface OrderLine {
  readonly order: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly row: number;
}

/**
 * How many orders hold each item, on a logarithmic scale: 1 for the most ordered, 0 for what nobody ordered.
 *
 * @returns `[count]` in [0, 1].
 */
export function popularityOf(lines: readonly OrderLine[], count: number): Float32Array<ArrayBuffer> {
  const orders = Array.from({ length: count }, () => new Set<string>());
  for (const { row, order } of lines) orders[row]!.add(order);
  return scaled(Float32Array.from(orders, ({ size }) => Math.log1p(size)));
}

/** Days after which an order counts half, for the trend. */
export const TREND_HALF_LIFE = 30;

/**
 * What sells now: orders of each item, halved every `TREND_HALF_LIFE` days before the last order of all (not before
 * today, so that the same orders always give the same pack).
 *
 * @returns `[count]` in [0, 1].
 */
export function trendOf(lines: readonly OrderLine[], count: number): Float32Array<ArrayBuffer> {
  const last = lines.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  const trend = new Float32Array(count);
  const seen = new Set<string>();
  for (const { order, row, at } of lines) {
    const key = `${row} ${order}`; // two lines of one order are one sale
    if (seen.has(key)) continue;
    seen.add(key);
    trend[row]! += 2 ** (-(last - at) / (TREND_HALF_LIFE * 24 * 3600 * 1000));
  }
  return scaled(trend);
}

/** In place: the largest becomes 1. */
function scaled(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 ? values : values.map((value) => value / most);
}
