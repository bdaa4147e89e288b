import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { probe } from '../core/vectors/probe.ts';
import { quantiseQuery, quantiseRows } from '../core/vectors/quantise.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { poolSize } from '../core/vectors/rescore.ts';
import { createJsScorer } from '../core/vectors/score.ts';
import { scorerContract } from '../core/vectors/scorer.contract.ts';
import { requestDevice } from './device.ts';
import { featuresOf } from './pipelines.ts';
import { createGpuScorer } from './scorer.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await requestDevice({ bindingBytes: 0, allowFallback: true }); // no adapter is a failure
  device.onuncapturederror = ({ error }) => {
    throw error;
  };
});
afterAll(() => {
  device.destroy();
});

describe.each([
  ['the features for a software adapter', { packed: true, subgroups: true, workgroupSize: 16 }],
  ['the features for a GPU', { packed: true, subgroups: true, workgroupSize: 256 }],
  ['neither packed bytes nor subgroups', { packed: false, subgroups: false, workgroupSize: 256 }],
] as const)('with %s', (_, features) => {
  scorerContract('WebGPU', (rows) => createGpuScorer(device, rows, features), 25);
});

it('uses every feature of the adapter', () => {
  expect(featuresOf(device)).toEqual({ packed: true, subgroups: true, workgroupSize: 16 });
});

it('passes the probe', async () => {
  await probe((rows) => createGpuScorer(device, rows));
});

it('fails the probe if its order is wrong', async () => {
  const broken = probe(async (rows) => {
    const scorer = await createGpuScorer(device, rows);
    const scan: typeof scorer.scan = async (request) =>
      (await scorer.scan(request)).map((hits) => hits.toReversed());
    return { ...scorer, scan };
  });
  await expect(broken).rejects.toMatchObject({ code: 'gpu' });
});

/** The device with other limits. */
function limited(limits: Partial<GPUSupportedLimits>): GPUDevice {
  const { maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension } = device.limits;
  return new Proxy(device, {
    get: (target, name) => {
      if (name === 'limits')
        return { maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension, ...limits };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe.each([
  // For 5,000 rows of 32 bytes in tiles of 512; the cells of a query take 23,296 bytes.
  ['bindings that hold 1,024 rows, or one query', { maxStorageBufferBindingSize: 40_000 }],
  ['dispatches of 1,536 rows', { maxComputeWorkgroupsPerDimension: 3 }],
])('with %s', (_, limits) => {
  it('scans part by part', async () => {
    const rows = quantiseRows(randomRows(5000, 32, seeded(5)), 32);
    const queries = [6, 7, 8].map((seed) => quantiseQuery(randomRows(1, 32, seeded(seed))).values);
    const scorer = await createGpuScorer(limited(limits), rows);
    expect(await scorer.scan({ queries, k: 30 })).toEqual(
      await createJsScorer(rows).scan({ queries, k: 30 }),
    );
    scorer.dispose();
  });
});

it('selects through every level of a large catalogue', async () => {
  const rows = quantiseRows(randomRows(270_000, 4, seeded(9)), 4); // levels of 33,784, 4,223 and 528 block maxima
  const scan = { queries: [quantiseQuery(randomRows(1, 4, seeded(10))).values], k: 256 };
  const scorer = await createGpuScorer(device, rows);
  expect(await scorer.scan(scan)).toEqual(await createJsScorer(rows).scan(scan));
  scorer.dispose();
});

it('reads back at most 1 KiB for 20 hits', async () => {
  const rows = quantiseRows(randomRows(3000, 32, seeded(11)), 32);
  const copied: number[] = [];
  const watched = vi.spyOn(GPUCommandEncoder.prototype, 'copyBufferToBuffer');
  const submitted = vi.spyOn(GPUQueue.prototype, 'submit');
  const scorer = await createGpuScorer(device, rows);
  await scorer.scan({ queries: [quantiseQuery(randomRows(1, 32, seeded(12))).values], k: poolSize(20) });
  for (const call of watched.mock.calls) copied.push(call[4] as number);
  const commands = submitted.mock.calls.map(([list]) => [...list].length);
  watched.mockRestore();
  submitted.mockRestore();
  scorer.dispose();
  expect(copied).toEqual([48 * 8]);
  expect(commands).toEqual([1, 0]); // the empty submit is for Firefox
});

it('refuses a software adapter unless it is allowed', async () => {
  await expect(requestDevice({ bindingBytes: 0, allowFallback: false })).rejects.toMatchObject({
    code: 'gpu',
    message: 'WebGPU has only a software adapter',
  });
});
