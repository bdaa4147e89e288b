import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { quantiseQuery, quantiseRows } from '../../core/vectors/quantise.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { createJsScorer } from '../../core/vectors/score.ts';
import { takesFirstPass } from './rows-memory.ts';
import { createFailoverScorer } from './failover-scorer.ts';

const rows = quantiseRows(randomRows(3000, 32, seeded(1)), 32);
const scan = { queries: [quantiseQuery(randomRows(1, 32, seeded(2))).values], k: 20 };
const expected = await createJsScorer(rows).scan(scan);

/** Every device that was requested, oldest first. */
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

it.each(['webgpu', 'wasm', 'js'] as const)('answers on %s if that is wanted', async (wanted) => {
  const scorer = await createFailoverScorer(rows, wanted);
  expect([scorer.backend, scorer.reason]).toEqual([wanted, undefined]);
  expect(await scorer.scan(scan)).toEqual(expected);
  scorer.dispose();
});

it('does not take a software adapter unless it is wanted, and says why', async () => {
  const scorer = await createFailoverScorer(rows, 'auto');
  expect(scorer.backend).toBe('wasm');
  expect(scorer.reason).toBe('WebGPU has only a software adapter');
  expect(devices).toEqual([]);
  scorer.dispose();
});

it('answers scans that are under way when the GPU is lost, and returns to the GPU', async () => {
  const scorer = await createFailoverScorer(rows, 'webgpu');
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

it('does not ask for a GPU again after it was disposed of', async () => {
  const scorer = await createFailoverScorer(rows, 'webgpu');
  scorer.dispose();
  await devices[0]!.lost;
  await new Promise((resolve) => setTimeout(resolve, 700)); // the first retry would come after 500 ms
  expect(devices).toHaveLength(1);
});

it('scores only the most promising rows if that is wanted, with the same keys', async () => {
  const many = quantiseRows(randomRows(20_000, 32, seeded(5)), 32);
  const [[exact], scorer] = await Promise.all([
    createJsScorer(many).scan({ ...scan, k: 256 }),
    createFailoverScorer(many, 'auto', true),
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

/** Changes every answer of the GPU from now on. The probe has passed by then. */
function corrupt(change: (words: Uint32Array) => void): void {
  const mapped = Reflect.get(GPUBuffer.prototype, 'getMappedRange');
  vi.spyOn(GPUBuffer.prototype, 'getMappedRange').mockImplementation(function (this: GPUBuffer, ...range) {
    const bytes = mapped.apply(this, range);
    change(new Uint32Array(bytes));
    return bytes;
  });
}

/** A hit is two words: its key and its row, both inverted. */
const rowWord = (row: number) => ~row >>> 0;

it.each<[string, (words: Uint32Array) => void, RegExp]>([
  ['a flipped bit of a key', (words) => (words[2]! ^= 1), /wrong score/],
  ['the score of another row', (words) => (words[3] = rowWord(2999)), /wrong score/],
  ['a row twice', (words) => words.copyWithin(2, 0, 2), /twice/],
  ['a row that is not there', (words) => (words[1] = rowWord(4000)), /may not appear/],
  ['nothing', (words) => words.fill(0), /missed a row/],
])('answers right if the GPU returns %s, and does not use it again', async (_, change, why) => {
  const scorer = await createFailoverScorer(rows, 'webgpu');
  await scorer.scan(scan); // the first scan is done on the CPU too
  expect(scorer.backend).toBe('webgpu');
  corrupt(change);
  expect(await scorer.scan(scan)).toEqual(expected);
  expect([scorer.backend, scorer.reason]).toEqual(['wasm', expect.stringMatching(why)]);
  await new Promise((resolve) => setTimeout(resolve, 700)); // a lost one would be asked again after 500 ms
  expect(devices).toHaveLength(1);
  expect(await scorer.scan(scan)).toEqual(expected);
  scorer.dispose();
});

/** Removes a row from an answer. */
const missing = (row: number) => (words: Uint32Array) => {
  const at = words.indexOf(rowWord(row));
  if (at > 0) words.fill(0, at - 1, at + 1);
};

it('detects at the first scan that the GPU misses the best row', async () => {
  const scorer = await createFailoverScorer(rows, 'webgpu');
  corrupt(missing(expected[0]![0]!.row));
  expect(await scorer.scan(scan)).toEqual(expected);
  expect(scorer.reason).toMatch(/differ from those of the CPU/);
  scorer.dispose();
});

it('detects after some scans that the GPU misses the best row, and answers right from then on', async () => {
  const scorer = await createFailoverScorer(rows, 'webgpu');
  await scorer.scan(scan);
  corrupt(missing(expected[0]![0]!.row));
  for (let i = 0; i < 64; i++) await scorer.scan(scan);
  expect(scorer.backend).toBe('wasm');
  expect(await scorer.scan(scan)).toEqual(expected);
  scorer.dispose();
});

it('answers if there is no adapter any more after the GPU was lost', async () => {
  const scorer = await createFailoverScorer(rows, 'webgpu');
  const gone = vi.spyOn(GPU.prototype, 'requestAdapter').mockResolvedValue(null);
  devices[0]!.destroy();
  await devices[0]!.lost;
  expect(await scorer.scan(scan)).toEqual(expected);
  await vi.waitFor(() => {
    expect(gone).toHaveBeenCalled();
  });
  await vi.waitFor(() => {
    expect(scorer.reason).toBe('WebGPU found no adapter');
  });
  expect([scorer.backend, await scorer.scan(scan)]).toEqual(['wasm', expected]);
  scorer.dispose();
});

/** Has every new buffer refused for lack of memory, as a full GPU does. */
function outOfMemory(): void {
  const create = Reflect.get(GPUDevice.prototype, 'createBuffer');
  vi.spyOn(GPUDevice.prototype, 'createBuffer').mockImplementation(function (this: GPUDevice, descriptor) {
    return create.call(this, { ...descriptor, size: 2 ** 52 - 4 }); // no device has as much
  });
}

it('answers if the GPU has no room for the catalogue', async () => {
  outOfMemory();
  const scorer = await createFailoverScorer(rows, 'webgpu');
  expect([scorer.backend, scorer.reason]).toEqual(['wasm', expect.stringMatching(/no room|no answer/)]);
  expect(await scorer.scan(scan)).toEqual(expected);
  scorer.dispose();
});

it('answers if the GPU has no room for the hits of a scan', async () => {
  const scorer = await createFailoverScorer(rows, 'webgpu');
  outOfMemory();
  expect(await scorer.scan(scan)).toEqual(expected);
  expect([scorer.backend, scorer.reason]).toEqual(['wasm', expect.stringMatching(/no answer/)]);
  scorer.dispose();
});
