import type { Adjustment, Rules } from '../../types/requests.ts';
import type { Catalogue, Columns } from '../catalogue.ts';
import { passes } from './filters.ts';
import { TABLE_NAMES, type Mix } from '../parameters.ts';
import type { Signal } from './signals.ts';
import type { Part } from './reasons.ts';
import { weightIn } from '../table.ts';

const PRIORS = [
  ['popularity', 'popularity'],
  ['trend', 'trend'],
  ['fresh', 'new'],
] as const;
export const DEFAULT_BOOST = 0.2;

/** What a shelf's scores are made of, except for content. */
export interface Sources {
  readonly signals: readonly Signal[];
  readonly mix: Mix;
  readonly adjustments: readonly Adjusted[];
}

/** What a rule adds to a score: above zero for a boost, below zero for a burial. */
export interface Adjusted {
  readonly by: number;
  applies(row: number): boolean;
}

/**
 * What each row's score has beside its cosine, `[count]`: columns, tables and the shop's boosts. The scan takes it as its prior, so one pass finds the rows with the best sums.
 */
export function priorsOf(catalogue: Catalogue, { signals, mix, adjustments }: Sources): Float64Array {
  const sums = columnPriors(catalogue.columns, mix);
  addSignals(sums, catalogue, { signals, mix });
  for (const { applies, by } of adjustments)
    for (let row = 0; row < sums.length; row++) if (applies(row)) sums[row]! += by;
  return sums;
}

/** Adds to each row what tables and searches give it for some signals. */
export function addSignals(
  sums: Float64Array,
  { tables, items }: Pick<Catalogue, 'tables' | 'items'>,
  { signals, mix }: Pick<Sources, 'signals' | 'mix'>,
): void {
  for (const name of TABLE_NAMES) {
    const [weight, table] = [mix[name] ?? 0, tables[name]];
    if (weight === 0 || !table) continue;
    for (const signal of signals) {
      const factor = weight * signal.weight * table.scale;
      for (let i = table.offsets[signal.row]!; i < table.offsets[signal.row + 1]!; i++) {
        const row = table.targets[i]!;
        sums[row]! += factor * table.weights[i]! * leftFor(row, signal, items);
      }
    }
  }
  const { searched = 0 } = mix;
  for (const { row, weight, event } of signals) if (event === 'search') sums[row]! += searched * weight;
}

/** What is left of a signal for a row, from 0 to 1. See `settled`. */
function leftFor(row: number, { row: from, returns = 1 }: Signal, items: Catalogue['items']): number {
  return returns < 1 && items[row]!.category === items[from]!.category ? returns : 1;
}

/** What a mix adds to each row for its columns, `[count]`. */
export function columnPriors(columns: Columns, mix: Mix): Float64Array {
  const sums = new Float64Array(columns.popularity.length);
  for (const [column] of PRIORS) {
    const weight = mix[column] ?? 0;
    const values = columns[column];
    if (weight !== 0) for (let row = 0; row < sums.length; row++) sums[row]! += weight * values[row]!;
  }
  return sums;
}

/** The prior of one row, as the parts that it is the sum of. */
export function priorParts(
  { items, columns, tables }: Catalogue,
  { signals, mix, adjustments }: Sources,
  row: number,
): Part[] {
  const parts: Part[] = PRIORS.map(([column, event]) => ({
    event,
    amount: (mix[column] ?? 0) * columns[column][row]!,
  }));
  for (const name of TABLE_NAMES) {
    const [weight, table] = [mix[name] ?? 0, tables[name]];
    if (weight === 0 || !table) continue;
    for (const signal of signals) {
      const amount = weight * signal.weight * weightIn(table, signal.row, row) * leftFor(row, signal, items);
      parts.push({ event: signal.event, objectID: items[signal.row]!.id, amount });
    }
  }
  for (const { row: of, weight, event } of signals)
    if (of === row && event === 'search')
      parts.push({ event, objectID: items[row]!.id, amount: (mix.searched ?? 0) * weight });
  for (const { applies, by } of adjustments) if (applies(row)) parts.push({ event: 'boost', amount: by });
  return parts;
}

/** The shop's boosts and burials, each with the rows that it applies to. */
export function adjustmentsOf(
  { boost = [], bury = [] }: Rules,
  { items, rowOf }: Pick<Catalogue, 'items' | 'rowOf'>,
): Adjusted[] {
  const adjusted = (sign: number) => (given: Adjustment) => {
    const { filters, objectIDs, by = DEFAULT_BOOST } = given;
    const named = new Set(objectIDs?.flatMap((id) => rowOf.get(id) ?? []));
    const filtered = filters && { inStock: false, ...filters };
    const applies = (row: number) =>
      named.has(row) || (filtered !== undefined && passes(items[row]!, filtered));
    return { by: sign * by, applies };
  };
  return [...boost.map(adjusted(1)), ...bury.map(adjusted(-1))];
}
