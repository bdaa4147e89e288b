/** Shelves from the first shard of a pack, given only if no later row could change them. */
import type { RecommendOptions } from '../../types/requests.ts';
import type { Catalogue, Columns } from '../catalogue.ts';
import { RANKING, type Mix, type RankingParameters } from '../parameters.ts';
import { columnPriors, DEFAULT_BOOST } from './priors.ts';
import { recommend } from './recommend.ts';
import { isRefusal } from './shopper.ts';
import type { Limits, Ranked, RankedShelf, Request, Visit } from './visit.ts';

/** The best score that any row after the first shard has by one mix. A pack's manifest lists one for each early mix. */
export interface LaterBest {
  /** The weights that `best` was computed with. It is no bound for other weights. */
  readonly mix: Mix;
  readonly best: number;
}

/** The mixes of shelves that go by columns alone: their scores are known when the pack is built. */
const EARLY_MIXES = [RANKING.mixes.cold, RANKING.mixes.trending];

/**
 * Computes what the manifest says of the rows after the first shard.
 *
 * @param later Rows of `columns`; for an empty list the result is empty.
 */
export function laterBests(columns: Columns, later: readonly number[]): LaterBest[] {
  if (later.length === 0) return [];
  return EARLY_MIXES.map((mix) => {
    const scores = columnPriors(columns, mix);
    return { mix, best: later.reduce((best, row) => Math.max(best, scores[row]!), -Infinity) };
  });
}

/**
 * Ranks a shelf by the first shard alone. A row that is not loaded yet cannot be on it if its best score is no more than
 * the worst on the shelf (a tie goes to the lower row), or than the threshold if the shelf is short.
 *
 * @param visit Its catalogue is the first shard.
 * @param later Of the manifest.
 * @returns The shelf that the whole pack would give, or undefined if that is not certain.
 */
export async function recommendEarly(
  visit: Visit,
  { fallback, ...request }: Request,
  limits: Limits,
  later: readonly LaterBest[] = [],
): Promise<RankedShelf | undefined> {
  const best = bestLater(visit, request.model, limits.rules, later);
  if (best === Infinity) return undefined;
  const shelf = await recommend(visit, request, limits);
  const { ranked } = shelf;
  if (ranked.length === 0 && fallback !== undefined) return undefined;
  if (!limits.rules.variants && hasVariants(ranked, visit.catalogue) && excludesLater(visit, limits))
    return undefined;
  const last = ranked.length < limits.limit ? limits.threshold : ranked.at(-1)!.score;
  return best <= last ? shelf : undefined;
}

/**
 * The highest score that a later row can have: the manifest's bound, plus every boost that can reach such a row. They are
 * added in the order in which ranking adds them, so no row rounds to more. `Infinity` if there is no bound.
 */
function bestLater(
  { catalogue: { rowOf }, events, parameters = RANKING }: Visit,
  model: RecommendOptions['model'],
  { pin = [], boost = [], diversity = parameters.diversity }: Limits['rules'],
  later: readonly LaterBest[],
): number {
  const mix = earlyMix(model, events.length === 0, parameters);
  const known = mix && later.find((one) => sameMix(one.mix, mix));
  // A pin may name a later row, and diversity may prefer a row with a lower score.
  if (!known || pin.length > 0 || diversity > 0) return Infinity;
  return boost
    .filter(({ filters, objectIDs }) => filters ?? objectIDs?.some((id) => !rowOf.has(id)))
    .reduce((best, { by = DEFAULT_BOOST }) => best + by, known.best);
}

/** Whether an item of a shelf has variants: they may be later rows, one of which must not appear. */
function hasVariants(ranked: readonly Ranked[], { items }: Catalogue): boolean {
  return ranked.some(({ row }) => items[row]!.group !== undefined);
}

/** Whether an item that must not appear may be a later row. */
function excludesLater(
  { catalogue: { rowOf }, events }: Visit,
  { admission: { excludesUnknown = false } }: Limits,
): boolean {
  const isLater = (id: string) => !rowOf.has(id);
  return excludesUnknown || events.some(({ name, ids }) => isRefusal(name) && ids.some(isLater));
}

function earlyMix(
  model: RecommendOptions['model'],
  isCold: boolean,
  { mixes }: RankingParameters,
): Mix | undefined {
  if (model === 'trending-items') return mixes.trending;
  return model === 'recommended-for-you' && isCold ? mixes.cold : undefined;
}

function sameMix(a: Mix, b: Mix): boolean {
  const names = Object.keys({ ...a, ...b }) as (keyof Mix)[];
  return names.every((name) => a[name] === b[name]);
}
