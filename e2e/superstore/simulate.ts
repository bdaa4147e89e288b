import { seeded } from '../../src/core/vectors/random.ts';
import type { OrderLine, Product } from './superstore.ts';

/** Sub-categories that go together. */
const GOES_WITH: Readonly<Record<string, readonly string[]>> = {
  Machines: ['Paper', 'Labels'],
  Copiers: ['Paper', 'Supplies'],
  Phones: ['Accessories'],
  Binders: ['Paper', 'Fasteners'],
  Envelopes: ['Labels'],
  Art: ['Supplies'],
  Tables: ['Chairs', 'Furnishings'],
  Bookcases: ['Storage'],
};

const SHOPPERS = 14; // for each anchor
const CHOICE = 2; // products of each such sub-category that go with one anchor
const CHANCE = 0.8;
/** Long before the last real order, so that only real orders make a trend. */
const FIRST_DAY = Date.UTC(2014, 0, 6);
const DAYS = 700;
const DAY = 24 * 3600 * 1000;

/**
 * Simulated orders, so that the pack has pairs of products: in the sample hardly any two customers bought the same two
 * products.
 */
export function simulateOrders(products: readonly Product[], seed = 7): OrderLine[] {
  const random = seeded(seed);
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]!;
  const inCategory = byCategory(products);
  const lines: OrderLine[] = [];
  for (const anchor of products) {
    const sets = (GOES_WITH[anchor.category] ?? []).map((name) =>
      Array.from({ length: CHOICE }, () => pick(inCategory.get(name)!)),
    );
    if (sets.length === 0) continue;
    for (let shopper = 0; shopper < SHOPPERS; shopper++) {
      const order = `SIM-${anchor.id}-${shopper}`;
      const date = new Date(FIRST_DAY + Math.floor(random() * DAYS) * DAY).toISOString().slice(0, 10);
      const chosen = sets.flatMap((set) => (random() < CHANCE ? [pick(set)] : []));
      for (const { id } of [anchor, ...chosen])
        lines.push({ order, customer: order, item: id, date, quantity: 1 });
    }
  }
  return lines;
}

function byCategory(products: readonly Product[]): Map<string, Product[]> {
  const groups = new Map<string, Product[]>();
  for (const product of products)
    groups.set(product.category, [...(groups.get(product.category) ?? []), product]);
  return groups;
}
