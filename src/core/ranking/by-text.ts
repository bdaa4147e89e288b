import type { WordHits } from '../search/word-search.ts';
import { rankByQuery } from './rank.ts';
import type { Limits, Ranked, Visit } from './visit.ts';

/** What is known of a text that a shopper searches for. */
export interface TextQuery {
  /** `[dim]` */
  readonly vector: Float32Array<ArrayBuffer>;
  readonly hits: WordHits;
  /** The item whose id, number or address the text is. */
  readonly named?: string | undefined;
}

/**
 * Ranks by the words of a text and by its meaning. The item that the text names comes first. If no item has its words,
 * its meaning alone counts.
 */
export function rankByText(
  visit: Pick<Visit, 'catalogue' | 'scorer' | 'parameters'>,
  { vector, hits, named }: TextQuery,
  limits: Limits,
): Promise<Ranked[]> {
  const row = named === undefined ? undefined : visit.catalogue.rowOf.get(named);
  if (hits.coverage === 0 && row === undefined) return rankByQuery(visit, vector, limits);
  const words = row === undefined ? hits.scores : hits.scores.with(row, 2);
  return rankByQuery(visit, vector, withPrice(limits, hits.price), words);
}

/** The limits, within the prices that the query names. */
function withPrice(limits: Limits, price: WordHits['price']): Limits {
  if (!price) return limits;
  const { filters } = limits.admission;
  const [min, max] = price;
  const minPrice = Math.max(min, filters.minPrice ?? 0);
  const maxPrice = Math.min(max, filters.maxPrice ?? Infinity);
  return { ...limits, admission: { ...limits.admission, filters: { ...filters, minPrice, maxPrice } } };
}
