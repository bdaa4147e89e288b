import { expect, it } from 'vitest';
import type { KernelTimes } from './kernel-times.ts';
import { describeSpeed, isRight, type Measured } from './report.ts';
import type { ScanTimes } from './scan-times.ts';

const ask = { queries: 1, k: 48, masked: false, primed: false };
const scan: ScanTimes = {
  ...ask,
  rows: 1000,
  dim: 384,
  backend: 'webgpu',
  p50_ms: 1,
  p95_ms: 2,
  isSame: true,
};
const kernels: KernelTimes = {
  ...ask,
  rows: 1_000_000,
  dim: 384,
  copy_ms: 0.384, // 768 MB read and written, so 2000 GB/s
  scan_ms: 0.256, // 384 MB, so 1500 GB/s
  reduce_ms: 0.01,
  select_ms: 0.02,
  pass_ms: 0.384,
  scans_pass_ms: 0.4,
};
const right = (change: object) =>
  isRight({ shapes: { shapes: 1, ways: [], wrong: [] }, ...change } as unknown as Measured);

it("gives rates, and shares of the copy's", () => {
  const report = describeSpeed({
    roundTrip: { p50_ms: 0.5, p95_ms: 0.6 },
    scans: [scan],
    kernels: [kernels],
  });
  expect(report).toContain(
    '| 1,000,000 | 1 × 48 | 2000 | 256.0 | 10.0 | 20.0 | 384.0 | 400.0 | 1500 | 75% | 1000 | 50% |',
  );
  expect(report).toContain('| 1,000 | 384 | 1 × 48 | webgpu | 1.000 | 2.000 | yes |');
});

it('calls a run right only if no hit differs and the text model was not refused', () => {
  const speed = (isSame: boolean) => ({ speed: { scans: [{ ...scan, isSame }], kernels: [] } });
  expect(right({})).toBe(true);
  expect(right({ shapes: { shapes: 1, ways: [], wrong: [{}] } })).toBe(false);
  expect(right(speed(true))).toBe(true);
  expect(right(speed(false))).toBe(false);
  expect(right({ textModel: { reason: 'it differs' } })).toBe(false);
});
