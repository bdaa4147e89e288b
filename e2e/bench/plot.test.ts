import { expect, it } from 'vitest';
import { latencyPlot } from './plot.ts';
import type { Result } from './result.ts';

const result = (name: string, rows: number, p50_ms: number) => ({ name, rows, p50_ms }) as Result;

it('plots a line for each contender, fastest first, and a dot for each measurement', () => {
  const svg = latencyPlot([
    result('js-f32', 10_000, 3),
    result('vitrine-js', 10_000, 4),
    result('vitrine-relaxed-1', 10_000, 0.1),
    result('vitrine-relaxed-1', 1_000_000, 15),
  ]);
  expect(svg.match(/(?<=>)(vitrine|js)[^<]*(?=<\/text>)/g)).toEqual([
    'vitrine-relaxed-1',
    'js-f32',
    'vitrine-js',
  ]);
  expect(svg.match(/<circle/g)).toHaveLength(4);
  expect(svg).toContain('10K rows');
  expect(svg).toContain('1M rows');
});
