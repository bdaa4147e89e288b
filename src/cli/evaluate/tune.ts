// npm run tune [-- --every 4]: shows whether other defaults of learning and ranking would be better.
//
// It halves and doubles each parameter in turn, and measures the ranking on the validation step of every data set, which is
// the step before the test step. It never uses the test steps. It takes about half an hour; `--every 4` uses a quarter of the
// shoppers, and `--defaults` measures the defaults alone.
import { parseArgs } from 'node:util';
import { dataFile } from '../../../models/testing/data.ts';
import type { Catalogue } from '../../core/catalogue.ts';
import { RANKING, type Mix, type RankingParameters } from '../../core/parameters.ts';
import { quantiseRows } from '../../core/vectors/quantise.ts';
import { createJsScorer } from '../../core/vectors/score.ts';
import { LEARNING, type LearningParameters } from '../../learn/parameters.ts';
import { itemText } from '../../core/item-text.ts';
import { learn } from '../learn.ts';
import { linesOf, type Case, type Dataset, type Shopper } from './data.ts';
import { engineOn, type Engine } from './engine.ts';
import { judge } from './judge.ts';
import { readOrderData } from './order-data.ts';
import { splitsOf, type Protocol } from './protocols.ts';
import { readSequences } from './sequences.ts';
import { vitrine } from './systems.ts';

interface Task {
  readonly name: string;
  readonly texts: readonly string[];
  readonly train: readonly Shopper[];
  readonly cases: readonly Case[];
  readonly data: Dataset;
}

const FACTORS = [0.5, 2];
const MIXED = ['next', 'alsoViewed', 'similar', 'walk', 'popularity'] as const;
const LEARNED = ['activityExponent', 'decay', 'smoothing', 'power', 'neighbours'] as const;
const METRIC = 'ndcg@20';

const { values } = parseArgs({
  options: { every: { type: 'string', default: '4' }, defaults: { type: 'boolean', default: false } },
});
const cache = new Map<string, ReturnType<typeof learn>>();
const tasks = await allTasks(Number(values.every));

const start = await objective(RANKING, LEARNING);
console.log(`defaults: ${described(start)}`);
if (values.defaults) process.exit();
for (const name of MIXED) {
  await compare(`mix ${name}`, (factor) => [mixed(name, factor), LEARNING]);
}
await compare('recency', (factor) => [{ ...RANKING, recency: RANKING.recency * factor }, LEARNING]);
for (const name of LEARNED) {
  await compare(name, (factor) => [RANKING, { ...LEARNING, [name]: LEARNING[name] * factor }]);
}

async function compare(
  name: string,
  changed: (factor: number) => [RankingParameters, LearningParameters],
): Promise<void> {
  for (const factor of FACTORS) {
    const scores = await objective(...changed(factor));
    const better = total(scores) > total(start) ? '  better than the default' : '';
    console.log(`${name} x ${factor}: ${described(scores)}${better}`);
  }
}

/** NDCG@20 on each task's validation step, without vectors, which have no part in these parameters. */
async function objective(ranking: RankingParameters, learning: LearningParameters): Promise<number[]> {
  const scores: number[] = [];
  for (const { data, texts, train, cases } of tasks) {
    const engine = engineWithoutVectors(data, await learned(data.items, train, texts, learning));
    const facts = {
      count: texts.length,
      popularity: new Float64Array(texts.length).fill(1),
      similarity: () => 0,
    };
    const { values: figures } = await judge(
      vitrine(engine, withoutVectors(ranking)),
      cases,
      [20],
      facts,
      () => undefined,
    );
    const column = figures.get(METRIC)!;
    scores.push(column.reduce((sum, value) => sum + value, 0) / column.length);
  }
  return scores;
}

function learned(
  items: Dataset['items'],
  train: readonly Shopper[],
  texts: readonly string[],
  parameters: LearningParameters,
) {
  const key = `${texts.length} ${JSON.stringify(parameters)}`;
  const known = cache.get(key) ?? learn(texts, linesOf(train), parameters, items);
  if (parameters === LEARNING) cache.set(key, known); // other parameters are used only once
  return known;
}

/** Makes an engine with vectors of zeros, and its rows in the order of the data. */
function engineWithoutVectors({ items }: Dataset, tables: Pick<Catalogue, 'columns' | 'tables'>): Engine {
  const rows = quantiseRows(new Float32Array(4 * items.length), 4);
  const rowOf = new Map(items.map(({ id }, row) => [id, row]));
  return engineOn({ rows, items, rowOf, ...tables }, createJsScorer(rows), items);
}

function withoutVectors(parameters: RankingParameters): RankingParameters {
  const forYou: Mix = { ...parameters.mixes.forYou, content: 0, contentAlone: 0 };
  return { ...parameters, mixes: { ...parameters.mixes, forYou } };
}

function mixed(name: (typeof MIXED)[number], factor: number): RankingParameters {
  const { forYou } = RANKING.mixes;
  return {
    ...RANKING,
    mixes: { ...RANKING.mixes, forYou: { ...forYou, [name]: (forYou[name] ?? 0) * factor } },
  };
}

async function allTasks(every: number): Promise<Task[]> {
  const sequences = async (name: string) =>
    readSequences(dataFile(`amazon-s3rec/${name}.items.tsv.gz`), dataFile(`amazon-s3rec/${name}.txt.gz`));
  const retail = dataFile('online-retail/online-retail.csv.gz');
  const columns = { id: 'StockCode', title: 'Description' };
  return [
    taskOf('Beauty', withoutLast(await sequences('Beauty')), 'leave-one-out', every),
    taskOf('Sports', withoutLast(await sequences('Sports_and_Outdoors')), 'leave-one-out', every),
    taskOf('Online Retail', withoutTestDays(await readOrderData([retail], retail, columns)), 'time-split', 1),
  ];
}

function taskOf(name: string, data: Dataset, protocol: Protocol, every: number): Task {
  const [split] = splitsOf(data, protocol);
  const cases = split!.cases.filter((_, i) => i % every === 0);
  return { name, data, texts: data.items.map(itemText), train: split!.train, cases };
}

function withoutLast(data: Dataset): Dataset {
  const shoppers = data.shoppers.map((shopper) => ({ ...shopper, lines: shopper.lines.slice(0, -1) }));
  return { ...data, shoppers };
}

/** Keeps only the training lines of time-split. */
function withoutTestDays(data: Dataset): Dataset {
  return { ...data, shoppers: splitsOf(data, 'time-split')[0]!.train };
}

function total(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + Math.log(score), 0);
}

function described(scores: readonly number[]): string {
  return `${tasks.map(({ name }, i) => `${name} ${scores[i]!.toFixed(4)}`).join(', ')}; sum of logarithms ${total(scores).toFixed(4)}`;
}
