import { afterEach, expect, it, vi } from 'vitest';
import { noColumns } from '../../core/catalogue.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { encodePack } from '../../pack/encode.ts';
import { withDigest } from '../../pack/digest.ts';
import type { Engine } from '../engine.ts';
import { openEngine } from '../testing/open-engine.ts';

const MANIFEST = 'https://shop.test/pack/manifest.json';
type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** A pack of a season's items. */
async function season(name: string, count: number): Promise<Files> {
  const columns = noColumns(count);
  columns.trend.fill(0.5);
  const { files } = await encodePack({
    items: Array.from({ length: count }, (_, i) => ({ id: `${name}-${i}`, title: `${name} ${i}` })),
    dim: 16,
    embeddings: randomRows(count, 16, seeded(count)),
    columns,
    options: { name },
  });
  return files;
}

const spring = await season('spring', 30);
const autumn = await season('autumn', 20);

/** How the host answers now. */
let served: (file: string) => Response | Promise<Response>;
const host = (files: Files) => (file: string) => {
  const bytes = files.get(file);
  return new Response(bytes ?? null, { status: bytes ? 200 : 404 });
};

async function open(): Promise<Engine> {
  served = host(spring);
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) =>
    Promise.resolve(served(String(url).replace('https://shop.test/pack/', ''))),
  );
  return openEngine(MANIFEST, 'wasm');
}

afterEach(() => {
  vi.restoreAllMocks();
});

const titles = async (engine: Engine) => {
  const { items } = await engine.recommend({ model: 'trending-items', limit: 30 });
  return new Set(items.map(({ title }) => title.split(' ')[0]));
};

it('takes a newer pack, emits a change, and keeps the history', async () => {
  const engine = await open();
  await engine.track({ name: 'view_item', ids: ['autumn-1'], at: Date.now() }, [{ text: 'Autumn 1' }]);
  const changed = vi.fn();
  engine.onChange(changed);
  expect(await engine.refresh()).toBe(false);
  expect(changed).not.toHaveBeenCalled();
  served = host(autumn);
  expect(await engine.refresh()).toBe(true);
  expect(changed).toHaveBeenCalledOnce();
  expect(await titles(engine)).toEqual(new Set(['autumn']));
  const { items } = await engine.recommend({ model: 'recommended-for-you' });
  expect(items.length).toBeGreaterThan(0);
  expect((await engine.profile()).events).toHaveLength(1);
  expect(await engine.refresh()).toBe(false);
  await engine.dispose();
});

const html = () => new Response('<!doctype html>');
it.each<[string, string, (file: string) => Response | Promise<Response>]>([
  ['no longer has a manifest', 'pack-load', () => new Response(null, { status: 404 })],
  ['answers with a page for everything', 'bad-pack', html],
  [
    'has lost a file',
    'pack-load',
    (file) => (file.startsWith('rows') ? new Response(null, { status: 404 }) : host(autumn)(file)),
  ],
  [
    'sends a page in place of a file',
    'bad-pack',
    (file) => (file.startsWith('items') ? html() : host(autumn)(file)),
  ],
  ['cannot be reached', 'pack-load', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['has a pack of the future', 'pack-version', () => Response.json({ format: 'vitrine-pack', version: 99 })],
])('keeps the last good pack if the host %s', async (_, code, broken) => {
  const engine = await open();
  const before = await engine.recommend({ model: 'related-products', objectIDs: ['spring-1'] });
  served = broken;
  await expect(engine.refresh()).rejects.toMatchObject({ code });
  const after = await engine.recommend({ model: 'related-products', objectIDs: ['spring-1'] });
  expect(after.items).toEqual(before.items);
  expect(after.items.length).toBeGreaterThan(0);
  served = host(autumn);
  expect(await engine.refresh()).toBe(true); // it is mended
  expect(await titles(engine)).toEqual(new Set(['autumn']));
  await engine.dispose();
});

it('ends a call on the pack on which it began', async () => {
  const engine = await open();
  served = host(autumn);
  let renewed = false;
  const renewing = engine.refresh().then(() => (renewed = true));
  const seen = new Set<string | undefined>();
  while (!renewed) {
    const { items } = await engine.recommend({
      model: 'related-products',
      objectIDs: ['spring-1', 'autumn-1'],
      threshold: -1,
    });
    const kinds = new Set(items.map(({ title }) => title.split(' ')[0]));
    expect(kinds.size).toBe(1);
    for (const { objectID, title } of items) expect(title).toBe(objectID.replace('-', ' '));
    seen.add([...kinds][0]);
    await new Promise((resolve) => setTimeout(resolve)); // the hashes are computed elsewhere
  }
  await renewing;
  expect(await titles(engine)).toEqual(new Set(['autumn']));
  expect(seen).toContain('spring');
  await engine.dispose();
});

it('asks for a query to be embedded again if it was embedded with the model of another pack', async () => {
  const withModel = async (model: string, files: Files) => {
    const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as object;
    const entry = { file: 'model.onnx', bytes: 1, sha256: '0'.repeat(64) };
    const named = await withDigest({ ...manifest, model: { id: model, files: { [model]: entry } } });
    return new Map(files).set('manifest.json', new TextEncoder().encode(JSON.stringify(named)));
  };
  served = host(await withModel('one', spring));
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) =>
    Promise.resolve(served(String(url).replace('https://shop.test/pack/', ''))),
  );
  const engine = await openEngine(MANIFEST, 'wasm');
  const query = async () => ({
    kind: 'text' as const,
    text: 'chair',
    model: await engine.queryModel('text'),
    vector: Float32Array.from({ length: 16 }, (_, i) => (i === 0 ? 1 : 0)),
    provider: 'wasm' as const,
  });
  const first = await query();
  expect((await engine.search(structuredClone(first)))!.items).toHaveLength(8);
  served = host(await withModel('two', autumn));
  expect(await engine.refresh()).toBe(true);
  expect(await engine.search(first)).toBeUndefined();
  expect((await engine.search(await query()))!.items).toHaveLength(8);
  await engine.dispose();
});
