import { RANKING } from '../parameters.ts';
import { rankByTaste } from './rank.ts';
import type { RankShelf } from './visit.ts';

/** Ranks by what sells now, the same for every shopper. */
export const rankTrending: RankShelf = (visit, _request, limits) =>
  rankByTaste(visit, { signals: [], mix: (visit.parameters ?? RANKING).mixes.trending }, limits);
