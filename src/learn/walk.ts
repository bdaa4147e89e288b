import type { Table } from '../core/table.ts';
import { createNeighbours } from './neighbours.ts';

/** A table, and its weight beside the other tables. */
interface WeightedTable {
  readonly table: Table;
  readonly weight: number;
}

/**
 * Follows a random walk of two steps from each item. A step goes to a neighbour in any of the tables, with a chance in
 * proportion to its weight. So the walk finds, for example, an item that is bought with a similar item, and an item that
 * few shoppers have bought gets neighbours too.
 *
 * The weight of an item is the root of the chance that the walk ends there. Weights are lower if the first item has many
 * shoppers, because its own tables are then good enough (n-gram models back off in the same way: Witten & Bell, "The
 * zero-frequency problem", IEEE Transactions on Information Theory 37(4), 1991). Other methods walk from shopper to
 * shopper (P3alpha: Cooper et al., "Random walks in recommender systems", WWW 2014; RP3beta: Paudel et al., TiiS 7(1),
 * 2017). This walk uses finished tables only, so it reveals nothing about shoppers that the tables do not.
 *
 * @param shoppers `[count]`: how many shoppers each item has.
 * @param options.limit Neighbours kept of each row.
 * @param options.backOff The weights of an item with this many shoppers are halved.
 */
export function walkTable(
  tables: readonly WeightedTable[],
  shoppers: ArrayLike<number>,
  { limit, backOff }: { limit: number; backOff: number },
): Table {
  const count = shoppers.length;
  const { offsets, targets, chances } = stepChances(tables, count);
  const arrival = new Float64Array(count);
  const neighbours = createNeighbours(count, limit);
  for (let from = 0; from < count; from++) {
    const reached: number[] = [];
    for (let i = offsets[from]!; i < offsets[from + 1]!; i++) {
      const between = targets[i]!;
      for (let j = offsets[between]!; j < offsets[between + 1]!; j++) {
        const to = targets[j]!;
        if (arrival[to] === 0) reached.push(to);
        arrival[to]! += chances[i]! * chances[j]!;
      }
    }
    const factor = backOff / (backOff + shoppers[from]!);
    for (const to of reached) {
      if (to !== from) neighbours.offer(from, to, factor * Math.sqrt(arrival[to]!));
      arrival[to] = 0;
    }
  }
  return neighbours.table();
}

/**
 * Joins all tables into one whose weights in each row add up to 1. A target that is in several tables is listed several
 * times.
 */
function stepChances(tables: readonly WeightedTable[], count: number) {
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
