import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noColumns } from '../../core/catalogue.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { addImages } from '../../pack/add-images.ts';
import { encodePack } from '../../pack/encode.ts';
import type { Item } from '../../types.ts';
import { runCli } from '../testing/run-cli.ts';
import type { Inspection } from './describe-inspection.ts';
import { principalPlane } from './principal-plane.ts';
import { quantiseRows } from '../../core/vectors/quantise.ts';

const DIM = 8;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-inspect-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a pack of forty items with similar vectors, and of the given odd items. */
async function write(odd: readonly (Item & { readonly vector: readonly number[] })[] = []) {
  const plain = Array.from({ length: 40 }, (_, i): Item => ({
    id: `sku-${i}`,
    title: `Boot ${i}`,
    category: 'Boots',
  }));
  const noise = randomRows(plain.length, DIM, seeded(3));
  const vectors = plain.map((_, i) => {
    const vector = [...noise.subarray(i * DIM, (i + 1) * DIM)].map(
      (value, j) => value * 0.3 + (j === 0 ? 1 : 0),
    );
    const norm = Math.hypot(...vector);
    return vector.map((value) => value / norm);
  });
  const items = [...plain, ...odd.map(({ vector: _, ...item }): Item => item)];
  const pack = await encodePack({
    items,
    dim: DIM,
    embeddings: Float32Array.from([...vectors, ...odd.map(({ vector }) => vector)].flat()),
    columns: noColumns(items.length),
    options: { orders: false },
  });
  const { files } = await addImages(pack, {
    ids: ['sku-1'],
    dim: 4,
    embeddings: Float32Array.of(1, 0, 0, 0),
    model: { id: 'tiny', files: new Map([['onnx/model.onnx', Uint8Array.of(1)]]) },
  });
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return [...files.keys()];
}

async function inspect(place: string, ...more: string[]) {
  const said = await runCli(['inspect', place, ...more]);
  return { ...said, report: () => JSON.parse(said.stdout) as Inspection };
}

it('prints what is in a pack, the same from its folder, its manifest and its address', async () => {
  const names = await write();
  const { code, stdout, report } = await inspect(folder, '--json');
  expect(code).toBe(0);
  expect(report().manifest).toMatchObject({ items: 40, dim: DIM, images: { items: 1 } });
  expect(
    report()
      .files.map(({ file }) => file)
      .sort(),
  ).toEqual(names.filter((name) => name !== 'manifest.json').sort());
  for (const { bytes, gzip } of report().files) expect([bytes > 0, gzip > 0]).toEqual([true, true]);
  const text = (await inspect(folder)).stdout;
  expect(text).toContain('40 items, 8 dimensions of 8, 4.0 bits each, recall@20 0.9');
  expect(text).toContain('images  1 items, 4 dimensions, by tiny');
  expect(text).toContain('No vector is suspicious.');

  const server = createServer((request, response) => {
    const file = join(folder, request.url!);
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const at = `http://localhost:${(server.address() as AddressInfo).port}`;
  for (const place of [join(folder, 'manifest.json'), at, `${at}/manifest.json`]) {
    const other = await inspect(place, '--json');
    expect({ ...other.report(), place: folder }).toEqual(JSON.parse(stdout));
  }
  expect((await inspect(`${at}/nowhere`)).stderr).toContain('nowhere/manifest.json answered 404');
  server.closeAllConnections();
  server.close();
});

it('ends with 1 and names every file that is damaged or missing', async () => {
  const names = await write();
  const [rows, images] = ['rows', 'images'].map((start) => names.find((name) => name.startsWith(start))!);
  const bytes = readFileSync(join(folder, rows!));
  bytes[100]! ^= 1;
  writeFileSync(join(folder, rows!), bytes);
  rmSync(join(folder, images!));
  const { code, stdout, stderr } = await inspect(folder);
  expect(code).toBe(1);
  expect(stdout).toContain(`${rows!} is damaged: its content does not have the hash`);
  expect(stdout).toContain(`${images!} does not exist or cannot be read`);
  expect(stderr).toMatch(/^vitrine: 2 of \d+ files are damaged: build the pack again\n$/);
  expect((await inspect(folder, '--json')).report().files.filter(({ damage }) => damage)).toHaveLength(2);
});

it.each([
  ['no pack', () => undefined, 'manifest.json does not exist'],
  [
    'an invalid manifest',
    () => {
      writeFileSync(join(folder, 'manifest.json'), '{}');
    },
    'the manifest is not valid',
  ],
])('ends with 1 and one sentence on %s', async (_, make, message) => {
  make();
  const { code, stdout, stderr } = await inspect(folder);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(message);
});

it('finds items with suspicious vectors, but not variants with similar vectors', async () => {
  const half = Math.SQRT1_2;
  const near = [0, half, half, 0, 0, 0, 0, 0];
  await write([
    { id: 'twin-a', title: 'Kettle', vector: near },
    { id: 'twin-b', title: 'Toaster', vector: near },
    { id: 'red', title: 'Mug red', group: 'mug', vector: [0, 0, 0, half, half, 0, 0, 0] },
    { id: 'blue', title: 'Mug blue', group: 'mug', vector: [0, 0, 0, half, half, 0, 0, 0] },
    { id: 'mute', title: '???', vector: [0, 0, 0, 0.6, 0.8, 0, 0, 0] },
    { id: 'nil', title: 'Nil', vector: [0, 0, 0, 0, 0, 0, 0, 0] },
    { id: 'flat', title: 'Flat', vector: new Array<number>(DIM).fill(Math.sqrt(1 / DIM)) },
    { id: 'lone', title: 'Lone', vector: [0, 0, 0, 0, 0, 0, 0, 1] },
  ]);
  const { code, stdout, report } = await inspect(folder, '--json');
  expect(code).toBe(0); // suspicious vectors are no damage
  expect(
    report()
      .suspects.map(({ kind, id, other }) => [kind, id, other?.id])
      .filter(([, id]) => !String(id).startsWith('sku')),
  ).toEqual([
    ['near-duplicate', 'twin-a', 'twin-b'],
    ['no-text', 'mute', undefined],
    ['zero-vector', 'nil', undefined],
    ['constant-vector', 'flat', undefined],
    ['outlier', 'lone', undefined],
  ]);
  expect(stdout).not.toContain('"id":"red"');
});

it('draws a map in one file, in which no title can end the script', async () => {
  await write([{ id: 'x', title: '</script><script>alert(1)</script>', vector: [0, 1, 0, 0, 0, 0, 0, 0] }]);
  const map = join(folder, 'map.html');
  expect((await inspect(folder, '--map', map)).code).toBe(0);
  const page = readFileSync(map, 'utf8');
  expect(page).not.toContain('<script>alert');
  const [, data] = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(page)!;
  const { points, legend } = JSON.parse(data!) as { points: unknown[][]; legend: string[] };
  expect(points).toHaveLength(41);
  expect(legend).toEqual(['Boots']);
  expect(page).not.toMatch(/https?:/);
});

it('projects onto the plane of the largest spread', () => {
  // Spread 3 along one axis, 1 along another, 0.1 along a third, around a point that is not the origin.
  const random = seeded(5);
  const rows = Array.from({ length: 300 }, () =>
    [0, 3, 1, 0.1].map((spread) => 0.5 + (random() - 0.5) * spread),
  );
  const { x, y } = principalPlane(quantiseRows(Float32Array.from(rows.flat()), 4));
  const alike = (a: Float64Array, column: number) => {
    const b = rows.map((row) => row[column]! - 0.5);
    const dot = b.reduce((sum, value, i) => sum + value * a[i]!, 0);
    return Math.abs(dot) / Math.hypot(...a) / Math.hypot(...b);
  };
  expect(alike(x, 1)).toBeGreaterThan(0.98);
  expect(alike(y, 2)).toBeGreaterThan(0.95);
});

it('ends with 2 on an unknown option, and prints its help', async () => {
  expect((await inspect('', '--nope')).code).toBe(2);
  expect((await inspect('x', '--help')).stdout).toContain('Ends with 1 if a file is missing or damaged.');
});

it('prints every item as shoppers see it, one JSON object a line', async () => {
  const vector = [1, 0, 0, 0, 0, 0, 0, 0];
  await write([
    {
      id: 'sale',
      title: 'Hat',
      price: 29,
      salePrice: 15,
      currency: 'EUR',
      availability: 'out_of_stock',
      vector,
    },
    {
      ...{ id: 'full', title: 'Scarf', ids: ['7', 'M'], mpn: 'M', rating: 4.5, reviewCount: 3, vector },
      attributes: { colour: ['Red', 'Blue'] },
    },
    { id: 'over', title: 'Cap', price: 29, salePrice: 15, saleTo: 1, currency: 'EUR', vector },
  ]);
  const { code, stdout } = await runCli(['inspect', folder, '--items']);
  const items = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const byId = new Map(items.map((item) => [item['id'], item]));
  expect([code, items.length]).toEqual([0, 43]);
  expect(byId.get('sale')).toEqual({
    ...{ id: 'sale', title: 'Hat', price: 29, salePrice: 15, currency: 'EUR' },
    ...{ availability: 'out_of_stock', inStock: false, ids: ['sale'], attributes: {} },
  });
  expect(byId.get('full')).toEqual({
    ...{ id: 'full', ids: ['full', '7', 'M'], title: 'Scarf', inStock: true, mpn: 'M' },
    ...{ attributes: { colour: ['Red', 'Blue'] }, rating: 4.5, reviewCount: 3 },
  });
  expect(byId.get('over')).toMatchObject({ price: 29, inStock: true });
  expect(byId.get('over')).not.toHaveProperty('salePrice');
});
