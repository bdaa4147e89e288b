import { RANKING } from '../parameters.ts';
import { excluding } from './filters.ts';
import { rankByTaste } from './rank.ts';
import { seedSignals } from './seeds.ts';
import { cartSignals, ownedForGood } from './shopper.ts';
import { rowSignals } from './signals.ts';
import type { RankShelf } from './visit.ts';

/** Ranks what is bought with the items that the request names, or else with the cart, or else with the last purchase. */
export const rankBoughtTogether: RankShelf = (visit, request, limits) => {
  const { catalogue, events, parameters = RANKING } = visit;
  const { objectIDs = [] } = request;
  const signals = objectIDs.length > 0 ? seedSignals(request, catalogue) : cartSignals(events, catalogue);
  if (signals.length === 0) return [];
  const there = rowSignals(signals).map(({ row }) => row);
  return rankByTaste(
    visit,
    { signals, mix: parameters.mixes.boughtTogether },
    excluding(limits, there, ownedForGood(visit)),
  );
};
