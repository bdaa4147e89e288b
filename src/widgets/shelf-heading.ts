import type { ModelName, Shelf } from '../types.ts';
import { fill } from './language.ts';
import { quoted } from './quoted.ts';
import type { Strings } from './strings/strings.ts';

/** What a shelf element was asked for. */
export interface Asked {
  readonly model: ModelName;
  /** The shop's own heading. */
  readonly heading: string | null;
}

/**
 * The heading that is true of a shelf: the shop's own or the model's, and that of the fallback if one fills it. A shelf
 * that is the same for every shopper does not call itself theirs, and one that starts from an item names it.
 */
export function shelfHeading(
  { model: filledBy, personal, items }: Pick<Shelf, 'model' | 'personal' | 'items'>,
  { model: asked, heading }: Asked,
  strings: Strings,
): string {
  const model = filledBy ?? asked;
  if (heading !== null && model === asked) return heading;
  if (model === 'recommended-for-you' && !personal && items.length > 0) return strings.reasons.popularity;
  const viewed = items[0]?.reasons.find(({ event }) => event === 'view_item');
  if (model === 'because-you-viewed' && viewed?.title !== undefined)
    return fill(strings.reasons.view, { item: quoted(viewed.title, strings) });
  return strings.headings[model] ?? '';
}
