import { afterAll, beforeAll, expect, it } from 'vitest';
import { probe } from '../core/probe.ts';
import { quantiseQuery, quantiseRows } from '../core/quantise.ts';
import { randomRows, seeded } from '../core/random.ts';
import { createJsScorer } from '../core/score.ts';
import { scorerContract } from '../core/scorer.contract.ts';
import { requestDevice } from './device.ts';
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

scorerContract('WebGPU, bytes', (rows) => createGpuScorer(device, rows, 'packed'), 25);
scorerContract('WebGPU, floats', (rows) => createGpuScorer(device, rows, 'float'), 25);

it('passes the probe', async () => {
  await probe((rows) => createGpuScorer(device, rows));
});

it('fails the probe where the numbers are wrong', async () => {
  const broken = probe(async (rows) => {
    const scorer = await createGpuScorer(device, rows);
    const scan: typeof scorer.scan = async (request) =>
      (await scorer.scan(request)).map((hits) => hits.toReversed());
    return { ...scorer, scan };
  });
  await expect(broken).rejects.toMatchObject({ code: 'gpu' });
});

it('splits a catalogue that no binding can hold', async () => {
  const limits = { ...device.limits, maxStorageBufferBindingSize: 40_000 };
  const small = new Proxy(device, {
    get: (target, name) => {
      if (name === 'limits') return limits;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const rows = quantiseRows(randomRows(5000, 32, seeded(5)), 32); // 5 parts of 1,024 rows
  const scan = { queries: [quantiseQuery(randomRows(1, 32, seeded(6))).values], k: 30 };
  const scorer = await createGpuScorer(small, rows);
  expect(await scorer.scan(scan)).toEqual(await createJsScorer(rows).scan(scan));
  scorer.dispose();
});

it('refuses a device that has no software fallback to offer', async () => {
  await expect(requestDevice({ bindingBytes: 0, allowFallback: false })).rejects.toMatchObject({
    code: 'gpu',
    message: 'WebGPU has only a software adapter',
  });
});
