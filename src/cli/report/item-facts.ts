import type { Item } from '../../types.ts';

/** What a catalogue's items have and lack. */
export interface ItemFacts {
  /** Products of several variants, and the items that are such variants. */
  readonly groups: { readonly groups: number; readonly items: number };
  /** Of prices above 0, by currency; the most frequent currency first. */
  readonly prices: readonly PriceFacts[];
  /** Items whose price is 0; the first five ids. */
  readonly priceZero: { readonly items: number; readonly ids: readonly string[] };
  /** Items with a reduced price. */
  readonly onSale: number;
  readonly outOfStock: number;
  /** Items without a value, by field. */
  readonly without: Readonly<Record<(typeof FIELDS)[number], number>>;
  /** Distinct categories. */
  readonly categories: number;
  /** The most frequent first; `language` is undefined for items that name none. */
  readonly languages: readonly { readonly language?: string; readonly items: number }[];
  /** Titles that several items have, variants of one product counted as one item. */
  readonly repeatedTitles: {
    readonly titles: number;
    readonly items: number;
    /** The five of the most items. */
    readonly most: readonly { readonly title: string; readonly items: number }[];
  };
}

export interface PriceFacts {
  /** ISO 4217; undefined for prices without a currency. */
  readonly currency?: string;
  readonly items: number;
  readonly min: number;
  /** Of an even number of prices, the mean of the two in the middle. */
  readonly median: number;
  readonly max: number;
}

const FIELDS = ['price', 'image', 'url', 'category', 'brand', 'description', 'availability'] as const;
const EXAMPLES = 5;

/** Counts what items have and lack. */
export function itemFacts(items: readonly Item[]): ItemFacts {
  const free = items.filter(({ price }) => price === 0);
  return {
    groups: groupFacts(items),
    prices: priceFacts(items),
    priceZero: { items: free.length, ids: free.slice(0, EXAMPLES).map(({ id }) => id) },
    onSale: count(items, ({ salePrice }) => salePrice !== undefined),
    outOfStock: count(items, ({ availability }) => availability === 'out_of_stock'),
    without: Object.fromEntries(
      FIELDS.map((field) => [field, count(items, (item) => item[field] === undefined)]),
    ) as ItemFacts['without'],
    categories: new Set(items.flatMap(({ category }) => category ?? [])).size,
    languages: mostFirst(tally(items.map(({ language }) => language))).map(([language, number]) => ({
      ...(language !== undefined && { language }),
      items: number,
    })),
    repeatedTitles: titleFacts(items),
  };
}

function groupFacts(items: readonly Item[]): ItemFacts['groups'] {
  const sizes = [...tally(items.flatMap(({ group }) => group ?? [])).values()].filter((size) => size > 1);
  return { groups: sizes.length, items: sizes.reduce((sum, size) => sum + size, 0) };
}

function priceFacts(items: readonly Item[]): PriceFacts[] {
  const byCurrency = new Map<string | undefined, number[]>();
  for (const { price, currency } of items) {
    if (price === undefined || price === 0) continue;
    const prices = byCurrency.get(currency);
    if (prices) prices.push(price);
    else byCurrency.set(currency, [price]);
  }
  return Array.from(byCurrency, ([currency, prices]) => {
    const sorted = Float64Array.from(prices).sort();
    const middle = sorted.length / 2;
    return {
      ...(currency !== undefined && { currency }),
      items: sorted.length,
      min: sorted[0]!,
      median: (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2,
      max: sorted.at(-1)!,
    };
  }).sort((a, b) => b.items - a.items);
}

function titleFacts(items: readonly Item[]): ItemFacts['repeatedTitles'] {
  const owners = new Map<string, Set<string>>();
  for (const { id, group, title } of items) {
    const owner = group === undefined ? `item ${id}` : `group ${group}`;
    const known = owners.get(title);
    if (known) known.add(owner);
    else owners.set(title, new Set([owner]));
  }
  const repeated = Array.from(owners, ([title, { size }]) => ({ title, items: size }))
    .filter((one) => one.items > 1)
    .sort((a, b) => b.items - a.items);
  return {
    titles: repeated.length,
    items: repeated.reduce((sum, one) => sum + one.items, 0),
    most: repeated.slice(0, EXAMPLES),
  };
}

function count(items: readonly Item[], is: (item: Item) => boolean): number {
  return items.reduce((sum, item) => sum + (is(item) ? 1 : 0), 0);
}

function tally<Value>(values: Iterable<Value>): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function mostFirst<Value>(counts: ReadonlyMap<Value, number>): [Value, number][] {
  return [...counts].sort(([, a], [, b]) => b - a);
}
