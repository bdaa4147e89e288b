import type { Reason, Rules } from '../types.ts';
import { additionParts, additionsOf, adjustmentsOf } from './additions.ts';
import type { Catalogue } from './catalogue.ts';
import { exactly, gather, type Score } from './gather.ts';
import { interestsOf, pullShares, type InterestVector } from './interests.ts';
import { admits, type Admission } from './mask.ts';
import { RANKING, type Mix, type RankingParameters } from './parameters.ts';
import { pinned } from './pin.ts';
import type { Scorer } from './ports.ts';
import { ownPulls, type AnyPull } from './pulls.ts';
import { reasonsOf, type Part } from './reasons.ts';
import type { Candidate } from './rescore.ts';
import { select, type Sourced } from './select.ts';

/** A candidate with what its score is made of. */
export interface Ranked extends Candidate {
  readonly reasons: readonly Reason[];
}

/** What may appear, and how much of it. */
export interface Limits {
  readonly limit: number;
  readonly admission: Admission;
  /** Items that do not score more are left out. */
  readonly threshold: number;
  readonly rules: Rules;
}

/** What a shelf is ranked by. */
export interface Taste {
  readonly pulls: readonly AnyPull[];
  readonly mix: Mix;
  /** What rows lose for having been shown in vain. */
  readonly faded?: ReadonlyMap<number, number>;
}

/**
 * Ranks the catalogue by a taste: content by the cosine to the nearest of its interests, tables and priors, in one sum,
 * so that the shares of a reason are arithmetic.
 */
export async function rankByTaste(
  catalogue: Catalogue,
  scorer: Scorer,
  { pulls, mix, faded = new Map() }: Taste,
  limits: Limits,
  parameters: RankingParameters = RANKING,
): Promise<Ranked[]> {
  const { rows, items } = catalogue;
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { pulls: ownPulls(pulls), mix, faded, adjustments };
  const content = contentWeight(mix, pulls, catalogue);
  const interests = content > 0 ? interestsOf(rows, pulls, parameters) : [];
  const score = { content, interests, additions: additionsOf(catalogue, sources) };

  const contentParts = ({ row, interest }: Sourced): Part[] => {
    if (interest === undefined) return [];
    const { pulls: own } = interests[interest]!;
    return pullShares(rows, interests[interest]!, row).map((amount, i) => {
      const pull = own[i]!;
      const objectID = 'row' in pull ? items[pull.row]!.id : pull.id;
      return { event: pull.event, objectID, amount: content * amount };
    });
  };
  return rank(catalogue, scorer, score, interests, limits, parameters, (candidate) => [
    ...contentParts(candidate),
    ...additionParts(catalogue, sources, candidate.row),
  ]);
}

/** Vectors say little that words do not say better, but where words say nothing they speak alone. */
function contentWeight(
  { content = 0, contentAlone = content }: Mix,
  pulls: readonly AnyPull[],
  { tables: { similar } }: Catalogue,
): number {
  let [all, silent] = [0, 0];
  for (const pull of pulls) {
    const weight = Math.abs(pull.weight);
    all += weight;
    const said = 'row' in pull && similar && similar.offsets[pull.row] !== similar.offsets[pull.row + 1];
    if (!said) silent += weight;
  }
  return all === 0 ? content : content + (contentAlone - content) * (silent / all);
}

/** Ranks the catalogue by nearness to a vector, the shop's boosts aside nothing else. */
export async function rankByQuery(
  catalogue: Catalogue,
  scorer: Scorer,
  query: Float32Array<ArrayBuffer>,
  limits: Limits,
): Promise<Ranked[]> {
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { pulls: [], mix: {}, faded: new Map<number, number>(), adjustments };
  const additions = additionsOf(catalogue, sources);
  const score = { content: 1, interests: [{ query }], additions };
  return rank(catalogue, scorer, score, [], limits, RANKING, ({ row, score: sum }) => [
    { event: 'query', amount: sum - additions[row]! },
    ...additionParts(catalogue, sources, row),
  ]);
}

async function rank(
  catalogue: Catalogue,
  scorer: Scorer,
  score: Score,
  interests: readonly InterestVector[],
  { limit, admission, threshold, rules }: Limits,
  parameters: RankingParameters,
  partsOf: (candidate: Sourced) => Part[],
): Promise<Ranked[]> {
  const { variants = false, diversity = parameters.diversity, calibration = parameters.calibration } = rules;
  const gathered = await gather(catalogue, scorer, score, { limit, admission, threshold, variants });
  const total = interests.reduce((sum, { strength }) => sum + strength, 0);
  const shares = interests.map(({ strength }) => strength / total);
  const selected = select(catalogue.rows, gathered, { limit, diversity, calibration, shares });
  const pins = (rules.pin ?? []).flatMap(({ objectID, position }) => {
    const row = catalogue.rowOf.get(objectID);
    if (row === undefined || !admits(admission, catalogue.items[row]!, row)) return [];
    return [{ position, candidate: exactly(catalogue.rows, score, row) }];
  });
  return pinned(selected, pins, limit).map(({ row, score: sum, ...rest }) => ({
    row,
    score: sum,
    reasons: reasonsOf(partsOf({ row, score: sum, ...rest })),
  }));
}
