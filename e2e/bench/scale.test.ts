import { describe, expect, it } from 'vitest';
import { labelHeights, logScale, ticks } from './scale.ts';

describe('logScale', () => {
  it('puts equal ratios equally far apart', () => {
    const scale = logScale([1, 100], 0, 1000);
    expect(scale.at(10) - scale.at(1)).toBeCloseTo(scale.at(100) - scale.at(10), 0);
  });

  it('has round ticks within the axis', () => {
    expect(ticks(logScale([10_000, 200_000], 0, 1))).toEqual([10_000, 20_000, 50_000, 100_000, 200_000]);
  });
});

describe('labelHeights', () => {
  it('leaves labels that do not overlap where they are wanted', () => {
    expect(labelHeights([90, 10, 50], 17)).toEqual([90, 10, 50]);
  });

  it('keeps crowded labels apart and in order', () => {
    const placed = labelHeights([50, 48, 49, 120], 17);
    const sorted = [placed[1]!, placed[2]!, placed[0]!, placed[3]!];
    sorted.slice(1).forEach((height, i) => {
      expect(height - sorted[i]!).toBeGreaterThanOrEqual(17);
    });
  });
});
