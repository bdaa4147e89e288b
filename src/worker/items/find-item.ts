import type { Catalogue } from '../../core/catalogue.ts';
import { parseUrl } from '../../wire/parse-url.ts';

/** Finds the pack's id for what a page calls an item; nothing, if the pack has no such item. */
export type FindItem = (names: readonly string[]) => string | undefined;

/**
 * Finds items by id, else by another name that the catalogue gives, their address or the group that they are variants of. Addresses are compared without
 * host, since a pack is often built from another than the page's, and where that finds nothing without parameters.
 */
export function createFindItem(
  { items, rowOf }: Pick<Catalogue, 'items' | 'rowOf'>,
  given: ReadonlyMap<string, string> = new Map(),
): FindItem {
  let others: Map<string, string> | undefined; // most pages name items as the pack does
  return (names) => {
    const known = names.find((name) => rowOf.has(name));
    if (known !== undefined) return known;
    others ??= otherNames(items, given);
    for (const name of names) {
      const path = pathOf(name);
      const id = others.get(path ?? name) ?? (path && others.get(path.replace(/\?.*$/, '')));
      if (id !== undefined) return id;
    }
    return undefined;
  };
}

/** Names given, paths and groups; where several items share one, the first in the pack, which sells most. */
function otherNames(items: Catalogue['items'], given: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map(given);
  const note = (name: string | undefined, id: string) => {
    if (name !== undefined && name !== '/' && !names.has(name)) names.set(name, id);
  };
  for (const { id, url, group } of items) {
    note(group, id);
    if (url !== undefined) note(pathOf(url), id);
  }
  for (const { id, url } of items) note(url && pathOf(url)?.replace(/\?.*$/, ''), id);
  return names;
}

function pathOf(address: string): string | undefined {
  const url = /^(?:https?:)?\/\/|^\//.test(address) ? parseUrl(address, 'https://a') : undefined;
  return url && `${url.pathname.replace(/(.)\/$/, '$1')}${url.search}`;
}
