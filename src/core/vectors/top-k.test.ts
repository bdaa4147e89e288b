import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byKeyThenRow, TopK } from './top-k.ts';

const keys = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 40 });
const of = (k: number, given: readonly (readonly [row: number, key: number])[]) => {
  const top = new TopK(k);
  for (const [row, key] of given) top.push(row, key);
  return top;
};
const numbered = (values: readonly number[]) => values.map((key, row) => [row, key] as const);

describe('TopK', () => {
  it('keeps the k best in any order of arrival: higher keys first, ties to the lower row', () => {
    fc.assert(
      fc.property(keys, fc.nat(12), fc.infiniteStream(fc.nat()), (values, k, order) => {
        const hits = numbered(values);
        const expected = hits
          .map(([row, key]) => ({ row, key }))
          .sort(byKeyThenRow)
          .slice(0, k);
        expect(of(k, hits).sorted()).toEqual(expected);
        expect(of(k, hits.toReversed()).sorted()).toEqual(expected);
        const shuffled = hits
          .map((hit) => [order.next().value as number, hit] as const)
          .sort(([a], [b]) => a - b);
        expect(
          of(
            k,
            shuffled.map(([, hit]) => hit),
          ).sorted(),
        ).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('names the lowest key that was kept once it is full, and takes any key before', () => {
    expect(
      of(3, [
        [0, 5],
        [1, 4],
      ]).minKey,
    ).toBe(-Infinity);
    expect(
      of(3, [
        [0, 5],
        [1, 4],
        [2, 9],
      ]).minKey,
    ).toBe(4);
    expect(
      of(3, [
        [0, 5],
        [1, 4],
        [2, 9],
        [3, 6],
      ]).minKey,
    ).toBe(5);
    expect(of(0, [[0, 5]]).minKey).toBe(-Infinity);
  });

  it('keeps nothing for k of 0', () => {
    expect(
      of(0, [
        [0, 5],
        [1, 4],
      ]).sorted(),
    ).toEqual([]);
  });

  it('keeps keys that no 32-bit number holds', () => {
    expect(
      of(2, [
        [0, 2 ** 40],
        [1, 0.5],
        [2, -Infinity],
      ]).sorted(),
    ).toEqual([
      { row: 0, key: 2 ** 40 },
      { row: 1, key: 0.5 },
    ]);
  });
});
