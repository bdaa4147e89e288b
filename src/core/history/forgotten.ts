import type { ShopperEvent } from '../../types/events.ts';
import type { Forgotten } from '../../types/profile.ts';
import { onlyIds } from './only-ids.ts';

/**
 * The history without some events, or without some of their items.
 *
 * @param named An event is named by its name and time. If it has items, those of `ids` are taken out, by default all; an
 *   event that is left without items is dropped, and so is one that had none, such as a search.
 */
export function forgotten(
  history: readonly ShopperEvent[],
  named: readonly {
    readonly name: Forgotten['name'];
    readonly at: number;
    readonly ids?: readonly string[] | undefined;
  }[],
): ShopperEvent[] {
  /** By name and time: the ids to forget; undefined for all. */
  const idsOf = new Map<string, Set<string> | undefined>();
  for (const { name, at, ids } of named) {
    const key = `${name} ${at}`;
    const before = idsOf.get(key);
    const isAll = ids === undefined || (idsOf.has(key) && !before);
    idsOf.set(key, isAll ? undefined : new Set([...(before ?? []), ...ids]));
  }
  return history.flatMap((event) => {
    const key = `${event.name} ${event.at}`;
    if (!idsOf.has(key)) return [event];
    const ids = idsOf.get(key);
    if (!ids || event.ids.length === 0) return [];
    return onlyIds(event, (id) => !ids.has(id)) ?? [];
  });
}
