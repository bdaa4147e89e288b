import type { Item } from '../types/items.ts';

/** If so many products or more, and more than this share of all, would be new, their dates are those of an import. */
const MANY = 10;
const MAX_NEW = 0.25;

/** Items with what only the whole catalogue shows: how many variants each has, and that not everything is new. */
export function withCardFields(items: readonly Item[]): Item[] {
  const isImported = wereImported(items);
  const families = familiesOf(items);
  return items.map((item) => {
    const { newUntil, ...others } = item;
    const { variants = 1, colours } = families.get(item.group) ?? {};
    return {
      ...others,
      ...(newUntil !== undefined && !isImported && { newUntil }),
      ...(variants > 1 && { variants }),
      ...(colours && colours.size > 1 && { colours: colours.size }),
    };
  });
}

function wereImported(items: readonly Item[]): boolean {
  const products = (some: readonly Item[]) => new Set(some.map(({ group, id }) => group ?? `id ${id}`)).size;
  const fresh = products(items.filter(({ newUntil }) => newUntil !== undefined));
  return fresh >= MANY && fresh > MAX_NEW * products(items);
}

interface Family {
  variants: number;
  readonly colours: Set<string>;
}

/** What the items of each group are together. Items without a group are nobody's variants. */
function familiesOf(items: readonly Item[]): ReadonlyMap<string | undefined, Family> {
  const families = new Map<string | undefined, Family>();
  for (const { group, attributes } of items) {
    if (group === undefined) continue;
    const family = families.get(group) ?? { variants: 0, colours: new Set() };
    families.set(group, family);
    family.variants++;
    const colour = attributes?.colour?.join('/').toLowerCase();
    if (colour !== undefined) family.colours.add(colour);
  }
  return families;
}
