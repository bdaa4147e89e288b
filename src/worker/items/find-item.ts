import type { Catalogue } from '../../core/catalogue.ts';
import { itemsByName, nameKey } from '../../core/items-by-name.ts';
import { parseUrl } from '../../wire/parse-url.ts';

/** Finds an item by the names that a page gives it. @returns Its id in the catalogue; undefined if it is not there. */
export type FindItem = (names: readonly string[]) => string | undefined;

/**
 * Finds items by their id; else by another id, by their address, or by the group whose variants they are. Addresses are
 * compared without their host, because a pack is often built from another host than the page's; if that finds no item,
 * also without their parameters.
 */
export function createFindItem({ items, rowOf }: Pick<Catalogue, 'items' | 'rowOf'>): FindItem {
  let others: ReadonlyMap<string, string> | undefined; // made when it is first needed: most pages give ids
  return (names) => {
    const known = names.find((name) => rowOf.has(name));
    if (known !== undefined) return known;
    others ??= otherNames(items);
    for (const name of names.flatMap(withProduct)) {
      const path = pathOf(name);
      const key = path ?? nameKey(name);
      if (rowOf.has(key)) return key;
      const id = others.get(key) ?? (path && others.get(path.split('?', 1)[0]!));
      if (id !== undefined) return id;
    }
    return undefined;
  };
}

/** An item's name, and its product's if the name is Shopify's of both: `shopify_US_2_1`. */
function withProduct(name: string): string[] {
  const product = /^shopify_[a-z]+_(\d+)_\d+$/i.exec(name)?.[1];
  return product === undefined ? [name] : [name, product];
}

/**
 * Other ids, then groups, then paths: of items that share a path it means the first, which sells most. Last comes how paths
 * end, which is what platforms call a handle: only if all items of that end are one group.
 */
function otherNames(items: Catalogue['items']): Map<string, string> {
  const names = new Map(itemsByName(items, ({ ids = [], group }) => [...ids, group]).ids);
  const add = (name: string | undefined, id: string) => {
    if (name !== undefined && name !== '/' && !names.has(name)) names.set(name, id);
  };
  for (const { id, url } of items) add(url && pathOf(url), id);
  for (const { id, url } of items) add(url && pathOf(url)?.split('?', 1)[0], id);
  for (const [end, id] of itemsByName(items, ({ url }) => [url && endOf(url)]).ids) add(end, id);
  return names;
}

function endOf(address: string): string | undefined {
  const path = pathOf(address)?.split('?', 1)[0];
  return (
    path
      ?.split('/')
      .at(-1)
      ?.replace(/\.html?$/, '') || undefined
  );
}

function pathOf(address: string): string | undefined {
  const url = /^(?:https?:)?\/\/|^\//.test(address) ? parseUrl(address, 'https://a') : undefined;
  return url && `${url.pathname.replace(/(.)\/$/, '$1')}${url.search}`;
}
