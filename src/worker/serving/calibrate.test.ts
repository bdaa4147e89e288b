import { expect, it, vi } from 'vitest';
import { ordinaryRows } from '../../core/vectors/quantise.ts';
import type { Scorer } from '../../core/ports.ts';
import { isQuicker } from './calibrate.ts';

const rows = ordinaryRows(10, 8);

/** Answers after so many milliseconds a scan, the last for all that follow. */
function scorer(...ms: number[]): Scorer {
  let scans = 0;
  const scan = () =>
    new Promise<[]>((resolve) => setTimeout(resolve, ms[Math.min(scans++, ms.length - 1)], []));
  return { backend: 'webgpu', scan, dispose: () => undefined };
}

it('takes the one that answers sooner', async () => {
  expect(await isQuicker(scorer(1), scorer(12), rows)).toBe(true);
  expect(await isQuicker(scorer(12), scorer(1), rows)).toBe(false);
});

it('forgives a slow first scan', async () => {
  expect(await isQuicker(scorer(15, 1), scorer(9), rows)).toBe(true);
});

it('takes 50 ms at most, however slow the GPU is', async () => {
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

it('passes on what a scan throws', async () => {
  const broken: Scorer = { ...scorer(1), scan: () => Promise.reject(new Error('lost')) };
  await expect(isQuicker(broken, scorer(1), rows)).rejects.toThrow('lost');
});
