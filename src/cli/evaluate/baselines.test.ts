import { describe, expect, it } from 'vitest';
import { dataFile } from '../../../models/testing/data.ts';
import { itemKnnBaseline, markovBaseline, popularityBaseline, randomBaseline } from './baselines.ts';
import type { Line, Shopper } from './data.ts';
import { judge } from './judge.ts';
import { splitsOf } from './protocols.ts';
import { readSequences } from './sequences.ts';

const lines = (items: readonly number[]): Line[] => items.map((item, i) => ({ item, at: i, order: `${i}` }));
const train: Shopper[] = [
  [0, 1, 2],
  [0, 1],
  [3, 1],
  [4, 3],
].map((items, i) => ({ id: `${i}`, lines: lines(items) }));
const asked = (...items: number[]) => ({ history: lines(items), relevant: new Set([9]), now: 0 });

describe('baselines', () => {
  it('popularity counts lines, prefers the lower item on a tie, and leaves out given items', async () => {
    expect(await popularityBaseline(train, 6)(asked(1), 9)).toEqual([0, 3, 2, 4]);
  });
  it('Markov ranks the followers of the last item first, and then by popularity', async () => {
    expect(await markovBaseline(train, 6)(asked(2, 0), 2)).toEqual([1, 3]);
  });
  it('item-kNN gives the last items more weight', async () => {
    // From 4: 3 with 1 / sqrt(1 * 2). From 0, half: 1 with 2 / sqrt(2 * 3) / 2, 2 with 1 / sqrt(2) / 2.
    expect(await itemKnnBaseline(train, 6)(asked(0, 4), 9)).toEqual([3, 1, 2]);
  });
  it('random is the same for the same seed, and leaves out given items', async () => {
    const list = await randomBaseline(6, 1)(asked(0, 1), 9);
    expect(list.toSorted()).toEqual([2, 3, 4, 5]);
    expect(await randomBaseline(6, 1)(asked(0, 1), 9)).toEqual(list);
  });
});

describe('on Amazon Beauty, leave-one-out', () => {
  const read = async () => {
    const data = await readSequences(
      dataFile('amazon-s3rec/Beauty.items.tsv.gz'),
      dataFile('amazon-s3rec/Beauty.txt.gz'),
    );
    return { data, split: splitsOf(data, 'leave-one-out')[0]! };
  };
  let beauty: ReturnType<typeof read> | undefined;

  // Measured apart from this code; shared/data/amazon-s3rec/README.md, "Measured on these files".
  it.each([
    ['popularity', popularityBaseline, { 'hr@10': 0.0115, 'ndcg@10': 0.0055, 'hr@20': 0.0203 }],
    ['item-kNN', itemKnnBaseline, { 'hr@10': 0.0652, 'ndcg@10': 0.0398, 'hr@20': 0.0869 }],
    ['Markov', markovBaseline, { 'hr@10': 0.0668, 'ndcg@10': 0.0439, 'hr@20': 0.0822 }],
  ])(
    '%s has the figures that were measured elsewhere',
    async (_, make, expected) => {
      const { data, split } = await (beauty ??= read());
      expect([data.items.length, data.shoppers.length]).toEqual([12_101, 22_363]);
      const count = data.items.length;
      const facts = { count, popularity: new Float64Array(count).fill(1), similarity: () => 0 };
      const { values } = await judge(make(split.train, count), split.cases, [10, 20], facts, () => undefined);
      for (const [name, figure] of Object.entries(expected)) {
        const column = values.get(name)!;
        expect(column.reduce((sum, value) => sum + value, 0) / column.length).toBeCloseTo(figure, 4);
      }
    },
    300_000,
  );
});
