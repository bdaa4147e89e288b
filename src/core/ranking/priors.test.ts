import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rules } from '../../types/requests.ts';
import { adjustmentsOf, columnPriors, DEFAULT_BOOST, priorParts, priorsOf } from './priors.ts';
import { catalogueOf, tableOf } from '../testing/catalogue.ts';

const ids = ['a', 'b', 'c', 'd'];
const catalogue = catalogueOf(
  ids.map((id, i) => ({ id, title: id, category: i % 2 ? 'odd' : 'even', vector: [1, i, 0, 0] })),
  {
    next: tableOf(ids, { a: { b: 200, c: 10 }, c: { a: 7 } }),
    similar: tableOf(ids, { a: { c: 90 }, b: { d: 30, a: 20 } }),
  },
  {
    popularity: Float32Array.of(1, 0.5, 0.2, 0),
    trend: Float32Array.of(0, 0, 1, 0.3),
    fresh: Float32Array.of(0, 0.1, 0, 1),
  },
);

it('gives parts of each row that add up to its prior', () => {
  const weight = fc.double({ min: -3, max: 3, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const signals = fc.array(
    fc.record(
      {
        row: fc.nat(3),
        weight,
        event: fc.constantFrom('view_item' as const, 'search' as const),
        returns: share,
      },
      { requiredKeys: ['row', 'weight', 'event'] },
    ),
    { maxLength: 6 },
  );
  const mix = fc.record(
    {
      next: weight,
      similar: weight,
      walk: weight,
      popularity: weight,
      trend: weight,
      fresh: weight,
      searched: weight,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(signals, mix, share, (given, weights, by) => {
      const adjustments = adjustmentsOf(
        { boost: [{ filters: { category: 'odd' }, by }], bury: [{ objectIDs: ['a'] }] },
        catalogue,
      );
      const sources = { signals: given, mix: weights, adjustments };
      const sums = priorsOf(catalogue, sources);
      ids.forEach((_, row) => {
        const parts = priorParts(catalogue, sources, row);
        expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(sums[row]!, 9);
      });
    }),
  );
});

const none = { signals: [], mix: {}, adjustments: [] };

it('leaves of a settled signal its share for rows of its own category, and all of it for others', () => {
  const signals = [{ row: 0, weight: 1, event: 'purchase' as const, returns: 0.25 }];
  const [sums, full] = [0.25, 1].map((returns) =>
    priorsOf(catalogue, { ...none, signals: signals.map((one) => ({ ...one, returns })), mix: { next: 1 } }),
  ) as [Float64Array, Float64Array];
  // Of the neighbours of item a, b is odd, and c is even as a is.
  expect(full[2]).toBeGreaterThan(0);
  expect([...sums]).toEqual([0, full[1], expect.closeTo(full[2]! / 4, 9), 0]);
});

describe('priorsOf', () => {
  const of = (given: Partial<typeof none>) => [...priorsOf(catalogue, { ...none, ...given })];

  it('is the weighted sum of the columns', () => {
    const mix = { popularity: 2, trend: 10, fresh: 100 };
    const expected = [2, 1 + 10, 0.4 + 10, 3 + 100].map((sum) => expect.closeTo(sum, 5) as number);
    expect(of({ mix: { popularity: 2 } })).toEqual([2, 1, expect.closeTo(0.4, 5), 0]);
    expect(of({ mix })).toEqual([expected[0], expect.closeTo(11, 5), expected[2], expected[3]]);
    expect([...columnPriors(catalogue.columns, mix)]).toEqual(of({ mix }));
  });

  it('adds the neighbours of each signal, and what a search found itself', () => {
    const signals = [
      { row: 0, weight: 2, event: 'view_item' as const },
      { row: 3, weight: 0.5, event: 'search' as const },
    ];
    const given = { ...none, signals: signals as never[] };
    expect(of({ ...given, mix: { next: 255 } })).toEqual(
      [0, 400, 20, 0].map((sum) => expect.closeTo(sum, 6) as number),
    );
    expect(of({ ...given, mix: { searched: 4 } })).toEqual([0, 0, 0, 2]);
    expect(of({ ...given, mix: {} })).toEqual([0, 0, 0, 0]);
  });
});

it('the parts of a prior say what they are for', () => {
  const signals = [
    { row: 0, weight: 1, event: 'view_item' as const },
    { row: 1, weight: 1, event: 'search' as const },
    { row: 2, weight: 1, event: 'search' as const },
  ];
  const adjustments = adjustmentsOf({ boost: [{ objectIDs: ['b'], by: 0.5 }] }, catalogue);
  const sources = {
    signals,
    mix: { next: 255, trend: 1, searched: 2 },
    adjustments,
  };
  const parts = priorParts(catalogue, sources, 1).filter(({ amount }) => Math.abs(amount) > 0);
  expect(parts).toEqual([
    { event: 'view_item', objectID: 'a', amount: expect.closeTo(200, 6) as number },
    { event: 'search', objectID: 'b', amount: 2 },
    { event: 'boost', amount: 0.5 },
  ]);
  const third = priorParts(catalogue, { ...none, mix: { popularity: 1, trend: 2, fresh: 4 } }, 3);
  expect(third.map(({ event, amount }) => [event, amount]).filter(([, amount]) => amount)).toEqual([
    ['trend', expect.closeTo(0.6, 5)],
    ['new', 4],
  ]);
});

describe('adjustmentsOf', () => {
  const sums = (rules: Rules, of: Parameters<typeof adjustmentsOf>[1] = catalogue) =>
    ids.map((_, row) =>
      adjustmentsOf(rules, of)
        .filter(({ applies }) => applies(row))
        .reduce((sum, { by }) => sum + by, 0),
    );

  it('adds a boost to the items that it names or filters, and takes a burial off', () => {
    expect(sums({ boost: [{ objectIDs: ['a', 'unknown'], by: 2 }] })).toEqual([2, 0, 0, 0]);
    expect(sums({ bury: [{ filters: { category: 'odd' }, by: 2 }] })).toEqual([0, -2, 0, -2]);
    expect(sums({ boost: [{ objectIDs: ['a'], filters: { category: 'odd' }, by: 1 }] })).toEqual([
      1, 1, 0, 1,
    ]);
    expect(sums({ boost: [{ objectIDs: ['b'], by: 1 }], bury: [{ objectIDs: ['b'], by: 3 }] })).toEqual([
      0, -2, 0, 0,
    ]);
  });

  it('has a size of its own if the shop names none', () => {
    expect(sums({ boost: [{ objectIDs: ['a'] }], bury: [{ objectIDs: ['b'] }] })).toEqual([
      DEFAULT_BOOST,
      -DEFAULT_BOOST,
      0,
      0,
    ]);
  });

  it('changes nothing if it names nothing', () => {
    expect(sums({})).toEqual([0, 0, 0, 0]);
    expect(sums({ boost: [{}], bury: [{ by: 1 }] })).toEqual([0, 0, 0, 0]);
  });

  it('applies to items that are out of stock too, unless its filters ask for stock', () => {
    const items = catalogue.items.map((item) => ({ ...item, availability: 'out_of_stock' as const }));
    const gone = { ...catalogue, items };
    expect(sums({ boost: [{ filters: { category: 'odd' }, by: 1 }] }, gone)).toEqual([0, 1, 0, 1]);
    expect(sums({ boost: [{ filters: { category: 'odd', inStock: true }, by: 1 }] }, gone)).toEqual([
      0, 0, 0, 0,
    ]);
  });
});
