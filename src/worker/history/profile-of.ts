/** What a page may show of a history. Its own chunk, loaded by the first page that shows it. */
import type { Catalogue } from '../../core/catalogue.ts';
import { profileInterests } from '../../core/ranking/profile-interests.ts';
import type { Profile, ShopperEvent } from '../../types.ts';

/** @param events Without sensitive items. */
export function profileOf(
  catalogue: Catalogue,
  events: readonly ShopperEvent[],
): Pick<Profile, 'events' | 'titles' | 'interests'> {
  return {
    events: [...events],
    titles: titlesOf(catalogue, events),
    interests: profileInterests(catalogue, events, Date.now()),
  };
}

function titlesOf({ items, rowOf }: Catalogue, events: readonly ShopperEvent[]): Map<string, string> {
  const titles = new Map<string, string>();
  for (const { name, ids, texts } of events) {
    if (name === 'view_item_list') continue; // long lists, which no page shows
    for (const id of ids) {
      const row = rowOf.get(id);
      // The title of an item that the pack lacks comes first in its text, see `itemText`.
      const title = row === undefined ? texts?.[id]?.split('. ', 1)[0] : items[row]!.title;
      if (title !== undefined) titles.set(id, title);
    }
  }
  return titles;
}
