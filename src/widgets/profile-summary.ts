import type { Profile } from '../types.ts';
import { eventKind } from './event-kind.ts';
import type { EventKind } from './strings/strings.ts';

const MAX_TITLES = 5;

/** A shopper's profile, as the privacy element shows it. */
export interface ProfileSummary {
  /** How many events of each kind, the most frequent first; kinds without events are left out. */
  readonly counts: readonly (readonly [EventKind, number])[];
  /** Titles of the items viewed, the latest first. */
  readonly recent: readonly string[];
  readonly kept: Profile['kept'];
}

/** @param titles Titles by item id; an item without a title is left out of `recent`. */
export function profileSummary(
  { events, kept }: Profile,
  titles: ReadonlyMap<string, string>,
): ProfileSummary {
  const counts = new Map<EventKind, number>();
  for (const { name } of events) {
    if (name === 'view_item_list') continue; // the shop's doing, not the shopper's
    const kind = eventKind(name);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const viewed = events.filter(({ name }) => name === 'view_item').flatMap(({ ids }) => ids);
  const recent = [...new Set(viewed.reverse())].flatMap((id) => titles.get(id) ?? []);
  return {
    counts: [...counts].sort(([, a], [, b]) => b - a),
    recent: recent.slice(0, MAX_TITLES),
    kept,
  };
}
