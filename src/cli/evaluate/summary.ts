import { bootstrapMeans, type Interval } from './bootstrap.ts';
import type { Judgement } from './judge.ts';

type Figures<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export interface Summary {
  /** By system, then by the metric's name, such as `ndcg@10`. */
  readonly metrics: Figures<number>;
  readonly intervals: Figures<Interval>;
  /** By metric. */
  readonly lead: Readonly<Record<string, Lead>>;
  /** Milliseconds for a case, by system. */
  readonly latency: Figures<number>;
}

/** The difference between Vitrine and the best baseline. */
export interface Lead {
  readonly baseline: string;
  readonly difference: number;
  /** 95 %, paired by case. */
  readonly interval: Interval;
  /** The difference divided by the baseline's figure. */
  readonly relative: number;
}

/** The systems that Vitrine is compared with: each recommends in one way. Combinations of Vitrine's own parts are not among them. */
export const BASELINES = [
  'random',
  'popularity',
  'popularity in hindsight',
  'item-knn',
  'markov',
  'content only',
];
const WITH_INTERVALS = /^(?:recall|hr|ndcg|mrr)@/;

/** Computes means, intervals and comparisons over the cases of all folds. */
export function summarise(judged: ReadonlyMap<string, readonly Judgement[]>, seed: number): Summary {
  const columns = new Map(
    [...judged].map(([system, parts]) => [system, together(parts.map(({ values }) => values))]),
  );
  const metrics: Record<string, Record<string, number>> = {};
  for (const [system, values] of columns) {
    const lists = judged.get(system)!.map((part) => part.lists);
    const listFigures = [...lists[0]!.keys()].map((name) => [
      name,
      mean(lists.map((part) => part.get(name)!)),
    ]);
    metrics[system] = {
      ...Object.fromEntries([...values].map(([name, column]) => [name, mean(column)])),
      ...Object.fromEntries(listFigures),
    };
  }
  const latency = [...judged].map(([system, parts]) => [
    system,
    { p50: mean(parts.map(({ ms }) => ms.p50)), p95: Math.max(...parts.map(({ ms }) => ms.p95)) },
  ]);
  return {
    metrics,
    ...compare(columns, metrics, seed),
    latency: Object.fromEntries(latency) as Summary['latency'],
  };
}

function compare(
  columns: ReadonlyMap<string, ReadonlyMap<string, Float64Array>>,
  metrics: Summary['metrics'],
  seed: number,
): Pick<Summary, 'intervals' | 'lead'> {
  const own = columns.get('vitrine')!;
  const names = [...own.keys()].filter((name) => WITH_INTERVALS.test(name));
  const intervals: Record<string, Record<string, Interval>> = {};
  for (const [system, values] of columns) {
    const bounds = bootstrapMeans(
      names.map((name) => values.get(name)!),
      seed,
    );
    intervals[system] = Object.fromEntries(names.map((name, i) => [name, bounds[i]!]));
  }
  const present = BASELINES.filter((system) => columns.has(system));
  const best = names.map((name) =>
    present.reduce((a, b) => (metrics[b]![name]! > metrics[a]![name]! ? b : a)),
  );
  const differences = names.map((name, i) => {
    const other = columns.get(best[i]!)!.get(name)!;
    return own.get(name)!.map((value, at) => value - other[at]!);
  });
  const bounds = bootstrapMeans(differences, seed);
  const lead = names.map((name, i): [string, Lead] => {
    const difference = mean(differences[i]!);
    const relative = difference / metrics[best[i]!]![name]!;
    return [name, { baseline: best[i]!, difference, interval: bounds[i]!, relative }];
  });
  return { intervals, lead: Object.fromEntries(lead) };
}

function together(parts: readonly ReadonlyMap<string, Float64Array>[]): Map<string, Float64Array> {
  const names = [...parts[0]!.keys()];
  return new Map(
    names.map((name) => [name, Float64Array.from(parts.flatMap((part) => [...part.get(name)!]))]),
  );
}

function mean(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
