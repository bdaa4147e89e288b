import type { FacetName, TrendingFacet } from '../../types/requests.ts';
import type { Catalogue } from '../catalogue.ts';

/**
 * The categories or brands that sell now: the values of a facet by the sum of what is told of how their items sell now
 * (`trend`), largest first. Items that are out of stock do not count, and a value of which nothing is told is left out.
 */
export function trendingFacets(
  { items, columns: { trend } }: Pick<Catalogue, 'items' | 'columns'>,
  facetName: FacetName,
  limit: number,
): TrendingFacet[] {
  const sums = new Map<string, number>();
  items.forEach((item, row) => {
    const value = item[facetName];
    if (value !== undefined && item.availability !== 'out_of_stock')
      sums.set(value, (sums.get(value) ?? 0) + trend[row]!);
  });
  return [...sums]
    .filter(([, sum]) => sum > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([facetValue, _score]) => ({ facetName, facetValue, _score }));
}
