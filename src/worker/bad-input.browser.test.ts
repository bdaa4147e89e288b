import { afterEach, describe, expect, it, vi } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { MODELS } from '../core/ranking/recommend.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { encodePack } from '../pack/encode.ts';
import { withDigest } from '../pack/digest.ts';
import type { Backend } from '../types.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './testing/open-engine.ts';

const DIM = 12; // no multiple of what the kernels read at once

/** A pack of so many boots of one brand, `change` made to its manifest, opened from a folder that only `fetch` knows. */
async function open(
  backend: Backend,
  count: number,
  change: (manifest: Record<string, unknown>) => void = () => undefined,
): Promise<Engine> {
  const columns = noColumns(count);
  columns.trend.fill(0.5);
  const { files } = await encodePack({
    items: Array.from({ length: count }, (_, i) => ({ id: `boot-${i}`, title: `Boot ${i}`, brand: 'Acme' })),
    dim: DIM,
    embeddings: randomRows(count, DIM, seeded(1)),
    columns,
    options: {},
  });
  const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as Record<
    string,
    unknown
  >;
  change(manifest);
  files.set('manifest.json', new TextEncoder().encode(JSON.stringify(await withDigest(manifest))));
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) => {
    const file = files.get(String(url).replace('https://shop.test/pack/', ''));
    return Promise.resolve(new Response(file ?? null, { status: file ? 200 : 404 }));
  });
  return openEngine('https://shop.test/pack/manifest.json', backend);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(['webgpu', 'wasm', 'js'] as const)('on %s', (backend) => {
  it('has empty shelves for an empty pack', async () => {
    const engine = await open(backend, 0);
    const withoutImages = MODELS.filter((model) => model !== 'looking-similar');
    for (const model of withoutImages) {
      const shelf = await engine.recommend({ model, objectIDs: ['boot-1'] });
      expect([model, shelf.backend, shelf.items]).toEqual([model, backend, []]);
    }
    await engine.dispose();
  });

  it('shows fewer items than wanted if there are no more, and none if none may appear', async () => {
    const engine = await open(backend, 5);
    const shelf = (filters: { brand?: string }) =>
      engine.recommend({
        model: 'related-products',
        objectIDs: ['boot-1'],
        limit: 100,
        threshold: -1,
        filters,
      });
    const all = await shelf({ brand: 'Acme' });
    expect(all.items.map(({ objectID }) => objectID).sort()).toEqual([
      'boot-0',
      'boot-2',
      'boot-3',
      'boot-4',
    ]);
    expect((await shelf({ brand: 'Nobody' })).items).toEqual([]);
    expect((await engine.recommend({ model: 'related-products', objectIDs: ['gone'] })).items).toEqual([]);
    await engine.dispose();
  });

  it.each([
    ['no items', { limit: 0 }],
    ['a broken limit', { limit: 1.5 }],
    ['NaN items', { limit: NaN }],
    ['a threshold of NaN', { threshold: NaN }],
  ])('refuses %s', async (_, options) => {
    const engine = await open(backend, 5);
    await expect(
      engine.recommend({ model: 'related-products', objectIDs: ['boot-1'], ...options }),
    ).rejects.toMatchObject({ code: 'bad-argument' });
    await engine.dispose();
  });

  it.each([6, 16])('refuses a pack whose manifest says %i dimensions when its rows have 12', async (dim) => {
    const opening = open(backend, 5, (manifest) => {
      manifest['dim'] = dim;
    });
    await expect(opening).rejects.toMatchObject({ code: 'bad-pack' });
  });
});
