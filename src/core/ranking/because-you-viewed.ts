import { RANKING } from '../parameters.ts';
import { excluding } from './filters.ts';
import { rankByTaste } from './rank.ts';
import { ownedForGood } from './shopper.ts';
import { mutedIds, rowSignals, type AnySignal } from './signals.ts';
import type { RankShelf, Request, Visit } from './visit.ts';

/** Ranks what resembles the item that the shopper viewed last, other than the items that the request names. */
export const rankBecauseYouViewed: RankShelf = (visit, request, limits) => {
  const { catalogue, events, parameters = RANKING } = visit;
  const signals = lastView(visit, request);
  if (signals.length === 0) return [];
  const viewed = events.flatMap(({ name, ids }) =>
    name === 'view_item' ? ids.flatMap((id) => catalogue.rowOf.get(id) ?? []) : [],
  );
  const named = rowSignals(signals).map(({ row }) => row);
  return rankByTaste(
    visit,
    { signals, mix: parameters.mixes.related },
    excluding(limits, named, viewed, ownedForGood(visit)),
  );
};

/** The last viewed item that the pack or the text model knows, as a signal of weight 1. */
function lastView(
  { catalogue: { rowOf, unknownItems }, events }: Visit,
  { objectIDs = [] }: Request,
): AnySignal[] {
  const passed = new Set([...mutedIds(events), ...objectIDs]);
  for (const { name, ids } of events.toReversed()) {
    if (name !== 'view_item') continue;
    for (const id of ids.toReversed()) {
      if (passed.has(id)) continue;
      const signal = { weight: 1, event: name };
      const row = rowOf.get(id);
      const vector = unknownItems?.get(id);
      if (row !== undefined) return [{ ...signal, row }];
      if (vector) return [{ ...signal, id, vector }];
    }
  }
  return [];
}
