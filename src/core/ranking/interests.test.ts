import { describe, expect, it } from 'vitest';
import { quantiseRows } from '../vectors/quantise.ts';
import { interestsOf, nearestInterest, signalShares } from './interests.ts';

// 0 and 1 near each other along x, 2 along y, 3 between x and z, 4 against 0.
const rows = quantiseRows(
  Float32Array.from(
    [
      [1, 0, 0, 0],
      [0.8, 0.6, 0, 0],
      [0, 1, 0, 0],
      [0.6, 0, 0.8, 0],
      [-1, 0, 0, 0],
    ].flat(),
  ),
  4,
);
const parameters = { interests: 8, interestEvents: 64, interestCosine: 0.9 };
const of = (
  weights: readonly (readonly [row: number, weight: number])[],
  given: Partial<typeof parameters> = {},
) =>
  interestsOf(
    rows,
    weights.map(([row, weight]) => ({ row, weight, event: 'view_item' as const })),
    { ...parameters, ...given },
  );
const rowsIn = (...call: Parameters<typeof of>) =>
  of(...call).map(({ signals }) => signals.map((signal) => ('row' in signal ? signal.row : -1)));

describe('interestsOf', () => {
  it('puts signals that point the same way together, and others apart', () => {
    expect(
      rowsIn(
        [
          [0, 3],
          [1, 2],
          [2, 1],
        ],
        { interestCosine: 0.7 },
      ),
    ).toEqual([[0, 1], [2]]);
    expect(
      rowsIn([
        [0, 3],
        [1, 2],
        [2, 1],
      ]),
    ).toEqual([[0], [1], [2]]);
    expect(of([])).toEqual([]);
  });

  it('gives each interest the unit vector of its weighted sum, and the sum of its weights', () => {
    const [interest] = of(
      [
        [0, 3],
        [2, 4],
      ],
      { interestCosine: -1 },
    );
    expect([...interest!.query].map((value) => Math.round(value * 100) / 100)).toEqual([0.6, 0.8, 0, 0]);
    expect(interest!.strength).toBe(7);
    expect(interest!.norm).toBeCloseTo(1 / 5, 6);
  });

  it('puts the strongest interest first, whatever the order of the signals', () => {
    expect(
      rowsIn([
        [2, 1],
        [3, 2],
        [0, 3],
      ]),
    ).toEqual([[0], [3], [2]]);
    // Three weak signals together are more than one strong signal.
    expect(
      rowsIn([
        [2, 2],
        [0, 1.5],
        [0, 1],
        [0, 0.5],
      ]),
    ).toEqual([[0, 0, 0], [2]]);
  });

  it('takes the strongest events only, those against an item as much as those for it', () => {
    expect(
      rowsIn(
        [
          [2, 1],
          [3, 2],
          [0, 3],
        ],
        { interestEvents: 2 },
      ),
    ).toEqual([[0], [3]]);
    expect(
      rowsIn(
        [
          [2, 1],
          [0, 4],
          [0, -3],
        ],
        { interestEvents: 2 },
      ),
    ).toEqual([[0, 0]]);
  });

  it('lets a signal join the nearest interest once there are as many as may be', () => {
    expect(
      rowsIn(
        [
          [0, 3],
          [2, 2],
          [3, 1],
        ],
        { interests: 2 },
      ),
    ).toEqual([[0, 3], [2]]);
    expect(
      rowsIn(
        [
          [2, 3],
          [0, 2],
          [3, 1],
        ],
        { interests: 2 },
      ),
    ).toEqual([[2], [0, 3]]);
  });

  it('starts none for a signal against an item, but lets it lower one', () => {
    expect(
      rowsIn([
        [0, 1],
        [2, -1],
      ]),
    ).toEqual([[0]]);
    expect(of([[0, -2]])).toEqual([]);
    const [lowered] = of([
      [0, 3],
      [0, -1],
    ]);
    expect(lowered!.strength).toBe(3);
    expect(lowered!.norm).toBeCloseTo(1 / 2, 6);
  });

  it('leaves out an interest whose signals cancel out', () => {
    expect(
      of([
        [0, 2],
        [0, -2],
      ]),
    ).toEqual([]);
    expect(
      rowsIn([
        [0, 2],
        [0, -2],
        [2, 1],
      ]),
    ).toEqual([[2]]);
  });

  it('takes the vector of an item that the pack lacks', () => {
    const vector = Float32Array.of(0, 0, 0, 1);
    const [interest] = interestsOf(rows, [{ id: 'far', vector, weight: 2, event: 'like' }], parameters);
    expect(interest!.query).toEqual(vector);
  });
});

it('nearestInterest names the interest with the highest cosine', () => {
  const interests = of([
    [0, 3],
    [2, 2],
  ]);
  const [first, second] = [nearestInterest(rows, interests, 1), nearestInterest(rows, interests, 2)];
  expect([first.index, second.index]).toEqual([0, 1]);
  expect([first.cosine, second.cosine].map((value) => Math.round(value * 100) / 100)).toEqual([0.8, 1]);
  expect(nearestInterest(rows, interests, 4).index).toBe(1);
});

it('signalShares add up to the cosine, each with what its signal adds', () => {
  const vector = Float32Array.of(0, 0, 1, 0);
  const signals = [
    { row: 0, weight: 3, event: 'view_item' as const },
    { id: 'far', vector, weight: 4, event: 'like' as const },
  ];
  const [interest] = interestsOf(rows, signals, { ...parameters, interestCosine: -1 });
  const shares = new Map(
    signalShares(rows, interest!, 3).map((share, i) => [interest!.signals[i]!.event, share]),
  );
  // Row 3 is 0.6 along x and 0.8 along z; the sum of the signals has length 5.
  expect(shares.get('view_item')).toBeCloseTo((3 * 0.6) / 5, 2);
  expect(shares.get('like')).toBeCloseTo((4 * 0.8) / 5, 2);
  const sum = [...shares.values()].reduce((total, share) => total + share, 0);
  expect(sum).toBeCloseTo(nearestInterest(rows, [interest!], 3).cosine, 5);
});
