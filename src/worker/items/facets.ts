/** Requests that name a category or a brand. Its own chunk, loaded by the first of them. */
import * as v from 'valibot';
import type { Catalogue } from '../../core/catalogue.ts';
import { trendingFacets } from '../../core/ranking/trending-facets.ts';
import { VitrineError } from '../../errors.ts';
import type { RecommendOptions, TrendingFacet } from '../../types.ts';
import { checked, DEFAULT_LIMIT, MAX_LIMIT } from '../request.ts';

const facetName = v.picklist(['category', 'brand']);
const facets = v.object({
  facetName,
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LIMIT)), DEFAULT_LIMIT),
});

/** @throws {VitrineError} `bad-argument` */
export function answerFacets(catalogue: Catalogue, options: unknown): TrendingFacet[] {
  const { facetName: name, limit } = checked(facets, options) as v.InferOutput<typeof facets>;
  return trendingFacets(catalogue, name, limit);
}

/** A request with a filter in place of its facet. @throws {VitrineError} `bad-argument` */
export function withFacet({
  facetName: name,
  facetValue: value,
  filters: given,
  ...rest
}: RecommendOptions): RecommendOptions {
  if (!v.is(facetName, name) || value === undefined || given?.[name] !== undefined)
    throw new VitrineError(
      'bad-argument',
      'give facetName, category or brand, and facetValue together, without a filter of that name',
    );
  return { ...rest, filters: { ...given, [name]: value } };
}
