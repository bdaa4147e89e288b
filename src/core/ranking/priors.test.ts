import fc from 'fast-check';
import { expect, it } from 'vitest';
import { priorParts, priorsOf, adjustmentsOf } from './priors.ts';
import { catalogueOf, tableOf } from '../testing/catalogue.ts';

const ids = ['a', 'b', 'c', 'd'];
const catalogue = catalogueOf(
  ids.map((id, i) => ({ id, title: id, category: i % 2 ? 'odd' : 'even', vector: [1, i, 0, 0] })),
  {
    next: tableOf(ids, { a: { b: 200, c: 10 }, c: { a: 7 } }),
    similar: tableOf(ids, { a: { c: 90 }, b: { d: 30, a: 20 } }),
  },
  { popularity: Float32Array.of(1, 0.5, 0.2, 0), trend: Float32Array.of(0, 0, 1, 0.3) },
);

it('gives parts of each row that add up to its prior', () => {
  const weight = fc.double({ min: -3, max: 3, noNaN: true });
  const signals = fc.array(fc.record({ row: fc.nat(3), weight, event: fc.constant('view_item' as const) }), {
    maxLength: 6,
  });
  const mix = fc.record({ next: weight, similar: weight, popularity: weight, trend: weight });
  fc.assert(
    fc.property(signals, mix, fc.double({ min: 0, max: 1, noNaN: true }), (given, weights, by) => {
      const adjustments = adjustmentsOf(
        { boost: [{ filters: { category: 'odd' }, by }], bury: [{ objectIDs: ['a'] }] },
        catalogue,
      );
      const sources = { signals: given, mix: weights, discounts: new Map([[1, 0.25]]), adjustments };
      const sums = priorsOf(catalogue, sources);
      ids.forEach((_, row) => {
        const parts = priorParts(catalogue, sources, row);
        expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(sums[row]!, 9);
      });
    }),
  );
});
