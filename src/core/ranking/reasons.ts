import type { Reason } from '../../types/shelf.ts';

/** A part of a score, in units of the score. */
export interface Part {
  readonly event: Reason['event'];
  readonly objectID?: string;
  readonly amount: number;
}

/**
 * Turns the parts of a score into shares of its size, largest first: they add up to 1, or to -1 if the score is below zero.
 * Parts with the same event and object become one reason. A part that counts against the item has a share below zero.
 */
export function reasonsOf(parts: readonly Part[]): Reason[] {
  const merged = new Map<string, Part>();
  for (const part of parts) {
    if (part.amount === 0) continue;
    const key = `${part.event} ${part.objectID ?? ''}`;
    merged.set(key, { ...part, amount: part.amount + (merged.get(key)?.amount ?? 0) });
  }
  const total = [...merged.values()].reduce((sum, { amount }) => sum + amount, 0);
  if (total === 0) return [];
  return [...merged.values()]
    .filter(({ amount }) => amount !== 0)
    .map(({ event, objectID, amount }) => ({
      event,
      ...(objectID !== undefined && { objectID }),
      share: amount / Math.abs(total),
    }))
    .sort((a, b) => b.share - a.share);
}
