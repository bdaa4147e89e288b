/** The attacks of src/learn/leak.test.ts on the orders of real shops. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dataFile } from '../../../models/testing/data.ts';
import { COLUMN_NAMES } from '../../core/catalogue.ts';
import type { OrderLine } from '../../learn/histories.ts';
import type { ItemValues } from '../../learn/price-ratios.ts';
import { entriesOf, toldOfFew } from '../../learn/testing/told.ts';
import { truthOf } from '../../learn/testing/truth.ts';
import { linesOf } from '../evaluate/data.ts';
import { readSequences } from '../evaluate/sequences.ts';
import { learn } from '../learn.ts';

/** The lines of a shop, and its items. */
type Shop = readonly [readonly OrderLine[], readonly ItemValues[]];

async function beauty(): Promise<Shop> {
  const { shoppers, items } = await readSequences(
    dataFile('amazon-s3rec/Beauty.items.tsv.gz'),
    dataFile('amazon-s3rec/Beauty.txt.gz'),
  );
  return [[...linesOf(shoppers)], items];
}

/** Reads the file by its commas: the only column that may hold one is the third. */
function retail(): Shop {
  const rows = new Map<string, number>();
  const text = gunzipSync(readFileSync(dataFile('online-retail/online-retail.csv.gz'))).toString();
  const lines = text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .flatMap((line): OrderLine[] => {
      const cells = line.split(',');
      const [order, sku] = cells as [string, string];
      const [quantity, date, , shopper] = cells.slice(-5) as [string, string, string, string];
      if (!(Number(quantity) > 0)) return [];
      const row = rows.get(sku) ?? rows.size;
      rows.set(sku, row);
      const at = Date.parse(`${date.replace(' ', 'T')}Z`);
      return [{ order, at, row, ...(shopper !== '' && { shopper }) }];
    });
  // The file names no category, so the first digits of the number stand for one.
  return [lines, [...rows.keys()].map((sku) => ({ category: sku.slice(0, 3) }))];
}

describe.each<[string, () => Shop | Promise<Shop>]>([
  ['Amazon Beauty', beauty],
  ['UCI Online Retail', retail],
])('a pack of %s', (_, read) => {
  it('tells nothing of what fewer than three shoppers did, and no item by its columns', async () => {
    const [lines, items] = await read();
    const learned = await learn(
      items.map((_item, row) => `item${row}`),
      lines,
      {},
      items,
    );
    const { columns, tables } = learned;
    const categories = items.map(({ category }) => category);
    expect([...entriesOf(tables.next)].length).toBeGreaterThan(10_000);
    expect(toldOfFew(learned, truthOf(lines), 3, categories).slice(0, 5)).toEqual([]);
    for (const name of COLUMN_NAMES) expect(new Set(columns[name]).size, name).toBeLessThanOrEqual(17);
    expect(truePairs(columns.fresh, lines)).toBeLessThan(0.05);
  }, 300_000);
});

/** Of the pairs of items with one value above 0: the share that were first ordered in one order. */
function truePairs(column: Float32Array, lines: readonly OrderLine[]): number {
  const first = new Map<number, OrderLine>();
  for (const line of lines) if (line.at < (first.get(line.row)?.at ?? Infinity)) first.set(line.row, line);
  const sizes = { all: new Map<string, number>(), true: new Map<string, number>() };
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1);
  column.forEach((value, row) => {
    if (value === 0) return;
    const { shopper, order } = first.get(row)!;
    add(sizes.all, `${value}`);
    add(sizes.true, JSON.stringify([value, shopper, order]));
  });
  const pairs = (sizes_: Map<string, number>) =>
    [...sizes_.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  return pairs(sizes.true) / pairs(sizes.all);
}
