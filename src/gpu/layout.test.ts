import { describe, expect, it } from 'vitest';
import { cellLayout, splitRows } from './layout.ts';

describe('cellLayout', () => {
  it('has one level for a small catalogue, of whole tiles', () => {
    expect(cellLayout(10_000)).toEqual({ keys: 10_240, maxima: 1280, levels: [{ offset: 0, size: 1280 }] });
  });

  it('adds levels until the top is small', () => {
    expect(cellLayout(1_000_000).levels).toEqual([
      { offset: 0, size: 125_056 },
      { offset: 125_056, size: 15_632 },
      { offset: 140_688, size: 1954 },
    ]);
  });
});

describe('splitRows', () => {
  const limits = { maxStorageBufferBindingSize: 2 ** 27, maxComputeWorkgroupsPerDimension: 65_535 };
  const split = (count: number, rowBytes: number, given = limits) =>
    splitRows(count, rowBytes, given as GPUSupportedLimits);

  it('keeps rows together that fit one binding', () => {
    expect(split(200_000, 384)).toEqual([{ firstRow: 0, count: 200_000 }]);
    expect(split(0, 384)).toEqual([]);
  });

  it('never binds more than 128 MiB, and ends every part but the last on a tile', () => {
    const parts = split(1_000_000, 384);
    expect(parts).toHaveLength(3);
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(1_000_000);
    for (const { firstRow, count } of parts) {
      expect(Math.ceil(count / 512) * 512 * 384).toBeLessThanOrEqual(2 ** 27);
      expect(firstRow % 512).toBe(0);
    }
  });

  it('never dispatches more workgroups than a dimension allows', () => {
    const large = { ...limits, maxStorageBufferBindingSize: 2 ** 32 };
    for (const { count } of split(100_000_000, 16, large)) expect(count / 512).toBeLessThanOrEqual(65_535);
  });
});
