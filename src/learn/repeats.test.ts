import { describe, expect, it } from 'vitest';
import { LEARNING } from './parameters.ts';
import { createRepeats } from './repeats.ts';

const DAY = 24 * 3600 * 1000;
/** Rows 0 to 2 are paper, 3 and 4 chairs, and 5 has no category. */
const items = ['paper', 'paper', 'paper', 'chair', 'chair', undefined].map((category) =>
  category === undefined ? {} : { category },
);
const learned = (histories: readonly (readonly (readonly number[])[])[], every = 8, known = true) => {
  const repeats = createRepeats(items.length, items, { ...LEARNING, shrinkage: 4 });
  for (const orders of histories)
    repeats.add({ known, orders: orders.map((rows, i) => ({ at: i * every * DAY, rows })) });
  return repeats.result();
};
const times = <Value>(count: number, value: Value) => Array.from({ length: count }, () => value);

describe('createRepeats', () => {
  it('tells the usual days between two orders of an item, and of its category for the others', () => {
    const { interval } = learned(times(3, [[0, 5], [3], [0], [4]]));
    expect([...interval]).toEqual([16, 16, 16, 0, 0, 0]);
  });

  it('tells no interval of fewer than three shoppers, of guests, or below two days', () => {
    expect([...learned(times(2, [[0], [0]])).interval]).toEqual(times(6, 0));
    expect([...learned(times(9, [[0], [0]]), 8, false).interval]).toEqual(times(6, 0));
    expect([...learned(times(3, [[5], [5]]), 0).interval]).toEqual([0, 0, 0, 0, 0, 2]);
  });

  it('tells how many buyers of a category come back for it with their next order', () => {
    const { returns } = learned([...times(3, [[0], [1]]), ...times(9, [[2], [3]]), ...times(9, [[3], [0]])]);
    expect([...returns]).toEqual([0.25, 0.25, 0.25, 0, 0, 0]); // nobody came back for chairs
  });

  it('mixes the share of an item with that of its category', () => {
    const histories = [...times(12, [[0], [1]]), ...times(3, [[0], [3]]), ...times(15, [[1], [3]])];
    const { returns } = learned(histories);
    // Paper: 12 of 30 come back. Its first item: 12 of 15, and as four more shoppers 0.4.
    expect(returns[0]).toBe(Math.round((16 * (12 + 4 * 0.4)) / 19) / 16);
    expect([returns[1], returns[2]]).toEqual([0.375, 0.375]);
  });

  it('tells nothing of an item that one shopper did more with than its category does', () => {
    const before = learned(times(12, [[0], [1]]));
    const after = learned([...times(12, [[0], [1]]), [[2], [2]], [[2], [3]]]);
    expect(after.returns[2]).toBe(after.returns[1]);
    expect(before.interval).toEqual(after.interval);
  });
});
