import type { EventName, ShopperEvent } from '../../types/events.ts';
import type { Catalogue } from '../catalogue.ts';
import { EVENT_WEIGHTS } from '../history/event.ts';
import type { RankingParameters } from '../parameters.ts';
import { searchedIds } from './searched.ts';
import { withoutTakenBack } from './taken-back.ts';

/** A weighted interaction with a row. It raises items that resemble the row and its neighbours; below zero, it lowers them. */
export interface Signal {
  readonly row: number;
  readonly weight: number;
  /** What the shopper did, or `seed` for an item that the call named. */
  readonly event: EventName | 'seed';
  /** What is left of it for rows of its own category, from 0 to 1. Default 1. See `settled`. */
  readonly returns?: number;
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

/** The rows that the shopper has seen: what a search has found they may not have. */
export function seenRows(signals: readonly AnySignal[]): number[] {
  return rowSignals(signals).flatMap(({ row, event }) => (event === 'search' ? [] : [row]));
}

/** Rows as signals of weight 1. */
export function signalsOfRows(rows: Iterable<number>, event: Signal['event']): Signal[] {
  return [...rows].map((row) => ({ row, weight: 1, event }));
}

/** How many searches count, the latest ones: each reads the titles of the whole catalogue once. */
const MAX_SEARCHES = 5;

/** What signals are made of besides the events. */
type Known = Pick<Catalogue, 'rowOf' | 'items' | 'sensitive' | 'unknownItems'>;

/**
 * The signals of a history, oldest first. An event's weight depends on its kind, on how many events came after it, and on its
 * age. A search is shared among the items that it found. If several events of one kind name an item, only the last counts. What was taken back is one
 * with what took it back. Muted items give no signal, items that were turned down a weaker one. Nor do items that the pack lacks unless their vector is known.
 *
 * @param events Oldest first.
 * @param now Epoch milliseconds.
 */
export function signalsOf(
  events: readonly ShopperEvent[],
  catalogue: Known,
  now: number,
  {
    recency,
    halfLife,
    sessionGap,
    less,
  }: Pick<RankingParameters, 'recency' | 'halfLife' | 'sessionGap' | 'less'>,
): readonly AnySignal[] {
  const { rowOf, unknownItems } = catalogue;
  const choices = choicesOf(events);
  const signals: AnySignal[] = [];
  const counted = new Map<EventName, Set<string>>(); // the ids that events of that name have counted
  let after = 0;
  let searches = 0;
  for (let i = events.length - 1; i >= 0; i--) {
    const { name, at } = events[i]!;
    if (EVENT_WEIGHTS[name] === 0 || (name === 'search' && ++searches > MAX_SEARCHES)) continue;
    const isSearch = name === 'search';
    const ids = isSearch ? searchedIds(events[i]!, catalogue) : events[i]!.ids;
    const kind = EVENT_WEIGHTS[name] / (isSearch ? Math.sqrt(ids.length) : 1);
    let ofName = counted.get(name);
    if (!ofName) counted.set(name, (ofName = new Set()));
    // Most events of a long history repeat a later one, so nothing is made for an id before it is known to count.
    let weight: number | undefined;
    for (let j = ids.length - 1; j >= 0; j--) {
      const id = ids[j]!;
      if (ofName.has(id) || choices.get(id) === 'mute') continue;
      const row = rowOf.get(id);
      const vector = row === undefined ? unknownItems?.get(id) : undefined;
      if (row === undefined && !vector) continue;
      ofName.add(id);
      const age = Math.max(0, now - at - sessionGap); // within a session only the order counts
      weight ??= (kind * 2 ** (-age / halfLife)) / (1 + after) ** recency;
      signals.push({
        weight: choices.has(id) ? less * weight : weight,
        event: name,
        ...(vector ? { id, vector } : { row: row! }),
      });
    }
    if (weight !== undefined) after++;
  }
  return withoutTakenBack(signals.reverse());
}

/** Ids of items that the shopper has muted: they do not count as the shopper's taste. */
export function mutedIds(events: readonly ShopperEvent[]): Set<string> {
  return new Set([...choicesOf(events)].flatMap(([id, choice]) => (choice === 'mute' ? id : [])));
}

/** Ids of items of which the shopper has said how much they count as their taste: not at all, or less. The last word counts. */
export function choicesOf(events: readonly ShopperEvent[]): Map<string, 'mute' | 'less'> {
  const choices = new Map<string, 'mute' | 'less'>();
  for (const { name, ids } of events) {
    if (name === 'mute' || name === 'less') for (const id of ids) choices.set(id, name);
    if (name === 'unmute') for (const id of ids) choices.delete(id);
  }
  return choices;
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
