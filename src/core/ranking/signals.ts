import type { EventName, ShopperEvent } from '../../types/events.ts';
import type { Catalogue } from '../catalogue.ts';
import { EVENT_WEIGHTS } from '../history/event.ts';
import type { RankingParameters } from '../parameters.ts';

/** A weighted interaction with a row. It raises items that resemble the row and its neighbours; below zero, it lowers them. */
export interface Signal {
  readonly row: number;
  readonly weight: number;
  /** What the shopper did, or `seed` for an item that the call named. */
  readonly event: EventName | 'seed';
}

/** The same for an item that the pack lacks: it counts in content only, since no table has it. */
export interface UnknownSignal extends Omit<Signal, 'row'> {
  readonly id: string;
  /** `[dim]`, of length 1. */
  readonly vector: Float32Array;
}

export type AnySignal = Signal | UnknownSignal;

/** The signals of rows. */
export function rowSignals(signals: readonly AnySignal[]): Signal[] {
  return signals.filter((signal) => 'row' in signal);
}

/** Rows as signals of weight 1. */
export function signalsOfRows(rows: Iterable<number>, event: Signal['event']): Signal[] {
  return [...rows].map((row) => ({ row, weight: 1, event }));
}

/**
 * The signals of a history, oldest first. An event's weight depends on its kind, on how many events came after it, and on its
 * age. If several events of one kind name an item, only the last counts. Muted items give no signal, nor do items that the
 * pack lacks unless their vector is known.
 *
 * @param events Oldest first.
 * @param now Epoch milliseconds.
 */
export function signalsOf(
  events: readonly ShopperEvent[],
  { rowOf, unknownItems }: Pick<Catalogue, 'rowOf' | 'unknownItems'>,
  now: number,
  { recency, halfLife, sessionGap }: Pick<RankingParameters, 'recency' | 'halfLife' | 'sessionGap'>,
): AnySignal[] {
  const muted = mutedIds(events);
  const signals: AnySignal[] = [];
  const isKnown = (id: string) => rowOf.has(id) || unknownItems?.has(id);
  const counted = new Set<string>(); // event name and id
  let after = 0;
  for (let i = events.length - 1; i >= 0; i--) {
    const { name, ids, at } = events[i]!;
    const kind = EVENT_WEIGHTS[name];
    if (kind === 0) continue;
    const age = Math.max(0, now - at - sessionGap); // within a session only the order counts
    const weight = (kind * 2 ** (-age / halfLife)) / (1 + after) ** recency;
    const fresh = ids.filter((id) => isKnown(id) && !muted.has(id) && !counted.has(`${name} ${id}`));
    for (const id of fresh.toReversed()) {
      counted.add(`${name} ${id}`);
      const row = rowOf.get(id);
      signals.push({
        weight,
        event: name,
        ...(row === undefined ? { id, vector: unknownItems!.get(id)! } : { row }),
      });
    }
    if (fresh.length > 0) after++;
  }
  return signals.reverse();
}

/** Ids of items that the shopper has muted: they do not count as the shopper's taste. */
export function mutedIds(events: readonly ShopperEvent[]): Set<string> {
  const muted = new Set<string>();
  for (const { name, ids } of events) {
    if (name === 'mute') for (const id of ids) muted.add(id);
    if (name === 'unmute') for (const id of ids) muted.delete(id);
  }
  return muted;
}

/** The events of the current session: those after the last pause longer than `sessionGap`. */
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
