import type { WordHits } from '../search/word-search.ts';
import { RANKING } from '../parameters.ts';
import { rankByQuery } from './rank.ts';
import type { Limits, Ranked, Visit } from './visit.ts';

/** The share of a text from which on its words count in full. */
const TRUSTED = 0.75;

/** What is known of a text that a shopper searches for. */
export interface TextQuery {
  /** `[dim]`; without it, only items come that have words of the text. */
  readonly vector?: Float32Array<ArrayBuffer> | undefined;
  readonly hits: WordHits;
  /** The item whose id, number or address the text is. */
  readonly named?: string | undefined;
}

/**
 * Ranks by the words of a text and by its meaning. The item that the text names comes first. The more of the text the best
 * item has, the more its words count; if no item has its words, its meaning alone counts.
 */
export function rankByText(
  visit: Pick<Visit, 'catalogue' | 'scorer' | 'parameters'>,
  { vector, hits, named }: TextQuery,
  limits: Limits,
): Promise<Ranked[]> {
  const { catalogue, parameters = RANKING } = visit;
  const { rowOf } = catalogue;
  const row = named === undefined ? undefined : rowOf.get(named);
  const words = row === undefined ? hits.scores : hits.scores.with(row, 2);
  const trust = row === undefined ? Math.min(1, hits.coverage / TRUSTED) : 1;
  const query = { vector, words, share: parameters.words * trust };
  const within = withPrice(limits, hits.price);
  return rankByQuery(visit, query, vector ? within : onlyWith(words, within, rowOf));
}

/** The limits, within the rows that have a score, and those that the shop puts at a position. */
function onlyWith(scores: Float32Array, limits: Limits, rowOf: ReadonlyMap<string, number>): Limits {
  const { included } = limits.admission;
  const rows = new Set(limits.rules.pin?.flatMap(({ objectID }) => rowOf.get(objectID) ?? []));
  scores.forEach((score, row) => {
    if (score > 0) rows.add(row);
  });
  for (const row of included ? rows : []) if (!included!.has(row)) rows.delete(row);
  return { ...limits, admission: { ...limits.admission, included: rows } };
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
