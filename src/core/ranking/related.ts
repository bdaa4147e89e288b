import { RANKING } from '../parameters.ts';
import { excluding } from './filters.ts';
import { rankByTaste } from './rank.ts';
import { seedSignals } from './seeds.ts';
import { rowSignals } from './signals.ts';
import type { RankShelf } from './visit.ts';

/** Ranks what resembles the items that the request names. */
export const rankRelated: RankShelf = (...call) => rankBySeeds('related', ...call);

/** Ranks what was viewed by shoppers who viewed the items that the request names. */
export const rankAlsoViewed: RankShelf = (...call) => rankBySeeds('alsoViewed', ...call);

function rankBySeeds(mix: 'related' | 'alsoViewed', ...[visit, request, limits]: Parameters<RankShelf>) {
  const { catalogue, parameters = RANKING } = visit;
  const signals = seedSignals(request, catalogue);
  // An empty shelf rather than popular items that have nothing to do with the seeds.
  if (signals.length === 0) return [];
  const named = rowSignals(signals).map(({ row }) => row);
  return rankByTaste(visit, { signals, mix: parameters.mixes[mix] }, excluding(limits, named));
}
