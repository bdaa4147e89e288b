import type { Catalogue } from '../catalogue.ts';
import { RANKING, type Mix, type RankingParameters } from '../parameters.ts';
import { diversify } from './diversify.ts';
import { admits } from './filters.ts';
import { interestsOf, nearestInterest, signalShares } from './interests.ts';
import { pinned } from './pin.ts';
import { adjustmentsOf, priorParts, priorsOf } from './priors.ts';
import { reasonsOf, type Part } from './reasons.ts';
import { retrieve, scoreRow, type Retrieved, type Score } from './retrieve.ts';
import { rowSignals, type AnySignal } from './signals.ts';
import type { Limits, Ranked, Visit } from './visit.ts';

/** What ranking reads of a visit once its history has become signals. */
type Ranking = Pick<Visit, 'catalogue' | 'scorer' | 'parameters'>;

/** What a shelf is ranked by. */
export interface Taste {
  readonly signals: readonly AnySignal[];
  readonly mix: Mix;
  /** By row, see `impressionDiscounts`. Default: none. */
  readonly discounts?: ReadonlyMap<number, number>;
}

/**
 * Ranks the catalogue by a taste. A score is one sum: content times the cosine to the nearest interest, plus tables and
 * priors. So the shares of its reasons are arithmetic.
 */
export async function rankByTaste(
  visit: Ranking,
  { signals, mix, discounts = new Map() }: Taste,
  limits: Limits,
): Promise<Ranked[]> {
  const { catalogue, parameters = RANKING } = visit;
  const { rows, items } = catalogue;
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { signals: rowSignals(signals), mix, discounts, adjustments };
  const { content, counted } = contentOf(mix, signals, catalogue);
  const interests = content > 0 ? interestsOf(rows, counted, parameters) : [];
  const score = { content, interests, priors: priorsOf(catalogue, sources) };

  const contentParts = ({ row, nearest }: Retrieved): Part[] => {
    if (nearest === undefined) return [];
    const { signals: own } = interests[nearest]!;
    return signalShares(rows, interests[nearest]!, row).map((amount, i) => {
      const signal = own[i]!;
      const objectID = 'row' in signal ? items[signal.row]!.id : signal.id;
      return { event: signal.event, objectID, amount: content * amount };
    });
  };
  return rank(visit, score, signals, limits, (candidate) => [
    ...contentParts(candidate),
    ...priorParts(catalogue, sources, candidate.row),
  ]);
}

/** Ranks the catalogue by nearness to a vector `[dim]`, plus the shop's boosts. */
export async function rankByQuery(
  visit: Ranking,
  query: Float32Array<ArrayBuffer>,
  limits: Limits,
): Promise<Ranked[]> {
  const { catalogue } = visit;
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { signals: [], mix: {}, discounts: new Map<number, number>(), adjustments };
  const priors = priorsOf(catalogue, sources);
  const score = { content: 1, interests: [{ query }], priors };
  return rank(visit, score, [], limits, ({ row, score: sum }) => [
    { event: 'query', amount: sum - priors[row]! },
    ...priorParts(catalogue, sources, row),
  ]);
}

/**
 * The weight of content in a mix, and the signals that it counts. With `contentAlone` these are the signals of items without
 * similar neighbours: if an item's words have found its neighbours, its vector adds nothing. Items that the pack lacks are
 * in no table, so their vectors always count.
 */
function contentOf(
  { content = 0, contentAlone }: Mix,
  signals: readonly AnySignal[],
  { tables: { similar } }: Catalogue,
): { content: number; counted: readonly AnySignal[] } {
  if (contentAlone === undefined) return { content, counted: signals };
  const isAlone = (row: number) => !similar || similar.offsets[row] === similar.offsets[row + 1];
  const counted = signals.filter((signal) => !('row' in signal) || isAlone(signal.row));
  const weightOf = (some: readonly AnySignal[]) =>
    some.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  const isNone = counted.length === 0;
  return { content: isNone ? 0 : (contentAlone * weightOf(counted)) / weightOf(signals), counted };
}

/** Retrieves, diversifies, pins, and gives reasons. */
async function rank(
  { catalogue, scorer, parameters = RANKING }: Ranking,
  score: Score,
  signals: readonly AnySignal[],
  limits: Limits,
  partsOf: (candidate: Retrieved) => Part[],
): Promise<Ranked[]> {
  const { limit, rules } = limits;
  const { diversity = parameters.diversity, calibration = parameters.calibration } = rules;
  const retrieved = await retrieve(catalogue, scorer, score, limits);
  const { shares, candidates } = withInterests(
    retrieved,
    catalogue,
    calibration > 0 ? signals : [],
    parameters,
  );
  const selected = diversify(catalogue.rows, candidates, { limit, diversity, calibration, shares });
  return pinned<Retrieved>(selected, pinsOf(limits, catalogue, score), limit).map((one) => ({
    row: one.row,
    score: one.score,
    reasons: reasonsOf(partsOf(one)),
  }));
}

/** The share of each interest in the signals, and candidates with the interest that each is nearest to. */
function withInterests(
  retrieved: readonly Retrieved[],
  { rows }: Catalogue,
  signals: readonly AnySignal[],
  parameters: RankingParameters,
) {
  const interests = interestsOf(rows, signals, parameters);
  const total = interests.reduce((sum, { strength }) => sum + strength, 0);
  const interestOf = (row: number) =>
    interests.length === 0 ? undefined : nearestInterest(rows, interests, row).index;
  return {
    shares: interests.map(({ strength }) => strength / total),
    candidates: retrieved.map((one) => ({ ...one, interest: interestOf(one.row) })),
  };
}

/** Pins of items that may appear, with their scores. */
function pinsOf({ admission, rules: { pin = [] } }: Limits, { rows, items, rowOf }: Catalogue, score: Score) {
  return pin.flatMap(({ objectID, position }) => {
    const row = rowOf.get(objectID);
    if (row === undefined || !admits(admission, items[row]!, row)) return [];
    return [{ position, candidate: scoreRow(rows, score, row) }];
  });
}
