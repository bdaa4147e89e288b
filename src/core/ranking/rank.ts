import type { Reason, Rules } from '../../types.ts';
import { priorParts, priorsOf, adjustmentsOf } from './priors.ts';
import type { Catalogue } from '../catalogue.ts';
import { exactly, retrieve, type Retrieved, type Score } from './retrieve.ts';
import { interestsOf, nearestInterest, signalShares } from './interests.ts';
import { admits, type Admission } from './filters.ts';
import { RANKING, type Mix, type RankingParameters } from '../parameters.ts';
import { pinned } from './pin.ts';
import type { Scorer } from '../ports.ts';
import { ownSignals, type AnySignal } from './signals.ts';
import { reasonsOf, type Part } from './reasons.ts';
import type { Candidate } from '../vectors/rescore.ts';
import { select } from './diversify.ts';

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
  readonly signals: readonly AnySignal[];
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
  { signals, mix, faded = new Map() }: Taste,
  limits: Limits,
  parameters: RankingParameters = RANKING,
): Promise<Ranked[]> {
  const { rows, items } = catalogue;
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { signals: ownSignals(signals), mix, faded, adjustments };
  const { content, heard } = contentOf(mix, signals, catalogue);
  const interests = content > 0 ? interestsOf(rows, heard, parameters) : [];
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
  return rank(catalogue, scorer, score, signals, limits, parameters, (candidate) => [
    ...contentParts(candidate),
    ...priorParts(catalogue, sources, candidate.row),
  ]);
}

/** Whose content counts, and how much: where words speak, vectors add nothing. Of what the pack lacks no table says a word. */
function contentOf(
  { content = 0, contentAlone }: Mix,
  signals: readonly AnySignal[],
  { tables: { similar } }: Catalogue,
): { content: number; heard: readonly AnySignal[] } {
  if (contentAlone === undefined) return { content, heard: signals };
  const silent = (row: number) => !similar || similar.offsets[row] === similar.offsets[row + 1];
  const heard = signals.filter((signal) => !('row' in signal) || silent(signal.row));
  const weightOf = (some: readonly AnySignal[]) =>
    some.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  return { content: heard.length === 0 ? 0 : (contentAlone * weightOf(heard)) / weightOf(signals), heard };
}

/** Ranks the catalogue by nearness to a vector, the shop's boosts aside nothing else. */
export async function rankByQuery(
  catalogue: Catalogue,
  scorer: Scorer,
  query: Float32Array<ArrayBuffer>,
  limits: Limits,
): Promise<Ranked[]> {
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { signals: [], mix: {}, faded: new Map<number, number>(), adjustments };
  const priors = priorsOf(catalogue, sources);
  const score = { content: 1, interests: [{ query }], priors };
  return rank(catalogue, scorer, score, [], limits, RANKING, ({ row, score: sum }) => [
    { event: 'query', amount: sum - priors[row]! },
    ...priorParts(catalogue, sources, row),
  ]);
}

async function rank(
  catalogue: Catalogue,
  scorer: Scorer,
  score: Score,
  signals: readonly AnySignal[],
  { limit, admission, threshold, rules }: Limits,
  parameters: RankingParameters,
  partsOf: (candidate: Retrieved) => Part[],
): Promise<Ranked[]> {
  const { variants = false, diversity = parameters.diversity, calibration = parameters.calibration } = rules;
  const retrieved = await retrieve(catalogue, scorer, score, { limit, admission, threshold, variants });
  const interests = calibration > 0 ? interestsOf(catalogue.rows, signals, parameters) : [];
  const total = interests.reduce((sum, { strength }) => sum + strength, 0);
  const shares = interests.map(({ strength }) => strength / total);
  const kinds =
    interests.length === 0
      ? retrieved
      : retrieved.map((one) => ({
          ...one,
          interest: nearestInterest(catalogue.rows, interests, one.row).index,
        }));
  const selected = select(catalogue.rows, kinds, { limit, diversity, calibration, shares });
  const pins = (rules.pin ?? []).flatMap(({ objectID, position }) => {
    const row = catalogue.rowOf.get(objectID);
    if (row === undefined || !admits(admission, catalogue.items[row]!, row)) return [];
    return [{ position, candidate: exactly(catalogue.rows, score, row) }];
  });
  return pinned<Retrieved>(selected, pins, limit).map((one) => ({
    row: one.row,
    score: one.score,
    reasons: reasonsOf(partsOf(one)),
  }));
}
