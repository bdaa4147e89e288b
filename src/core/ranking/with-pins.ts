import type { Catalogue } from '../catalogue.ts';
import { admits } from './filters.ts';
import { pinned } from './pin.ts';
import { scoreRow, type Retrieved, type Score } from './retrieve.ts';
import type { Limits } from './visit.ts';

/** A list with the pins of items that may appear, each at its position and with its score. */
export function withPins(
  list: readonly Retrieved[],
  { limit, admission, rules: { pin = [] } }: Limits,
  { rows, items, rowOf }: Catalogue,
  score: Score,
): Retrieved[] {
  const pins = pin.flatMap(({ objectID, position }) => {
    const row = rowOf.get(objectID);
    if (row === undefined || !admits(admission, items[row]!, row)) return [];
    return [{ position, candidate: scoreRow(rows, score, row) }];
  });
  return pinned(list, pins, limit);
}
