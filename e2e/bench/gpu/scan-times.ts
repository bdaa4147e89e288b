import { isDeepStrictEqual } from 'node:util';
import type { Rows, Scan, Scorer } from '../../../src/core/ports.ts';
import { createGpuScorer } from '../../../src/gpu/scorer.ts';
import { createWasmScorer } from '../../../src/wasm/scorer.ts';
import { quantile, timesOf, type Phase } from '../phase.ts';
import { randomScan, type Ask } from './random-scan.ts';

/** Milliseconds of one scan, from the call to hits in JavaScript's memory. */
export interface ScanTimes extends Ask {
  readonly rows: number;
  readonly dim: number;
  readonly backend: 'webgpu' | 'wasm';
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** Whether WebGPU's hits and wasm's are the same, to the bit. */
  readonly isSame: boolean;
}

const WARM_UP: Phase = { minRuns: 20, minMs: 300, maxMs: 3000 };
const TIMED: Phase = { minRuns: 100, minMs: 1000, maxMs: 5000 };
const SCANS = 8; // different ones, turn about

/** @param rows Where the wasm kernel reads them, so that it needs no copy. */
export async function scanTimes(device: GPUDevice, rows: Rows, asks: readonly Ask[]): Promise<ScanTimes[]> {
  const wasm = createWasmScorer(rows);
  const webgpu = await createGpuScorer(device, rows);
  const times: ScanTimes[] = [];
  for (const ask of asks) {
    const scans = Array.from({ length: SCANS }, (_, seed) => randomScan(rows, ask, seed));
    const isSame = await sameHits(webgpu, wasm, scans);
    for (const scorer of [webgpu, wasm]) {
      const backend = scorer === webgpu ? 'webgpu' : 'wasm';
      const shape = { rows: rows.count, dim: rows.dim, ...ask, backend } as const;
      times.push({ ...shape, ...(await percentiles(scorer, scans)), isSame });
    }
  }
  webgpu.dispose();
  wasm.dispose();
  return times;
}

async function sameHits(a: Scorer, b: Scorer, scans: readonly Scan[]): Promise<boolean> {
  for (const scan of scans) if (!isDeepStrictEqual(await a.scan(scan), await b.scan(scan))) return false;
  return true;
}

async function percentiles(scorer: Scorer, scans: readonly Scan[]) {
  const run = (turn: number) => scorer.scan(scans[turn % SCANS]!);
  await timesOf(WARM_UP, run);
  const times = await timesOf(TIMED, run);
  return { p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95) };
}

/** Of asking the GPU for nothing and getting it: what no kernel can go below. */
export async function roundTripTimes(device: GPUDevice, bytes: number) {
  const { COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const source = device.createBuffer({ size: bytes, usage: COPY_SRC });
  const run = async () => {
    const readback = device.createBuffer({ size: bytes, usage: COPY_DST | MAP_READ });
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(source, 0, readback, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await readback.mapAsync(GPUMapMode.READ);
    readback.destroy();
  };
  await timesOf(WARM_UP, run);
  const times = await timesOf(TIMED, run);
  source.destroy();
  return { p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95) };
}
