import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, metricsAt } from './metrics.ts';

describe('metricsAt', () => {
  it('gives the figures that were computed by hand for a list', () => {
    // Relevant: b, d, x. Hits at ranks 2 and 4 of five.
    const figures = metricsAt(['a', 'b', 'c', 'd', 'e'], new Set(['b', 'd', 'x']), 5);
    expect(figures.precision).toBeCloseTo(2 / 5);
    expect(figures.recall).toBeCloseTo(2 / 3);
    expect(figures.f1).toBeCloseTo((2 * (2 / 5) * (2 / 3)) / (2 / 5 + 2 / 3));
    expect(figures.hr).toBe(1);
    expect(figures.mrr).toBeCloseTo(1 / 2);
    expect(figures.map).toBeCloseTo((1 / 2 + 2 / 4) / 3);
    const [gain, best] = [1 / Math.log2(3) + 1 / Math.log2(5), 1 + 1 / Math.log2(3) + 1 / 2];
    expect(figures.ndcg).toBeCloseTo(gain / best);
  });

  it('is NDCG = 1 / log2(rank + 1) for one relevant item, as in the leave-one-out protocol', () => {
    expect(metricsAt(['a', 'b', 'c'], new Set(['c']), 10).ndcg).toBeCloseTo(1 / Math.log2(4));
  });

  it('ignores items after the first k', () => {
    expect(metricsAt(['a', 'b'], new Set(['b']), 1)).toEqual(
      Object.fromEntries(METRICS.map((name) => [name, 0])),
    );
  });

  it('stays in [0, 1], and is 1 in all but precision and F1 for a perfect list', () => {
    const sizes = fc.record({ relevant: fc.integer({ min: 1, max: 9 }), k: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(20)), ({ relevant, k }, noise) => {
        const wanted = new Set(Array.from({ length: relevant }, (_, i) => i));
        const list = [...new Set(noise)];
        for (const value of Object.values(metricsAt(list, wanted, k))) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        const { ndcg, mrr, map, hr } = metricsAt([...wanted], wanted, k);
        for (const value of [ndcg, mrr, map, hr]) expect(value).toBeCloseTo(1);
      }),
    );
  });
});
