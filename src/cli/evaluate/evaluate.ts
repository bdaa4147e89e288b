import type { Catalogue } from '../../core/catalogue.ts';
import { dequantise } from '../../core/vectors/quantise.ts';
import { createWasmScorer } from '../../wasm/scorer.ts';
import type { Embeddings } from '../embed.ts';
import { itemText } from '../../core/item-text.ts';
import type { LearningParameters } from '../../learn/parameters.ts';
import { learn } from '../learn.ts';
import type { Progress } from '../progress.ts';
import {
  itemKnnBaseline,
  markovBaseline,
  popularityBaseline,
  randomBaseline,
  type Rank,
} from './baselines.ts';
import { linesOf, type Dataset, type Shopper, type Split } from './data.ts';
import { packedEngine, type Engine } from './engine.ts';
import { judge, type ItemFacts, type Judgement } from './judge.ts';
import { splitsOf, type Protocol } from './protocols.ts';
import { summarise, type Summary } from './summary.ts';
import { ablations, vitrine } from './systems.ts';

export interface EvaluateOptions {
  readonly protocol: Protocol;
  readonly ks: readonly number[];
  readonly seed: number;
  /** Whether to measure Vitrine with each source switched off in turn. */
  readonly ablate: boolean;
  readonly learning?: Partial<LearningParameters>;
}

/** The result of an evaluation; `--json` prints it. */
export interface Evaluation {
  readonly protocol: Protocol;
  readonly note?: string;
  /** Number of cases, each of one shopper. */
  readonly users: number;
  readonly items: number;
  readonly metrics: Summary['metrics'];
  /** 95 % bootstrap intervals. */
  readonly intervals: Summary['intervals'];
  /** Difference between Vitrine and the best baseline of each metric, case by case. */
  readonly lead: Summary['lead'];
  readonly latency: Summary['latency'];
  /** The same figures for baskets to complete, if the protocol has some. */
  readonly baskets?: Summary & { readonly cases: number };
  readonly learnSeconds: number;
  readonly tableBytesPerItem: number;
}

/**
 * Measures the ranking that shops get: it builds a pack from the items and the training lines, loads it, and answers every
 * case with the engine's own ranking, and with baselines that learn from the same lines.
 *
 * @throws {VitrineError} `bad-argument` if there is too little data for the protocol.
 */
export async function evaluate(
  data: Dataset,
  embeddings: Embeddings,
  { protocol, ks, seed, ablate, learning }: EvaluateOptions,
  progress: Progress,
): Promise<Evaluation> {
  const splits = splitsOf(data, protocol);
  const asked: Record<'cases' | 'baskets', Map<string, Judgement[]>> = {
    cases: new Map(),
    baskets: new Map(),
  };
  let [learnSeconds, tableBytes] = [0, 0];
  for (const split of splits) {
    progress.say(`Learning from ${split.train.length} shoppers`);
    const began = performance.now();
    const learned = await learn(data.items.map(itemText), linesOf(split.train), learning, data.items);
    learnSeconds += (performance.now() - began) / 1000;
    const input = { items: data.items, ...embeddings, ...learned, options: {} };
    const engine = await packedEngine(input, createWasmScorer);
    tableBytes += bytesOf(engine.catalogue.tables) / data.items.length;
    const facts = factsOf(engine, split.train, data.items.length);
    for (const kind of ['cases', 'baskets'] as const) {
      if (split[kind].length === 0) continue;
      for (const [name, rank] of systemsOf(engine, split, seed, ablate)) {
        progress.start(name, split[kind].length);
        const judgement = await judge(rank, split[kind], ks, facts, (done) => progress.advance(done));
        progress.end();
        asked[kind].set(name, [...(asked[kind].get(name) ?? []), judgement]);
      }
    }
    engine.scorer.dispose();
  }
  const count = (kind: 'cases' | 'baskets') => splits.reduce((sum, split) => sum + split[kind].length, 0);
  return {
    protocol,
    ...(data.note !== undefined && { note: data.note }),
    users: count('cases'),
    items: data.items.length,
    ...summarise(asked.cases, seed),
    ...(count('baskets') > 0 && { baskets: { cases: count('baskets'), ...summarise(asked.baskets, seed) } }),
    learnSeconds,
    tableBytesPerItem: tableBytes / splits.length,
  };
}

function systemsOf(
  engine: Engine,
  { train, hindsight }: Split,
  seed: number,
  ablate: boolean,
): Map<string, Rank> {
  const count = engine.rowOf.length;
  const parts = ablate
    ? [...ablations(engine)].map(([name, parameters]) => [name, vitrine(engine, parameters)] as const)
    : [];
  return new Map<string, Rank>([
    ['vitrine', vitrine(engine)],
    ['random', randomBaseline(count, seed)],
    ['popularity', popularityBaseline(train, count)],
    ['item-knn', itemKnnBaseline(train, count)],
    ['markov', markovBaseline(train, count)],
    ...(hindsight ? [['popularity in hindsight', popularityBaseline(hindsight, count)] as const] : []),
    ...parts,
  ]);
}

function factsOf({ catalogue, rowOf }: Engine, train: readonly Shopper[], count: number): ItemFacts {
  const popularity = new Float64Array(count);
  for (const { lines } of train)
    for (const item of new Set(lines.map((line) => line.item))) popularity[item]! += 1 / train.length;
  const { rows } = catalogue;
  const similarity = (a: number, b: number) => {
    const other = dequantise(rows, rowOf[b]!);
    return dequantise(rows, rowOf[a]!).reduce((sum, value, j) => sum + value * other[j]!, 0);
  };
  return { count, popularity, similarity };
}

function bytesOf(tables: Catalogue['tables']): number {
  return Object.values(tables).reduce(
    (sum, { offsets, targets, weights }) =>
      sum + offsets.byteLength + targets.byteLength + weights.byteLength,
    0,
  );
}
