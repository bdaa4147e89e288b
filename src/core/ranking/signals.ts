import type { EventName, ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { EVENT_WEIGHTS } from '../history/event.ts';
import type { RankingParameters } from '../parameters.ts';

/** Something that pulls towards (or, below zero, away from) what resembles a row and what its neighbours are. */
export interface Signal {
  readonly row: number;
  readonly weight: number;
  /** What the shopper did, or `seed` for a row that the call named. */
  readonly event: EventName | 'seed';
}

/** The same of an item that the pack lacks: it counts in content only. */
export interface UnknownSignal extends Omit<Signal, 'row'> {
  readonly id: string;
  /** `[dim]`, of length 1. */
  readonly vector: Float32Array;
}

export type AnySignal = Signal | UnknownSignal;

/** Those of rows. */
export function ownSignals(signals: readonly AnySignal[]): Signal[] {
  return signals.filter((signal) => 'row' in signal);
}

/**
 * What events say of items, oldest first: an event counts by its kind, by how many came after it and by its age, and of
 * the events of one kind that name an item only the last. Items that the pack lacks say nothing
 * unless their vector is known, nor do muted ones.
 *
 * @param events Oldest first.
 * @param now Epoch milliseconds.
 */
export function signalsOf(
  events: readonly ShopperEvent[],
  rowOf: ReadonlyMap<string, number>,
  now: number,
  { recency, halfLife, sessionGap }: Pick<RankingParameters, 'recency' | 'halfLife' | 'sessionGap'>,
  foreign?: Catalogue['foreign'],
): AnySignal[] {
  const muted = mutedIds(events);
  const signals: AnySignal[] = [];
  const isKnown = (id: string) => rowOf.has(id) || foreign?.has(id);
  const said = new Set<string>();
  let after = 0;
  for (let i = events.length - 1; i >= 0; i--) {
    const { name, ids, at } = events[i]!;
    const kind = EVENT_WEIGHTS[name];
    if (kind === 0) continue;
    const age = Math.max(0, now - at - sessionGap); // within the visit, order says enough
    const weight = (kind * 2 ** (-age / halfLife)) / (1 + after) ** recency;
    const fresh = ids.filter((id) => isKnown(id) && !muted.has(id) && !said.has(`${name} ${id}`));
    for (const id of fresh.toReversed()) {
      said.add(`${name} ${id}`);
      const row = rowOf.get(id);
      signals.push({
        weight,
        event: name,
        ...(row === undefined ? { id, vector: foreign!.get(id)! } : { row }),
      });
    }
    if (fresh.length > 0) after++;
  }
  return signals.reverse();
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
