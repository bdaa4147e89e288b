import { RANKING } from '../parameters.ts';
import { excluding } from './filters.ts';
import { priceBandOf } from './price-band.ts';
import { rankByTaste } from './rank.ts';
import { settled } from './returns.ts';
import { impressionDiscounts, purchasesOf, ownedForGood } from './shopper.ts';
import { rowSignals, seenRows, signalsOf } from './signals.ts';
import type { RankShelf } from './visit.ts';

/** Ranks by the whole history; without one, by what is known of the items themselves. */
export const rankForYou: RankShelf = (visit, _request, limits) => {
  const { catalogue, events, now, parameters = RANKING } = visit;
  const signals = settled(signalsOf(events, catalogue, now, parameters), catalogue, parameters);
  const mix = signals.length > 0 ? parameters.mixes.forYou : parameters.mixes.cold;
  const discounts = impressionDiscounts(events, catalogue, parameters);
  const band = priceBandOf(rowSignals(signals), catalogue.items, now, parameters);
  const owned = purchasesOf(events, catalogue);
  // What was bought may return if shoppers buy it again; what was only looked at is known already.
  const seen = seenRows(signals).filter((row) => !owned.has(row));
  return rankByTaste(
    visit,
    { signals, mix, discounts, band, now },
    excluding(limits, seen, ownedForGood(visit)),
  );
};
