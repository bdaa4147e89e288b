import { expect, it } from 'vitest';
import { createNeighbours } from './neighbours.ts';

it('keeps the strongest neighbours of each row, best first, the lower row first among equals', () => {
  const neighbours = createNeighbours(4, 2);
  for (const [target, weight] of [
    [3, 1],
    [1, 0.5],
    [2, 1],
  ] as const)
    neighbours.offer(0, target, weight);
  neighbours.offer(3, 0, 0.25);
  const { offsets, targets } = neighbours.table();
  expect([...offsets]).toEqual([0, 2, 2, 2, 3]);
  expect([...targets]).toEqual([2, 3, 0]);
});

it('rounds weights to eight bits, the largest to 255', () => {
  const neighbours = createNeighbours(3, 2);
  neighbours.offer(0, 1, 2);
  neighbours.offer(1, 2, 0.5);
  const { weights, scale } = neighbours.table();
  expect([...weights]).toEqual([255, 64]);
  expect(scale).toBeCloseTo(2 / 255, 7);
});

it('leaves out weights of 0, and weights that round to 0', () => {
  const neighbours = createNeighbours(3, 2);
  neighbours.offer(0, 1, 1);
  neighbours.offer(1, 2, 0.001);
  neighbours.offer(2, 0, 0);
  expect([...neighbours.table().offsets]).toEqual([0, 1, 1, 1]);
});

it('takes 32 bits for a row only if 16 are not enough', () => {
  expect(createNeighbours(65_536, 1).table().targets).toBeInstanceOf(Uint16Array);
  expect(createNeighbours(65_537, 1).table().targets).toBeInstanceOf(Uint32Array);
});
