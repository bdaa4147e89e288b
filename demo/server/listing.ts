import type { Item } from 'vitrine';

/** What `demo/prepare` writes for the shop's pages. */
export interface Listing {
  readonly name: string;
  /** Whether the demo has made the shop up. */
  readonly isMadeUp: boolean;
  /** Whether the pack can tell what looks similar. */
  readonly comparesImages: boolean;
  /** Folder that the images' paths start from; undefined if the catalogue came from an address. */
  readonly base?: string | undefined;
  readonly items: readonly Item[];
}

export interface Department {
  readonly name: string;
  readonly items: readonly Item[];
  /** Parts of the department, each with its first item. */
  readonly kinds: readonly string[];
}

/** The shop's own data, as its pages need it. */
export interface Shop extends Listing {
  readonly byId: ReadonlyMap<string, Item>;
  /** The first words of categories, the largest first, but in the order of the catalogue if there are few. */
  readonly departments: readonly Department[];
  /** Hosts of images elsewhere. */
  readonly imageHosts: readonly string[];
}

/** More departments than these are in a menu by their size. */
const MANY = 12;

export function openShop(listing: Listing): Shop {
  const { items } = listing;
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = departmentOf(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const departments = Array.from(groups, ([name, own]) => ({ name, items: own, kinds: kindsOf(own) }));
  if (departments.length > MANY) departments.sort((a, b) => b.items.length - a.items.length);
  const hosts = items.flatMap(({ image }) => (/^https?:/i.test(image ?? '') ? new URL(image!).origin : []));
  return {
    ...listing,
    departments,
    byId: new Map(items.map((item) => [item.id, item])),
    imageHosts: [...new Set(hosts)],
  };
}

export const departmentOf = ({ category }: Item) => category?.split(' > ')[0] ?? 'Everything';
export const kindOf = ({ category }: Item) => category?.split(' > ')[1];

function kindsOf(items: readonly Item[]): string[] {
  return [...new Set(items.flatMap((item) => kindOf(item) ?? []))];
}
