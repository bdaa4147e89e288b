/**
 * What `npm run bench:gpu` runs, as one script beside the files of `bundleBench`: measures this machine's GPU and prints
 * a report. The exit code is 1 if anything computed was wrong.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { requestDevice } from '../../../src/gpu/device.ts';
import { allocateRows } from '../../../src/wasm/memory.ts';
import { describeAdapter, startDawn, type Adapter } from './dawn.ts';
import { kernelTimes, type KernelTimes } from './kernel-times.ts';
import { fillRows, type Ask } from './random-scan.ts';
import {
  describe,
  describeShapes,
  describeSpeed,
  describeTextModel,
  isRight,
  type Measured,
  type Speed,
} from './report.ts';
import { roundTripTimes, scanTimes, type ScanTimes } from './scan-times.ts';
import { checkShapes } from './shapes.ts';
import { textModelTimes } from './text-model.ts';

const DIM = 384;
const K = 48; // the pool for a shelf of 20
const ONE: Ask = { queries: 1, k: K, masked: false, primed: false };
const SHELF: Ask = { queries: 4, k: K, masked: true, primed: true };
const WIDE: Ask = { ...ONE, queries: 8 };

// Browsers have relaxed SIMD; Node 20 hides it. Later ones do not know the flag, and do not need it.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rows: { type: 'string', default: '10000,50000,200000,1000000' },
    shapes: { type: 'string', default: '200' },
    'no-model': { type: 'boolean', default: false },
  },
});

startDawn();
const measured = await measure(values.rows.split(',').map(Number), Number(values.shapes));
process.exit(isRight(measured) ? 0 : 1); // Dawn would keep the process

/** Tells every part as soon as it is there, so that one that hangs costs no other. */
async function measure(sizes: readonly number[], shapes: number): Promise<Measured> {
  const adapter = await describeAdapter();
  const { node } = process.versions;
  const found: Measured = { at: new Date().toISOString(), node, cpu: cpus()[0]!.model, adapter };
  tell(found, describe(found));
  const device = await open(0);
  found.shapes = await checkShapes(device, shapes);
  device.destroy();
  tell(found, describeShapes(found.shapes));
  if (!adapter.isSoftware) {
    found.speed = await speedOf(adapter, sizes);
    tell(found, describeSpeed(found.speed));
  }
  if (values['no-model']) return found;
  found.textModel = await textModelTimes(dirname(fileURLToPath(import.meta.url)));
  tell(found, describeTextModel(found.textModel));
  return found;
}

function tell(found: Measured, part: string): void {
  console.log(`${part}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`);
}

async function speedOf({ hasTimestamps }: Adapter, sizes: readonly number[]): Promise<Speed> {
  const device = await open(0);
  const roundTrip = await roundTripTimes(device, K * 8);
  device.destroy();
  const scans: ScanTimes[] = [];
  const kernels: KernelTimes[] = [];
  for (const count of sizes) {
    const { rows } = allocateRows(count, DIM, false);
    fillRows(rows, count);
    const own = await open(rows.data.length);
    scans.push(...(await scanTimes(own, rows, [ONE, SHELF])));
    if (hasTimestamps) kernels.push(...(await kernelTimes(own, rows, [ONE, SHELF, WIDE])));
    own.destroy();
    console.error(`${count} rows: measured after ${(performance.now() / 1000).toFixed(0)} s`);
  }
  return { roundTrip, scans, kernels };
}

/** As the library asks for it. What goes wrong on it without a promise to say so ends the run. */
async function open(bindingBytes: number): Promise<GPUDevice> {
  const device = await requestDevice({ bindingBytes, allowFallback: true });
  device.addEventListener('uncapturederror', ({ error }) => {
    console.error(error.message);
    process.exit(1);
  });
  return device;
}
