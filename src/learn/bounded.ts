import type { History } from './histories.ts';

/** Keeps the latest orders of a history and the first items of each, at most `max`, so that nobody counts for more than that. */
export function bounded({ known, orders }: History, max: number): History {
  return { known, orders: orders.slice(-max).map(({ at, rows }) => ({ at, rows: rows.slice(0, max) })) };
}
