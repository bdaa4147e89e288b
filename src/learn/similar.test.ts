import { expect, it } from 'vitest';
import { weightIn, type Table } from '../core/table.ts';
import { similarItems } from './similar.ts';

const rowsOf = ({ offsets, targets }: Table, row: number) => [
  ...targets.subarray(offsets[row], offsets[row + 1]),
];

it('puts an item that shares a rare word before items that share frequent ones', () => {
  const table = similarItems(['oak desk lamp', 'oak desk chair', 'tin desk', 'tin desk pot', 'desk'], 3);
  expect(rowsOf(table, 0)[0]).toBe(1);
  expect(rowsOf(table, 2)[0]).toBe(3);
});

it('ignores a word that every item has', () => {
  expect(similarItems(['red hat', 'red shoe', 'red lamp'], 3).targets).toHaveLength(0);
});

it('finds nothing for an item without words', () => {
  const table = similarItems(['', 'oak desk', 'oak desk'], 3);
  expect(rowsOf(table, 0)).toEqual([]);
  expect(rowsOf(table, 1)).toEqual([2]);
});

it('gives a higher weight to an item that resembles few others than to one that resembles many', () => {
  // 0 shares one of its two words with 1, and the other with each of 2 to 5, which also resemble each other.
  const table = similarItems(
    ['amber birch', 'amber cedar', 'birch dune', 'birch dune', 'birch dune', 'birch dune', 'x', 'y', 'z'],
    5,
  );
  expect(weightIn(table, 0, 1)).toBeGreaterThan(weightIn(table, 0, 2));
});

it('knows words of any script, in upper and lower case', () => {
  expect(rowsOf(similarItems(['Чайник ÉMAIL', 'чайник émail', 'lamp'], 2), 0)).toEqual([1]);
});

it('divides the squared cosine by the root of the total similarities of both items, each with itself included', () => {
  // Two of four texts have the same words: the cosine is 1, and the totals are 1 + 1 each.
  const table = similarItems(['a b', 'b a', 'c', 'd'], 2);
  expect(weightIn(table, 0, 1)).toBeCloseTo(1 / Math.sqrt(2 * 2), 6);
});
