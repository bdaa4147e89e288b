import { describe, expect, it } from 'vitest';
import { divergence } from './calibration.ts';

describe('divergence', () => {
  it('is 0 for a list with the shares of the shopper', () => {
    expect(divergence([0.5, 0.5], [1, 0], 1)).toBeCloseTo(0, 12);
    expect(divergence([0.75, 0.25], [2, 1], 0)).toBeCloseTo(0, 12);
    expect(divergence([1], [3], 0)).toBeCloseTo(0, 12);
  });

  it('is the Kullback-Leibler divergence of the list, smoothed with a hundredth of the shares', () => {
    // Two of three items are of the first interest, which has a quarter of the history.
    const [first, second] = [0.99 * (2 / 3) + 0.01 * 0.25, 0.99 * (1 / 3) + 0.01 * 0.75];
    const expected = 0.25 * Math.log(0.25 / first) + 0.75 * Math.log(0.75 / second);
    expect(divergence([0.25, 0.75], [1, 1], 0)).toBeCloseTo(expected, 12);
  });

  it('stays finite if an interest is not on the list at all', () => {
    expect(divergence([0.5, 0.5], [4, 0], 0)).toBeCloseTo(
      0.5 * Math.log(0.5 / 0.995) + 0.5 * Math.log(1 / 0.01),
      12,
    );
  });

  it('falls with an item of an interest that the list lacks, and rises with one more of the other', () => {
    const [lacking, more] = [divergence([0.5, 0.5], [2, 0], 1), divergence([0.5, 0.5], [2, 0], 0)];
    expect(lacking).toBeLessThan(more);
    expect(lacking).toBeGreaterThan(0);
  });

  it('takes no account of interests without a share', () => {
    expect(divergence([1, 0], [1, 1], 0)).toBeCloseTo(Math.log(1 / (0.99 * (2 / 3) + 0.01)), 12);
  });
});
