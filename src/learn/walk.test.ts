import { expect, it } from 'vitest';
import { weightIn, type Table } from '../core/table.ts';
import { createNeighbours } from './neighbours.ts';
import { walkTable } from './walk.ts';

type Edge = readonly [from: number, to: number, weight: number];

function tableOf(count: number, edges: readonly Edge[]): Table {
  const neighbours = createNeighbours(count, count);
  for (const [from, to, weight] of edges) neighbours.offer(from, to, weight);
  return neighbours.table();
}
const noShoppers = (count: number) => new Float32Array(count);
const ALL = { limit: 10, backOff: 5 };

it('leads to the neighbours of neighbours, with the root of the chance as weight', () => {
  // From 0 to 1 or 2, each with chance 1/2; from 1 to 3; from 2 to 3 or 4, each with chance 1/2.
  const table = tableOf(5, [
    [0, 1, 1],
    [0, 2, 1],
    [1, 3, 1],
    [2, 3, 1],
    [2, 4, 1],
  ]);
  const walk = walkTable([{ table, weight: 1 }], noShoppers(5), ALL);
  expect(weightIn(walk, 0, 3)).toBeCloseTo(Math.sqrt(0.75), 2);
  expect(weightIn(walk, 0, 4)).toBeCloseTo(Math.sqrt(0.25), 2);
  expect(weightIn(walk, 0, 1)).toBe(0); // one step only
});

it('may take its two steps in two tables, each by its weight', () => {
  const bought = tableOf(4, [[0, 1, 1]]);
  const alike = tableOf(4, [
    [0, 2, 1],
    [1, 3, 1],
    [2, 3, 1],
  ]);
  const walk = walkTable(
    [
      { table: bought, weight: 3 },
      { table: alike, weight: 1 },
    ],
    noShoppers(4),
    ALL,
  );
  expect(weightIn(walk, 0, 3)).toBeCloseTo(1, 2);
});

it('does not lead back to the item that it began at', () => {
  const table = tableOf(2, [
    [0, 1, 1],
    [1, 0, 1],
  ]);
  expect(walkTable([{ table, weight: 1 }], noShoppers(2), ALL).targets).toHaveLength(0);
});

it('gives lower weights to an item that has more shoppers', () => {
  const table = tableOf(4, [
    [0, 2, 1],
    [1, 2, 1],
    [2, 3, 1],
  ]);
  const walk = walkTable([{ table, weight: 1 }], Float32Array.of(0, 5, 0, 0), ALL);
  expect(weightIn(walk, 1, 3) / weightIn(walk, 0, 3)).toBeCloseTo(0.5, 2);
});

it('gives an empty table if no item has neighbours', () => {
  const table = tableOf(3, []);
  expect(walkTable([{ table, weight: 1 }], noShoppers(3), ALL).targets).toHaveLength(0);
});
