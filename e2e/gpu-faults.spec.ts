import { expect, test, type Page, type Worker } from '@playwright/test';
import { seeded } from '../src/core/vectors/random.ts';
import type * as Vitrine from '../src/index.ts';
import { makePage } from './made-page.ts';
import { before } from './page-server.ts';
import { soaking, tellSoak } from '../src/testing/soak.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();
const ROUNDS = soaking ? 60 : 3;
const SHELVES = 12;

/** How a test can disturb the GPU of the engine's worker. */
interface Faults {
  devices: GPUDevice[];
  /** Which bit of the GPU's next result is flipped; -1 for none. */
  flip: number;
}
const FAULTS = `{
  self.devices = [];
  self.flip = -1;
  const { requestDevice } = GPUAdapter.prototype;
  const { getMappedRange } = GPUBuffer.prototype;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    const device = await requestDevice.apply(this, given);
    self.devices.push(device);
    return device;
  };
  GPUBuffer.prototype.getMappedRange = function (...given) {
    const bytes = getMappedRange.apply(this, given);
    if (self.flip >= 0) new Uint8Array(bytes)[(self.flip >> 3) % bytes.byteLength] ^= 1 << (self.flip & 7);
    self.flip = -1;
    return bytes;
  };
}`;

interface Held {
  open(backend: 'webgpu' | 'js'): Promise<void>;
  ask(count: number): Promise<{ backend: string; reason?: string; shown: string }[]>;
  close(): Promise<void>;
}

/** Opens a page that can open recommenders and ask for many shelves at once. */
async function openPage(page: Page): Promise<void> {
  before(hosts, 'vitrine-entry.js', FAULTS);
  await page.goto(makePage(hosts, 'gpu', { attributes: 'data-none' }));
  await page.evaluate(async (module) => {
    const { createRecommender } = (await import(module)) as typeof Vitrine;
    let recommender: Vitrine.Recommender;
    const made: Held = {
      open: async (backend) => {
        recommender = await createRecommender({
          pack: '/pack/manifest.json',
          backend,
          persist: 'memory',
          shared: false,
        });
      },
      ask: async (count) => {
        const { items } = await recommender.recommend({ model: 'trending-items', limit: count });
        const shelves = items.map(({ objectID }) =>
          recommender.recommend({ model: 'related-products', objectIDs: [objectID], threshold: -1 }),
        );
        return (await Promise.all(shelves)).map(({ backend, reason, items: shown }) => ({
          backend,
          ...(reason !== undefined && { reason }),
          shown: JSON.stringify(shown.map(({ objectID, _score }) => [objectID, _score])),
        }));
      },
      close: () => recommender.dispose(),
    };
    Object.assign(window, { held: made });
  }, '/vitrine/vitrine.js');
}

async function openOn(page: Page, backend: 'webgpu' | 'js'): Promise<Worker> {
  await page.evaluate((name) => (window as unknown as { held: Held }).held.open(name), backend);
  return page.workers().at(-1)!;
}
const ask = (page: Page) =>
  page.evaluate((count) => (window as unknown as { held: Held }).held.ask(count), SHELVES);
const close = (page: Page) => page.evaluate(() => (window as unknown as { held: Held }).held.close());

const FAULTY: readonly (readonly [string, (worker: Worker, random: () => number) => Promise<unknown>])[] = [
  [
    'a device lost during queries',
    async (worker, random) => {
      await new Promise((resolve) => setTimeout(resolve, random() * 60));
      return worker.evaluate(() => {
        (self as unknown as Faults).devices.at(-1)?.destroy();
      });
    },
  ],
  [
    'a flipped bit in a result',
    (worker, random) =>
      worker.evaluate(
        (bit) => {
          (self as unknown as Faults).flip = bit;
        },
        Math.floor(random() * 24 * 8 * 8),
      ), // of the best 24 hits
  ],
];

for (const [what, fault] of FAULTY) {
  test(`${what}: every shelf of ${ROUNDS} rounds is right, and says who answered`, async ({ page }) => {
    test.setTimeout(60_000 + ROUNDS * 8000);
    await openPage(page);
    await openOn(page, 'js');
    const right = (await ask(page)).map(({ shown }) => shown);
    await close(page);
    const random = seeded(7);
    let [wrong, unsaid, fellBack] = [0, 0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const worker = await openOn(page, 'webgpu');
      await ask(page);
      const underWay = ask(page);
      await fault(worker, random);
      const shelves = [...(await underWay), ...(await ask(page))];
      wrong += shelves.filter(({ shown }, i) => shown !== right[i % SHELVES]).length;
      unsaid += shelves.filter(({ backend, reason }) => backend !== 'webgpu' && !reason).length;
      fellBack += shelves.some(({ backend }) => backend === 'wasm') ? 1 : 0;
      await close(page);
    }
    tellSoak({
      what: `GPU: ${what}`,
      rounds: ROUNDS,
      faults: ROUNDS,
      wrong,
      note: `${fellBack} rounds ended on wasm`,
    });
    expect({ wrong, unsaid }).toEqual({ wrong: 0, unsaid: 0 });
    expect(fellBack).toBeGreaterThan(0);
  });
}
