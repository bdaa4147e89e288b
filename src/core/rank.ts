import type { Reason, Rules } from '../types.ts';
import { additionParts, additionsOf, adjustmentsOf } from './additions.ts';
import type { Catalogue } from './catalogue.ts';
import { exactly, gather, type Gathered, type Score } from './gather.ts';
import { interestsOf, nearestInterest, pullShares } from './interests.ts';
import { admits, type Admission } from './mask.ts';
import { RANKING, type Mix, type RankingParameters } from './parameters.ts';
import { pinned } from './pin.ts';
import type { Scorer } from './ports.ts';
import { ownPulls, type AnyPull } from './pulls.ts';
import { reasonsOf, type Part } from './reasons.ts';
import type { Candidate } from './rescore.ts';
import { select } from './select.ts';

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
  const { content, heard } = contentOf(mix, pulls, catalogue);
  const interests = content > 0 ? interestsOf(rows, heard, parameters) : [];
  const score = { content, interests, additions: additionsOf(catalogue, sources) };

  const contentParts = ({ row, nearest }: Gathered): Part[] => {
    if (nearest === undefined) return [];
    const { pulls: own } = interests[nearest]!;
    return pullShares(rows, interests[nearest]!, row).map((amount, i) => {
      const pull = own[i]!;
      const objectID = 'row' in pull ? items[pull.row]!.id : pull.id;
      return { event: pull.event, objectID, amount: content * amount };
    });
  };
  return rank(catalogue, scorer, score, pulls, limits, parameters, (candidate) => [
    ...contentParts(candidate),
    ...additionParts(catalogue, sources, candidate.row),
  ]);
}

/** Whose content counts, and how much: where words speak, vectors add nothing. Of what the pack lacks no table says a word. */
function contentOf(
  { content = 0, contentAlone }: Mix,
  pulls: readonly AnyPull[],
  { tables: { similar } }: Catalogue,
): { content: number; heard: readonly AnyPull[] } {
  if (contentAlone === undefined) return { content, heard: pulls };
  const silent = (row: number) => !similar || similar.offsets[row] === similar.offsets[row + 1];
  const heard = pulls.filter((pull) => !('row' in pull) || silent(pull.row));
  const weightOf = (some: readonly AnyPull[]) => some.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  return { content: heard.length === 0 ? 0 : (contentAlone * weightOf(heard)) / weightOf(pulls), heard };
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
  pulls: readonly AnyPull[],
  { limit, admission, threshold, rules }: Limits,
  parameters: RankingParameters,
  partsOf: (candidate: Gathered) => Part[],
): Promise<Ranked[]> {
  const { variants = false, diversity = parameters.diversity, calibration = parameters.calibration } = rules;
  const gathered = await gather(catalogue, scorer, score, { limit, admission, threshold, variants });
  const interests = calibration > 0 ? interestsOf(catalogue.rows, pulls, parameters) : [];
  const total = interests.reduce((sum, { strength }) => sum + strength, 0);
  const shares = interests.map(({ strength }) => strength / total);
  const kinds =
    interests.length === 0
      ? gathered
      : gathered.map((one) => ({
          ...one,
          interest: nearestInterest(catalogue.rows, interests, one.row).index,
        }));
  const selected = select(catalogue.rows, kinds, { limit, diversity, calibration, shares });
  const pins = (rules.pin ?? []).flatMap(({ objectID, position }) => {
    const row = catalogue.rowOf.get(objectID);
    if (row === undefined || !admits(admission, catalogue.items[row]!, row)) return [];
    return [{ position, candidate: exactly(catalogue.rows, score, row) }];
  });
  return pinned<Gathered>(selected, pins, limit).map((one) => ({
    row: one.row,
    score: one.score,
    reasons: reasonsOf(partsOf(one)),
  }));
}
