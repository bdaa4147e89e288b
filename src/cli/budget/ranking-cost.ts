import { createFloatScorer } from '../../core/vectors/float-scorer.ts';
import { VitrineError } from '../../errors.ts';
import type { Precision } from '../../pack/coding.ts';
import { linesOf, type Dataset, type Split } from '../evaluate/data.ts';
import { packedEngine } from '../evaluate/engine.ts';
import { splitsOf } from '../evaluate/protocols.ts';
import { vitrine } from '../evaluate/systems.ts';
import { metricsAt } from '../evaluate/metrics.ts';
import { itemText } from '../../core/item-text.ts';
import { learn } from '../learn.ts';
import { narrowedTables } from './narrowed-tables.ts';
import type { Embeddings } from '../embed.ts';

/** Maximum number of shoppers to rank for, evenly spread over all. */
const CASES = 200;

/** Measures NDCG@10 of a pack of this number of neighbours and this precision, on orders that it has not learned from. */
export type RankingOf = (neighbours: number, precision: Precision) => Promise<number>;

/** Learns from the earlier orders. @returns `undefined` if there are too few orders to hold some out. */
export async function rankingCost(
  data: Dataset,
  embeddings: Embeddings,
  minShoppers: number | undefined,
): Promise<RankingOf | undefined> {
  const split = splitOf(data);
  if (!split) return undefined;
  const { items } = data;
  const every = Math.ceil(split.cases.length / CASES);
  const cases = split.cases.filter((_, i) => i % every === 0);
  const parameters = minShoppers === undefined ? {} : { minShoppers };
  const learned = await learn(items.map(itemText), linesOf(split.train), parameters, items);
  return async (neighbours, precision) => {
    const tables = narrowedTables(learned.tables, neighbours);
    const input = { items, ...embeddings, columns: learned.columns, tables, options: {} };
    const engine = await packedEngine(input, createFloatScorer, { precision });
    const rank = vitrine(engine);
    let sum = 0;
    for (const asked of cases) sum += metricsAt(await rank(asked, 10), asked.relevant, 10).ndcg;
    engine.scorer.dispose();
    return sum / cases.length;
  };
}

function splitOf(data: Dataset): Split | undefined {
  try {
    return splitsOf(data, 'time-split')[0];
  } catch (error) {
    if (error instanceof VitrineError) return undefined;
    throw error;
  }
}
