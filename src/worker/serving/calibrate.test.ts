import { expect, it, vi } from 'vitest';
import { ordinaryRows } from '../../core/vectors/quantise.ts';
import type { Scorer } from '../../core/ports.ts';
import { isQuicker } from './calibrate.ts';

const rows = ordinaryRows(10, 8);

/** A scorer whose scans take the milliseconds given, and later scans as long as the last. */
function scorer(...ms: number[]): Scorer {
  let scans = 0;
  const scan = () =>
    new Promise<[]>((resolve) => setTimeout(resolve, ms[Math.min(scans++, ms.length - 1)], []));
  return { backend: 'webgpu', scan, dispose: () => undefined };
}

it('prefers the back end that answers sooner', async () => {
  expect(await isQuicker(scorer(1), scorer(12), rows)).toBe(true);
  expect(await isQuicker(scorer(12), scorer(1), rows)).toBe(false);
});

it('does not count a slow first scan', async () => {
  expect(await isQuicker(scorer(15, 1), scorer(9), rows)).toBe(true);
});

it('takes at most 50 ms, however slow the GPU is', async () => {
  vi.useFakeTimers();
  try {
    const answers: boolean[] = [];
    void isQuicker(scorer(10_000), scorer(1), rows).then((answer) => answers.push(answer));
    await vi.advanceTimersByTimeAsync(50);
    expect(answers).toEqual([false]);
  } finally {
    vi.useRealTimers();
  }
});

it('throws what a scan throws', async () => {
  const broken: Scorer = { ...scorer(1), scan: () => Promise.reject(new Error('lost')) };
  await expect(isQuicker(broken, scorer(1), rows)).rejects.toThrow('lost');
});
