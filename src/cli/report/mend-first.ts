import type { BuildReport } from '../build.ts';
import { count, counted, percent } from './words.ts';

/** A share of items or lines from which a fault is worth a sentence. */
const MANY = 0.1;

/** What an owner should mend first, each as a sentence; none if all is well. */
export function mendFirst(report: BuildReport): string[] {
  return [...ofCatalogue(report), ...ofOrders(report)];
}

function ofCatalogue({ refused, guessed, facts, items, entries }: BuildReport): string[] {
  const { without, priceZero, prices } = facts;
  const many = (part: number, article: string, what: string) =>
    part === items
      ? [`No item has ${article} ${what}.`]
      : part >= MANY * items
        ? [`${percent(part, items)} of the items have no ${what}.`]
        : [];
  return [
    ...(refused.rows > 0
      ? [
          `${counted(refused.rows, 'row', 'was', 'were')} refused, ${percent(refused.rows, entries)} of the catalogue.`,
        ]
      : []),
    ...(guessed.rows > 0 ? [`${count(guessed.rows, 'row')} had a value that was guessed.`] : []),
    ...(prices.some(({ currency }) => currency === undefined)
      ? ['Prices lack their currency (--currency).']
      : []),
    ...(priceZero.items > 0 ? [`${counted(priceZero.items, 'item', 'costs', 'cost')} 0.`] : []),
    ...many(without.price, 'a', 'price'),
    ...many(without.image, 'an', 'image'),
    ...many(without.url, 'an', 'address, and a card without one leads nowhere'),
  ];
}

function ofOrders({ orders, shelves, items }: BuildReport): string[] {
  if (!orders) return [];
  const { linesRead, unmatched, refused } = orders;
  const together = shelves.find(({ model }) => model === 'bought-together')?.items ?? items;
  return [
    ...(unmatched.lines > 0 && unmatched.lines >= MANY * linesRead
      ? [`${percent(unmatched.lines, linesRead)} of the order lines are of items that the catalogue lacks.`]
      : []),
    ...(refused.rows > 0 ? [`${counted(refused.rows, 'order line', 'was', 'were')} refused.`] : []),
    ...(together < items / 2
      ? [
          `bought-together is empty for ${together === 0 ? 'every item' : `${percent(items - together, items)} of items`}: give orders of a longer time, or name a fallback.`,
        ]
      : []),
  ];
}
