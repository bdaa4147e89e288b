import type { Table } from '../core/table.ts';
import { createNeighbours } from './neighbours.ts';

/** A table and what it counts for beside the others. */
export interface Weighed {
  readonly table: Table;
  readonly weight: number;
}

/**
 * Where two steps lead that each go from an item to one of its neighbours, in proportion to their weights, by all tables
 * together: to what is bought with what is like it, to what is like what is bought with it, and so on. So an item that
 * few have bought has neighbours too.
 *
 * The root of the chance of arriving is the weight, less where an item has many shoppers of its own: it needs no help (as
 * n-gram models back off, Witten & Bell, "The zero-frequency problem", IEEE Transactions on Information Theory 37(4),
 * 1991). Other walks go from shopper to shopper (P3alpha: Cooper et al., "Random walks in recommender systems", WWW 2014;
 * RP3beta: Paudel et al., TiiS 7(1), 2017); this one walks the finished tables, so it tells nothing that they do not.
 *
 * @param shoppers `[count]`: of each item.
 * @param options.most Neighbours kept a row.
 * @param options.backOff With as many shoppers, a row's weights are halved.
 */
export function twoSteps(
  tables: readonly Weighed[],
  shoppers: ArrayLike<number>,
  { most, backOff }: { most: number; backOff: number },
): Table {
  const count = shoppers.length;
  const { offsets, targets, chances } = stepsOf(tables, count);
  const arriving = new Float64Array(count);
  const neighbours = createNeighbours(count, most);
  for (let from = 0; from < count; from++) {
    const met: number[] = [];
    for (let i = offsets[from]!; i < offsets[from + 1]!; i++) {
      const between = targets[i]!;
      for (let j = offsets[between]!; j < offsets[between + 1]!; j++) {
        const to = targets[j]!;
        if (arriving[to] === 0) met.push(to);
        arriving[to]! += chances[i]! * chances[j]!;
      }
    }
    const help = backOff / (backOff + shoppers[from]!);
    for (const to of met) {
      if (to !== from) neighbours.offer(from, to, help * Math.sqrt(arriving[to]!));
      arriving[to] = 0;
    }
  }
  return neighbours.table();
}

/** All tables as one, the weights of each row divided by their sum. A target of several tables stays as often. */
function stepsOf(tables: readonly Weighed[], count: number) {
  const total = tables.reduce((sum, { table }) => sum + table.targets.length, 0);
  const offsets = new Uint32Array(count + 1);
  const targets = new Uint32Array(total);
  const chances = new Float64Array(total);
  let end = 0;
  for (let row = 0; row < count; row++) {
    const start = end;
    let sum = 0;
    for (const { table, weight } of tables) {
      for (let i = table.offsets[row]!; i < table.offsets[row + 1]!; i++, end++) {
        targets[end] = table.targets[i]!;
        sum += chances[end] = weight * table.scale * table.weights[i]!;
      }
    }
    for (let i = start; i < end; i++) chances[i]! /= sum;
    offsets[row + 1] = end;
  }
  return { offsets, targets, chances };
}
