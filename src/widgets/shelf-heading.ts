import type { FacetName, ModelName, Shelf } from '../types.ts';
import { fill } from './language.ts';
import { isolated, quoted } from './quoted.ts';
import type { Strings } from './strings/strings.ts';

/** What a shelf element was asked for. */
export interface Asked {
  readonly model: ModelName;
  /** The shop's own heading. */
  readonly heading: string | null;
  readonly facetName?: FacetName | undefined;
  readonly facetValue?: string | undefined;
}

/**
 * The heading that is true of a shelf: the shop's own or the model's, and that of the fallback if one fills it. A shelf
 * that is the same for every shopper does not call itself theirs, and one that starts from an item names it.
 */
export function shelfHeading(
  { model: filledBy, personal, items }: Pick<Shelf, 'model' | 'personal' | 'items'>,
  asked: Asked,
  strings: Strings,
): string {
  const { heading } = asked;
  const model = filledBy ?? asked.model;
  if (heading !== null && model === asked.model) return heading;
  if (model === 'recommended-for-you' && !personal && items.length > 0) return strings.reasons.popularity;
  const viewed = items[0]?.reasons.find(({ event }) => event === 'view_item');
  if (model === 'because-you-viewed' && viewed?.title !== undefined)
    return fill(strings.reasons.view, { item: quoted(viewed.title, strings) });
  return modelHeading(model, asked, strings);
}

/** The heading of a model. What trends in a category or of a brand names it: of a path of categories the last. */
export function modelHeading(
  model: ModelName,
  { facetName, facetValue }: Pick<Asked, 'facetName' | 'facetValue'>,
  strings: Strings,
): string {
  if (model !== 'trending-items' || !facetName || !facetValue) return strings.headings[model] ?? '';
  const facet = facetName === 'category' ? facetValue.split('>').at(-1)!.trim() : facetValue;
  return fill(strings.trendingIn[facetName] ?? '', { facet: isolated(facet, strings) });
}
