import type { Catalogue } from '../../core/catalogue.ts';
import { parseUrl } from '../../wire/parse-url.ts';

/** Finds an item by the names that a page gives it. @returns Its id in the catalogue; undefined if it is not there. */
export type FindItem = (names: readonly string[]) => string | undefined;

/**
 * Finds items by their id; else by another name that the catalogue gives them, by their address, or by the group whose
 * variants they are. Addresses are compared without their host, because a pack is often built from another host than
 * the page's; if that finds no item, also without their parameters.
 */
export function createFindItem(
  { items, rowOf }: Pick<Catalogue, 'items' | 'rowOf'>,
  given: ReadonlyMap<string, string> = new Map(),
): FindItem {
  let others: Map<string, string> | undefined; // made when it is first needed: most pages give ids
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

/** The names given, paths and groups. If several items share one, it means the first, which sells most. */
function otherNames(items: Catalogue['items'], given: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map(given);
  const add = (name: string | undefined, id: string) => {
    if (name !== undefined && name !== '/' && !names.has(name)) names.set(name, id);
  };
  for (const { id, url, group } of items) {
    add(group, id);
    if (url !== undefined) add(pathOf(url), id);
  }
  for (const { id, url } of items) add(url && pathOf(url)?.replace(/\?.*$/, ''), id);
  return names;
}

function pathOf(address: string): string | undefined {
  const url = /^(?:https?:)?\/\/|^\//.test(address) ? parseUrl(address, 'https://a') : undefined;
  return url && `${url.pathname.replace(/(.)\/$/, '$1')}${url.search}`;
}
