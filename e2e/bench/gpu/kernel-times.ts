import type { Rows } from '../../../src/core/ports.ts';
import { createGpuScorer } from '../../../src/gpu/scorer.ts';
import { createCopyKernel } from '../copy-kernel.ts';
import { quantile } from '../phase.ts';
import { createLoad, type Load } from './load.ts';
import { timePasses } from './pass-timer.ts';
import { randomScan, type Ask } from './random-scan.ts';

/** Medians of GPU time, in milliseconds, of one scan right after other work. Its kernels' times are those of separate passes. */
export interface KernelTimes extends Ask {
  readonly rows: number;
  readonly dim: number;
  /** Of copying the rows' bytes. */
  readonly copy_ms: number;
  readonly scan_ms: number;
  /** 0 where the catalogue has one level alone. */
  readonly reduce_ms: number;
  readonly select_ms: number;
  /** Of all kernels in one pass, as a page runs them. */
  readonly pass_ms: number;
  /** The same where scans follow one another, with waits for their hits. */
  readonly scans_pass_ms: number;
}

const WARM_UP = 50;
const RUNS = 100;
const CHUNK = 2 ** 24;

/** @param device Must have `timestamp-query`, and take the rows in one binding. */
export async function kernelTimes(
  device: GPUDevice,
  rows: Rows,
  asks: readonly Ask[],
): Promise<KernelTimes[]> {
  const load = await createLoad(device);
  const copy_ms = await copyTime(device, rows.data, load);
  const scorer = await createGpuScorer(device, rows);
  const times: KernelTimes[] = [];
  for (const ask of asks) {
    const scan = randomScan(rows, ask, 1);
    const run = () => scorer.scan(scan);
    const kernels = await medians(device, true, run, load);
    const whole = await medians(device, false, run, load);
    const scans = await medians(device, false, run);
    const others = [...kernels].reduce(
      (sum, [label, ms]) => (/^(scan|select)/.test(label) ? sum : sum + ms),
      0,
    );
    times.push({
      rows: rows.count,
      dim: rows.dim,
      ...ask,
      copy_ms,
      scan_ms: kernels.get(`scan ${ask.queries}`)!,
      reduce_ms: others,
      select_ms: kernels.get('select')!,
      pass_ms: whole.get('all')!,
      scans_pass_ms: scans.get('all')!,
    });
  }
  scorer.dispose();
  load.dispose();
  return times;
}

async function copyTime(device: GPUDevice, data: Int8Array, load: Load): Promise<number> {
  const copy = await createCopyKernel(device, data.length);
  for (let at = 0; at < data.length; at += CHUNK)
    device.queue.writeBuffer(copy.source, at, data.slice(at, at + CHUNK));
  const run = async () => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    copy.encode(pass);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
  };
  const times = await medians(device, false, run, load);
  copy.dispose();
  return times.get('all')!;
}

async function medians(
  device: GPUDevice,
  parted: boolean,
  run: () => Promise<unknown>,
  load?: Load,
): Promise<Map<string, number>> {
  const timer = timePasses(device, parted);
  const all = new Map<string, number[]>();
  for (let turn = -WARM_UP; turn < RUNS; turn++) {
    await load?.run();
    await run();
    const times = await timer.read();
    if (turn >= 0) for (const [label, ms] of times) all.set(label, [...(all.get(label) ?? []), ms]);
  }
  timer.stop();
  return new Map([...all].map(([label, times]) => [label, median(times)]));
}

function median(times: readonly number[]): number {
  return quantile(
    [...times].sort((a, b) => a - b),
    0.5,
  );
}
