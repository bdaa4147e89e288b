import { seeded } from '../../src/core/vectors/random.ts';
import { chance, type MadeProduct } from '../products/department.ts';

export interface OrderLine {
  readonly order: string;
  readonly customer: string;
  readonly item: string;
  /** ISO 8601. */
  readonly date: string;
}

const CUSTOMERS = 1500;
const LAST_DAY = Date.UTC(2026, 9, 31);
const DAYS = 540;
const DAY = 24 * 3600 * 1000;
/** The share of lines that have nothing to do with what the order is for. */
const NOISE = 0.12;
/** What sells in the last weeks, so that there is a trend. */
const IN_SEASON = ['winter', 'autumn'];

/**
 * Makes up orders: a customer has a few themes, such as baking or camping, and an order has two to five products of one of
 * them. Some products sell much more than others. The same orders on every run.
 */
export function makeOrders(products: readonly MadeProduct[], seed = 11): OrderLine[] {
  const random = seeded(seed);
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]!;
  const byTheme = new Map<string, MadeProduct[]>();
  for (const product of products)
    for (const theme of product.themes) byTheme.set(theme, [...(byTheme.get(theme) ?? []), product]);
  const themes = [...byTheme.keys()];
  /** A popular product is drawn from more often: the best known of three that chance gives. */
  const draw = (from: readonly MadeProduct[]) =>
    [pick(from), pick(from), pick(from)].sort((a, b) => chance(b.title, 9) - chance(a.title, 9))[
      random() < 0.5 ? 0 : 1
    ]!;
  const lines: OrderLine[] = [];
  for (let number = 0; number < CUSTOMERS; number++) {
    const customer = `c${number}`;
    const own = [pick(themes), pick(themes), pick(themes)];
    const orders = 1 + Math.floor(random() * 4);
    for (let which = 0; which < orders; which++) {
      const at = LAST_DAY - Math.floor(random() ** 1.5 * DAYS) * DAY;
      const late = LAST_DAY - at < 30 * DAY && random() < 0.4;
      const theme = byTheme.get(late ? pick(IN_SEASON) : pick(own))!;
      const items = new Set<string>();
      const size = 2 + Math.floor(random() * 4);
      for (let line = 0; line < size; line++) items.add(draw(random() < NOISE ? products : theme).id);
      const date = new Date(at).toISOString().slice(0, 10);
      for (const item of items) lines.push({ order: `${customer}-${which}`, customer, item, date });
    }
  }
  return lines;
}
