import { RANKING } from '../parameters.ts';
import { excluding } from './filters.ts';
import { priceBandOf } from './price-band.ts';
import { rankByTaste } from './rank.ts';
import { settled } from './returns.ts';
import { impressionDiscounts, ownedForGood } from './shopper.ts';
import { rowSignals, seenRows, sessionOf, signalsOf } from './signals.ts';
import type { RankShelf } from './visit.ts';

/** Ranks by the events of the current session alone; empty if there are none. */
export const rankNextInSession: RankShelf = (visit, _request, limits) => {
  const { catalogue, events, now, parameters = RANKING } = visit;
  const { sessionGap, sessionRecency: recency, mixes } = parameters;
  const session = sessionOf(events, now, sessionGap);
  const done = signalsOf(session, catalogue, now, { ...parameters, recency });
  const signals = settled(done, catalogue, parameters);
  if (signals.length === 0) return [];
  const discounts = impressionDiscounts(events, catalogue, parameters);
  const band = priceBandOf(rowSignals(signals), catalogue.items, now, parameters);
  const seen = seenRows(signals);
  return rankByTaste(
    visit,
    { signals, mix: mixes.next, discounts, band, now },
    excluding(limits, seen, ownedForGood(visit)),
  );
};
