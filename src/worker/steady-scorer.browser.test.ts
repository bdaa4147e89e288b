import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { quantiseQuery, quantiseRows } from '../core/quantise.ts';
import { randomRows, seeded } from '../core/random.ts';
import { createJsScorer } from '../core/score.ts';
import { takesFirstPass } from './rows-memory.ts';
import { createSteadyScorer } from './steady-scorer.ts';

const rows = quantiseRows(randomRows(3000, 32, seeded(1)), 32);
const scan = { queries: [quantiseQuery(randomRows(1, 32, seeded(2))).values], k: 20 };
const expected = await createJsScorer(rows).scan(scan);

/** Every device that was asked for, oldest first. */
const devices: GPUDevice[] = [];
beforeEach(() => {
  const request = Reflect.get(GPUAdapter.prototype, 'requestDevice');
  vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (
    this: GPUAdapter,
    descriptor,
  ) {
    const device = await request.call(this, descriptor);
    devices.push(device);
    return device;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  devices.length = 0;
});

it.each(['webgpu', 'wasm', 'js'] as const)('answers on %s where it is asked for', async (wanted) => {
  const scorer = await createSteadyScorer(rows, wanted);
  expect([scorer.backend, scorer.reason]).toEqual([wanted, undefined]);
  expect(await scorer.scan(scan)).toEqual(expected);
  scorer.dispose();
});

it('takes no software adapter by itself, and says why', async () => {
  const scorer = await createSteadyScorer(rows, 'auto');
  expect(scorer.backend).toBe('wasm');
  expect(scorer.reason).toBe('WebGPU has only a software adapter');
  expect(devices).toEqual([]);
  scorer.dispose();
});

it('answers a scan that is under way when the GPU is lost, and goes back to the GPU', async () => {
  const scorer = await createSteadyScorer(rows, 'webgpu');
  const underWay = [scorer.scan(scan), scorer.scan(scan)];
  await Promise.resolve(); // both are on their way
  devices[0]!.destroy();
  expect(await Promise.all(underWay)).toEqual([expected, expected]);
  expect(scorer.backend).toBe('wasm');
  expect(scorer.reason).toBeTruthy();
  expect(await scorer.scan(scan)).toEqual(expected);
  await vi.waitFor(
    () => {
      expect(scorer.backend).toBe('webgpu');
    },
    { timeout: 20_000 },
  );
  expect(scorer.reason).toBeUndefined();
  expect(await scorer.scan(scan)).toEqual(expected);
  expect(devices).toHaveLength(2);
  scorer.dispose();
});

it('leaves the GPU lost once it is disposed of', async () => {
  const scorer = await createSteadyScorer(rows, 'webgpu');
  scorer.dispose();
  await devices[0]!.lost;
  await new Promise((resolve) => setTimeout(resolve, 700)); // the first retry would come after 500 ms
  expect(devices).toHaveLength(1);
});

it('scores the most promising rows only where that is asked for, with the same keys', async () => {
  const many = quantiseRows(randomRows(20_000, 32, seeded(5)), 32);
  const [[exact], scorer] = await Promise.all([
    createJsScorer(many).scan({ ...scan, k: 256 }),
    createSteadyScorer(many, 'auto', true),
  ]);
  const [hits] = await scorer.scan(scan);
  expect([scorer.backend, scorer.reason, hits!.length]).toEqual(['wasm', undefined, 20]);
  expect(hits![0]).toEqual(exact![0]);
  for (const hit of hits!) if (hit.key >= exact!.at(-1)!.key) expect(exact).toContainEqual(hit);
  scorer.dispose();
});

it.each([
  [50_000, 'auto', true, true],
  [49_999, 'auto', true, false],
  [50_000, 'webgpu', true, false],
  [50_000, 'auto', false, false],
] as const)('%i rows on %s with approximate %s: first pass %s', (count, backend, approximate, expected) => {
  expect(takesFirstPass(count, { backend, approximate })).toBe(expected);
});
