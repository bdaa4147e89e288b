import type { EventName, ShopperEvent } from '../types.ts';
import { EVENT_WEIGHTS } from './event.ts';
import type { RankingParameters } from './parameters.ts';

/** Something that pulls towards (or, below zero, away from) what resembles a row and what its neighbours are. */
export interface Pull {
  readonly row: number;
  readonly weight: number;
  /** What the shopper did, or `seed` for a row that the call named. */
  readonly event: EventName | 'seed';
}

/**
 * What events say of rows, in their order: an event counts by its kind, by how many came after it and by its age. Items
 * that the pack lacks say nothing, nor do muted ones.
 *
 * @param events Oldest first.
 * @param now Epoch milliseconds.
 */
export function pullsOf(
  events: readonly ShopperEvent[],
  rowOf: ReadonlyMap<string, number>,
  now: number,
  { recency, halfLife, sessionGap }: Pick<RankingParameters, 'recency' | 'halfLife' | 'sessionGap'>,
): Pull[] {
  const muted = mutedIds(events);
  const pulls: Pull[] = [];
  let after = 0;
  for (let i = events.length - 1; i >= 0; i--) {
    const { name, ids, at } = events[i]!;
    const kind = EVENT_WEIGHTS[name];
    if (kind === 0) continue;
    const age = Math.max(0, now - at - sessionGap); // within the visit, order says enough
    const weight = (kind * 2 ** (-age / halfLife)) / (1 + after) ** recency;
    const rows = ids.flatMap((id) => (muted.has(id) ? [] : (rowOf.get(id) ?? [])));
    pulls.push(...rows.toReversed().map((row) => ({ row, weight, event: name })));
    if (rows.length > 0) after++;
  }
  return pulls.reverse();
}

/** Ids that the shopper has said are for somebody else. */
export function mutedIds(events: readonly ShopperEvent[]): Set<string> {
  const muted = new Set<string>();
  for (const { name, ids } of events) {
    if (name === 'mute') for (const id of ids) muted.add(id);
    if (name === 'unmute') for (const id of ids) muted.delete(id);
  }
  return muted;
}

/** The events of the visit under way: those since the last pause. */
export function sessionOf(
  events: readonly ShopperEvent[],
  now: number,
  sessionGap: number,
): readonly ShopperEvent[] {
  let start = events.length;
  for (let next = now; start > 0 && next - events[start - 1]!.at <= sessionGap; start--) {
    next = events[start - 1]!.at;
  }
  return events.slice(start);
}
