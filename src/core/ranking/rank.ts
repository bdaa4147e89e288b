import { arrived } from '../../errors.ts';
import type { Catalogue } from '../catalogue.ts';
import { RANKING, type Mix } from '../parameters.ts';
import type { Rows } from '../ports.ts';
import { diversify } from './diversify.ts';
import { interestsOf, signalShares } from './interests.ts';
import { adjustmentsOf, priorParts, priorsOf } from './priors.ts';
import { lowerAboveBand, type PriceBand } from './price-band.ts';
import { raisedBy } from './raised-by.ts';
import { reasonsOf, type Part } from './reasons.ts';
import { retrieve, scoreRow, type Retrieved, type Score } from './retrieve.ts';
import { rowSignals, type AnySignal } from './signals.ts';
import type { Limits, Ranked, Visit } from './visit.ts';

/** Calibration chooses among this many times as many candidates. */
const DEEPER = 3;

/** What ranking reads of a visit once its history has become signals. */
type Ranking = Pick<Visit, 'catalogue' | 'scorer' | 'parameters'>;

/** What a shelf is ranked by. */
export interface Taste {
  readonly signals: readonly AnySignal[];
  readonly mix: Mix;
  /** The share of its score that a row loses, see `impressionDiscounts`. Default: none. */
  readonly discounts?: Discounts;
  /** Dearer items lose score. Default: no price does. */
  readonly band?: PriceBand | undefined;
  /** Epoch milliseconds, for the prices of sales. */
  readonly now?: number;
}

type Discounts = ReadonlyMap<number, number>;

/**
 * Ranks the catalogue by a taste. A score is one sum: content times the cosine to the nearest interest, plus tables and
 * priors. So the shares of its reasons are arithmetic.
 */
export async function rankByTaste(
  visit: Ranking,
  { signals, mix, discounts = new Map(), band, now = 0 }: Taste,
  limits: Limits,
): Promise<Ranked[]> {
  const { catalogue, parameters = RANKING } = visit;
  const { rows, items } = catalogue;
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { signals: rowSignals(signals), mix, adjustments };
  const { content, counted } = contentOf(mix, signals, catalogue);
  const interests = content > 0 ? interestsOf(rows, counted, parameters) : [];
  const score = { content, interests, priors: priorsOf(catalogue, sources) };
  const lost = band ? lowerAboveBand(band, score, items, now) : undefined;
  const losses = discounted(score, discounts, rows);

  const contentParts = ({ row, nearest }: Retrieved): Part[] => {
    if (nearest === undefined) return [];
    const { signals: own } = interests[nearest]!;
    return signalShares(rows, interests[nearest]!, row).map((amount, i) => {
      const signal = own[i]!;
      const objectID = 'row' in signal ? items[signal.row]!.id : signal.id;
      return { event: signal.event, objectID, amount: content * amount };
    });
  };
  return rank(visit, score, { signals, mix }, limits, (candidate) => {
    const { row } = candidate;
    return [
      ...contentParts(candidate),
      ...priorParts(catalogue, sources, row),
      { event: 'price', amount: -(lost?.[row] ?? 0) },
      { event: 'view_item_list', objectID: items[row]!.id, amount: -(losses.get(row) ?? 0) },
    ];
  });
}

/** Takes its share off the score of each row that has a discount. Gives what each lost. */
function discounted(score: Score, shares: Discounts, rows: Rows): Discounts {
  const losses = new Map<number, number>();
  for (const [row, share] of shares) {
    const loss = share * Math.max(0, scoreRow(rows, score, row).score);
    score.priors[row]! -= loss;
    losses.set(row, loss);
  }
  return losses;
}

/** What a shelf is ranked by that resembles a query. */
export interface QueryVectors {
  /** `[dim]` */
  readonly vector?: Float32Array<ArrayBuffer> | undefined;
  /** `[count]`, from 0 to 1: how well each item has a query's words. */
  readonly words?: Float32Array;
  /** How much the words count, from 0 to 1; the vector counts the rest. */
  readonly share?: number;
}

/** Ranks the catalogue by nearness to a query, plus the shop's boosts. */
export async function rankByQuery(
  visit: Ranking,
  { vector, words, share = 0 }: QueryVectors,
  limits: Limits,
): Promise<Ranked[]> {
  const { catalogue } = visit;
  const adjustments = adjustmentsOf(limits.rules, catalogue);
  const sources = { signals: [], mix: {}, adjustments };
  const others = priorsOf(catalogue, sources);
  const priors = words ? others.map((prior, row) => prior + share * words[row]!) : others;
  const score = { content: 1 - share, interests: vector ? [{ query: vector }] : [], priors };
  return rank(visit, score, { signals: [], mix: {} }, limits, ({ row, score: sum }) => [
    { event: 'query', amount: sum - others[row]! },
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
  { signals, mix }: Taste,
  limits: Limits,
  partsOf: (candidate: Retrieved) => Part[],
): Promise<Ranked[]> {
  const { limit, rules } = limits;
  const { diversity = parameters.diversity, calibration = parameters.calibration } = rules;
  const interests = calibration > 0 ? interestsOf(catalogue.rows, signals, parameters) : [];
  const isCalibrated = interests.length > 1;
  // A strong interest may have all of the first places, so more of them are looked at.
  const found = await retrieve(catalogue, scorer, score, limits, isCalibrated ? DEEPER : 1);
  const candidates = isCalibrated ? raisedBy(interests, found, score, { ...catalogue, mix }) : found;
  const total = interests.reduce((sum, { strength }) => sum + strength, 0);
  const shares = interests.map(({ strength }) => strength / total);
  const selected = diversify(catalogue.rows, candidates, { limit, diversity, calibration, shares });
  // Few shelves have pins, so their code is loaded with the first.
  const shelf = rules.pin?.length
    ? (await arrived(() => import('./with-pins.ts'))).withPins(selected, limits, catalogue, score)
    : selected;
  return shelf.map((one) => ({
    row: one.row,
    score: one.score,
    reasons: reasonsOf(partsOf(one)),
  }));
}
