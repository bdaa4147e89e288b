import { expect, it } from 'vitest';
import { weightIn, type Table } from '../core/table.ts';
import { createNeighbours } from './neighbours.ts';
import { twoSteps } from './walk.ts';

type Edge = readonly [from: number, to: number, weight: number];

function tableOf(count: number, edges: readonly Edge[]): Table {
  const neighbours = createNeighbours(count, count);
  for (const [from, to, weight] of edges) neighbours.offer(from, to, weight);
  return neighbours.table();
}
const nobody = (count: number) => new Float32Array(count);
const ALL = { most: 10, backOff: 5 };

it('leads to the neighbours of neighbours, by the root of the chance', () => {
  // 0 goes to 1 or 2, one to one; 1 goes to 3; 2 goes to 3 or 4, one to one.
  const table = tableOf(5, [
    [0, 1, 1],
    [0, 2, 1],
    [1, 3, 1],
    [2, 3, 1],
    [2, 4, 1],
  ]);
  const walk = twoSteps([{ table, weight: 1 }], nobody(5), ALL);
  expect(weightIn(walk, 0, 3)).toBeCloseTo(Math.sqrt(0.75), 2);
  expect(weightIn(walk, 0, 4)).toBeCloseTo(Math.sqrt(0.25), 2);
  expect(weightIn(walk, 0, 1)).toBe(0); // one step only
});

it('changes tables on the way, each by its weight', () => {
  const bought = tableOf(4, [[0, 1, 1]]);
  const alike = tableOf(4, [
    [0, 2, 1],
    [1, 3, 1],
    [2, 3, 1],
  ]);
  const walk = twoSteps(
    [
      { table: bought, weight: 3 },
      { table: alike, weight: 1 },
    ],
    nobody(4),
    ALL,
  );
  expect(weightIn(walk, 0, 3)).toBeCloseTo(1, 2);
});

it('does not lead back to where it began', () => {
  const table = tableOf(2, [
    [0, 1, 1],
    [1, 0, 1],
  ]);
  expect(twoSteps([{ table, weight: 1 }], nobody(2), ALL).targets).toHaveLength(0);
});

it('helps an item the less, the more shoppers it has', () => {
  const table = tableOf(4, [
    [0, 2, 1],
    [1, 2, 1],
    [2, 3, 1],
  ]);
  const walk = twoSteps([{ table, weight: 1 }], Float32Array.of(0, 5, 0, 0), ALL);
  expect(weightIn(walk, 1, 3) / weightIn(walk, 0, 3)).toBeCloseTo(0.5, 2);
});

it('gives an empty table where there is nowhere to go', () => {
  const table = tableOf(3, []);
  expect(twoSteps([{ table, weight: 1 }], nobody(3), ALL).targets).toHaveLength(0);
});
