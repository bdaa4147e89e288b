import type { Profile } from '../types.ts';
import { deedOf } from './event-kind.ts';
import type { Deed } from './strings/strings.ts';

const MOST_TITLES = 5;

/** What is known of a shopper, as it is shown. */
export interface Known {
  /** How many events of each kind, the most frequent first; kinds without events are left out. */
  readonly counts: readonly (readonly [Deed, number])[];
  /** Titles of what was viewed, latest first. */
  readonly recent: readonly string[];
  readonly kept: Profile['kept'];
}

export function knownOf({ events, kept }: Profile, titles: ReadonlyMap<string, string>): Known {
  const counts = new Map<Deed, number>();
  for (const { name } of events) {
    if (name === 'view_item_list') continue; // shown to the shopper, not done by them
    counts.set(deedOf(name), (counts.get(deedOf(name)) ?? 0) + 1);
  }
  const viewed = events.filter(({ name }) => name === 'view_item').flatMap(({ ids }) => ids);
  const recent = [...new Set(viewed.reverse())].flatMap((id) => titles.get(id) ?? []);
  return {
    counts: [...counts].sort(([, a], [, b]) => b - a),
    recent: recent.slice(0, MOST_TITLES),
    kept,
  };
}
