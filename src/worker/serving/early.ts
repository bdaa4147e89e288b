import type { RecommendOptions, ShopperEvent } from '../../types.ts';

/**
 * Whether the first part of a pack may answer before the rest has come: only a shelf that goes by what is known of items
 * themselves, since that is what the first part is chosen by. Whoever asks for more waits, so that no shelf is shown that
 * the rest would have to change.
 */
export function mayAnswerEarly(
  { model, include, rules = {} }: RecommendOptions,
  events: readonly ShopperEvent[],
): boolean {
  if (include || rules.pin?.length) return false;
  return model === 'trending-items' || (model === 'recommended-for-you' && events.length === 0);
}
