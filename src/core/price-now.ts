import type { Item } from '../types/items.ts';

type Priced = Pick<Item, 'price' | 'salePrice' | 'saleFrom' | 'saleTo'>;

/** What is asked at `now` (epoch milliseconds): the sale's price while the sale holds. */
export function priceNow(item: Priced, now: number): number | undefined {
  return isOnSale(item, now) ? item.salePrice : item.price;
}

export function isOnSale(
  { salePrice, saleFrom = -Infinity, saleTo = Infinity }: Priced,
  now: number,
): boolean {
  return salePrice !== undefined && now >= saleFrom && now <= saleTo;
}
