import { expect, it } from 'vitest';
import { weightIn, type Table } from '../core/table.ts';
import { similarItems } from './similar.ts';

const rowsOf = ({ offsets, targets }: Table, row: number) => [
  ...targets.subarray(offsets[row], offsets[row + 1]),
];

it('finds what shares rare words before what shares frequent ones', () => {
  const table = similarItems(['oak desk lamp', 'oak desk chair', 'tin desk', 'tin desk pot', 'desk'], 3);
  expect(rowsOf(table, 0)[0]).toBe(1);
  expect(rowsOf(table, 2)[0]).toBe(3);
});

it('takes a word that every item has for none', () => {
  expect(similarItems(['red hat', 'red shoe', 'red lamp'], 3).targets).toHaveLength(0);
});

it('finds nothing for an item without words', () => {
  const table = similarItems(['', 'oak desk', 'oak desk'], 3);
  expect(rowsOf(table, 0)).toEqual([]);
  expect(rowsOf(table, 1)).toEqual([2]);
});

it('values one that resembles few over one that resembles many as much', () => {
  // 0 shares one word of two with 1 and with 2 to 5 each; those resemble each other too.
  const table = similarItems(
    ['amber birch', 'amber cedar', 'birch dune', 'birch dune', 'birch dune', 'birch dune', 'x', 'y', 'z'],
    5,
  );
  expect(weightIn(table, 0, 1)).toBeGreaterThan(weightIn(table, 0, 2));
});

it('knows words of any script, in either case', () => {
  expect(rowsOf(similarItems(['Чайник ÉMAIL', 'чайник émail', 'lamp'], 2), 0)).toEqual([1]);
});

it('divides the square of the cosine by the root of both crowds, themselves included', () => {
  // Two of four texts are one: cosine 1, and crowds of 1 + 1 each.
  const table = similarItems(['a b', 'b a', 'c', 'd'], 2);
  expect(weightIn(table, 0, 1)).toBeCloseTo(1 / Math.sqrt(2 * 2), 6);
});
