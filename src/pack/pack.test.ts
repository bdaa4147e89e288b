import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMN_NAMES, noColumns } from '../core/catalogue.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import type { Item } from '../types.ts';
import { encodePack } from './encode.ts';
import type { PackInput } from './input.ts';
import { weightIn } from '../core/table.ts';
import { project } from '../core/vectors/projection.ts';
import { dotExact } from '../core/vectors/rescore.ts';
import { loadPack } from './load.ts';
import type { Manifest } from './manifest.ts';
import { decodeProjection } from './projection-file.ts';
import { withDigest } from './digest.ts';
import { decodeTable, encodeTable } from './table-file.ts';

type Files = Map<string, Uint8Array<ArrayBuffer>>;

const readerOf = (files: Files) => (file: string) => {
  const bytes = files.get(file);
  return bytes ? Promise.resolve(bytes.slice().buffer) : Promise.reject(new Error(`no ${file}`));
};

function input(count: number, dim = 8): PackInput {
  const random = seeded(count);
  return {
    items: Array.from({ length: count }, (_, i): Item => ({ id: `sku-${i}`, title: `Item ${i}`, price: i })),
    dim,
    embeddings: randomRows(count, dim, random),
    columns: {
      ...noColumns(count),
      popularity: Float32Array.from({ length: count }, () => Math.fround(random())),
      rebuy: Float32Array.from({ length: count }, () => Math.fround(random())),
    },
    options: { text: 'title' },
  };
}

function projectionIn(files: Files, { projection }: Manifest) {
  return decodeProjection(files.get(projection.file)!.slice().buffer);
}

/** A pack of three items with a changed manifest, whose digest is right. */
async function withManifest(change: (manifest: Record<string, unknown>) => void): Promise<Files> {
  const { files } = await encodePack(input(3));
  const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as Record<
    string,
    unknown
  >;
  change(manifest);
  return files.set('manifest.json', new TextEncoder().encode(JSON.stringify(await withDigest(manifest))));
}

const text = fc.string({ unit: 'binary', minLength: 1 });
const item = fc.record(
  {
    id: text,
    title: text,
    description: text,
    category: text,
    brand: text,
    price: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((price) => price + 0),
    currency: text,
    image: text,
    url: text,
    availability: fc.constantFrom('in_stock', 'out_of_stock', 'preorder', 'backorder'),
    group: text,
  },
  { requiredKeys: ['id', 'title'], noNullPrototype: true },
);

describe('a pack', () => {
  it('gives every item, prior and vector back, whatever text the items have', async () => {
    const items = fc.uniqueArray(item, { selector: ({ id }) => id, minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(items, async (given) => {
        const made: PackInput = { ...input(given.length), items: given as Item[] };
        const { files } = await encodePack(made);
        const pack = await loadPack(readerOf(files));
        const projection = projectionIn(files, pack.manifest);
        expect(pack.items).toHaveLength(given.length);
        made.items.forEach((expected, i) => {
          const row = pack.rowOf.get(expected.id)!;
          expect(pack.items[row]).toEqual(expected);
          for (const name of COLUMN_NAMES) expect(pack.columns[name][row]).toBe(made.columns[name][i]);
          const vector = made.embeddings.subarray(i * made.dim, (i + 1) * made.dim);
          expect(dotExact(pack.rows, row, project(projection, vector))).toBeCloseTo(1, 2);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('has the most popular items first, over several shards', async () => {
    const { files } = await encodePack(input(1500));
    const pack = await loadPack(readerOf(files));
    expect(pack.manifest.shards.map(({ rows }) => rows)).toEqual([512, 988]);
    const { popularity } = pack.columns;
    expect([...popularity]).toEqual([...popularity].sort((a, b) => b - a));
  });

  it(
    'needs at most 300 kB for a first shelf, however long the texts of the items are',
    { tags: ['slow'] },
    async () => {
      const made = input(1500, 128);
      const items = made.items.map((item) => ({ ...item, description: `${item.title} `.repeat(300) }));
      const { files } = await encodePack({ ...made, items });
      const { manifest } = await loadPack(readerOf(files));
      const [first] = manifest.shards;
      const bytes = [first!.vectors, first!.columns, first!.items].map((file) => file.bytes);
      expect(bytes.reduce((a, b) => a + b, files.get('manifest.json')!.length)).toBeLessThan(300_000);
      expect(first!.rows).toBeGreaterThan(31);
    },
  );

  it('has the same bytes for the same input', async () => {
    expect(await encodePack(input(30))).toEqual(await encodePack(input(30)));
  });

  it('gives tables back with the rows that the items have in the pack', async () => {
    const made = input(40);
    // Item i is a neighbour of item i - 1 with weight i.
    const table = {
      offsets: Uint32Array.from({ length: 41 }, (_, row) => Math.min(row, 39)),
      targets: Uint32Array.from({ length: 39 }, (_, i) => i + 1),
      weights: Uint8Array.from({ length: 39 }, (_, i) => i + 1),
      scale: 0.5,
    };
    const pack = await loadPack(readerOf((await encodePack({ ...made, tables: { next: table } })).files));
    for (let i = 0; i < 39; i++) {
      const [from, to] = [i, i + 1].map((item) => pack.rowOf.get(`sku-${item}`)!);
      expect(weightIn(pack.tables.next!, from!, to!)).toBe((i + 1) * 0.5);
    }
    expect(pack.tables.next!.targets).toHaveLength(39);
    expect(pack.tables.alsoViewed).toBeUndefined();
  });

  it("keeps the inner products of the model's vectors, also for new queries", async () => {
    const made = input(200, 32);
    const { files } = await encodePack(made);
    const pack = await loadPack(readerOf(files));
    const projection = projectionIn(files, pack.manifest);
    const queries = randomRows(20, 32, seeded(9));
    let worst = 0;
    for (let q = 0; q < 20; q++) {
      const query = queries.subarray(q * 32, (q + 1) * 32);
      const projected = project(projection, query);
      for (let i = 0; i < 200; i++) {
        const dot = made.embeddings
          .subarray(i * 32, (i + 1) * 32)
          .reduce((sum, value, j) => sum + value * query[j]!, 0);
        const row = pack.rowOf.get(`sku-${i}`)!;
        worst = Math.max(worst, Math.abs(dotExact(pack.rows, row, projected) - dot));
      }
    }
    expect(worst).toBeLessThan(0.12);
  });

  it('is refused if a table names rows that the pack does not have', async () => {
    const table = {
      offsets: Uint32Array.of(0, 1, 1, 1),
      targets: Uint16Array.of(7),
      weights: Uint8Array.of(1),
      scale: 1,
    };
    expect(() => decodeTable(encodeTable({ table, rows: 3 }).buffer, 3)).toThrowError(
      expect.objectContaining({ code: 'bad-pack' }) as Error,
    );
  });

  it('may hold no items', async () => {
    const { files } = await encodePack(input(0));
    expect((await loadPack(readerOf(files))).items).toEqual([]);
  });

  it(
    'has recall@20 of random rows near 1 at 8 bits, and keeps to its number of bytes at 4',
    { tags: ['slow'] },
    async () => {
      const { files: fine } = await encodePack(input(600, 64), { precision: { dim: 64, bits: 8 } });
      expect((await loadPack(readerOf(fine))).manifest.recall).toBeGreaterThan(0.97);
      const { manifest } = await loadPack(readerOf((await encodePack(input(600, 64))).files));
      const bytes = manifest.shards.reduce((sum, { vectors }) => sum + vectors.bytes, 0);
      expect(bytes).toBeLessThan(1.1 * 600 * 32);
      expect(manifest.recall).toBeGreaterThan(0.85); // lower than for real rows, since random ones have no structure
    },
  );

  it('copies model files under hashed names', async () => {
    const model = { id: 'tiny', files: new Map([['onnx/model_quantized.onnx', new Uint8Array([1, 2, 3])]]) };
    const { files } = await encodePack({ ...input(2), model });
    const { manifest } = await loadPack(readerOf(files));
    const entry = manifest.model!.files['onnx/model_quantized.onnx']!;
    expect(entry.file).toMatch(/^model\/model_quantized-[0-9a-f]{16}\.onnx$/);
    expect(files.get(entry.file)).toEqual(new Uint8Array([1, 2, 3]));
  });
});

describe('a damaged pack', () => {
  it('is refused if any bit outside the manifest is flipped', async () => {
    const { files } = await encodePack(input(40));
    const names = [...files.keys()].filter((name) => !/^manifest|^projection/.test(name)); // only a search reads it
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.nat({ max: 7 }), async (name, index, bit) => {
        const broken = files.get(name)!.slice();
        broken[index % broken.length]! ^= 1 << bit;
        await expect(loadPack(readerOf(new Map(files).set(name, broken)))).rejects.toMatchObject({
          code: 'bad-pack',
        });
      }),
    );
  });

  it('is refused if a file is cut short', async () => {
    const { files } = await encodePack(input(40));
    for (const [name, bytes] of files) {
      if (name.startsWith('projection')) continue; // only a search reads it
      const cut = new Map(files).set(name, bytes.slice(0, -5));
      await expect(loadPack(readerOf(cut))).rejects.toMatchObject({ code: 'bad-pack' });
    }
  });

  it.each([
    [
      'version that is newer',
      (manifest: Record<string, unknown>) => (manifest['version'] = 99),
      'pack-version',
    ],
    [
      'version that is older',
      (manifest: Record<string, unknown>) => (manifest['version'] = 1),
      'pack-version',
    ],
    [
      'number of rows that differs from the shards',
      (manifest: Record<string, unknown>) => (manifest['rows'] = 4),
      'bad-pack',
    ],
    [
      'number of items that differs from the shards',
      (manifest: Record<string, unknown>) => (manifest['items'] = 4),
      'bad-pack',
    ],
    [
      'format of another kind',
      (manifest: Record<string, unknown>) => (manifest['format'] = 'other'),
      'bad-pack',
    ],
    [
      'dim that is not a multiple of 4',
      (manifest: Record<string, unknown>) => (manifest['dim'] = 7),
      'bad-pack',
    ],
  ])('is refused with a %s', async (_, change, code) => {
    await expect(loadPack(readerOf(await withManifest(change)))).rejects.toMatchObject({ code });
  });

  it('is refused if the manifest names a file outside the pack', async () => {
    const files = await withManifest((manifest) => {
      (manifest['shards'] as { vectors: { file: string } }[])[0]!.vectors.file = '../secret.bin';
    });
    await expect(loadPack(readerOf(files))).rejects.toMatchObject({ code: 'bad-pack' });
  });

  it('is refused if the host answers with an HTML page', async () => {
    const files = new Map([['manifest.json', new TextEncoder().encode('<!doctype html>')]]);
    await expect(loadPack(readerOf(files))).rejects.toMatchObject({ code: 'bad-pack' });
  });
});

describe('encodePack', () => {
  it('refuses columns that do not have a value for each item', async () => {
    await expect(encodePack({ ...input(3), columns: noColumns(2) })).rejects.toMatchObject({
      code: 'bad-shape',
    });
  });

  it('refuses a vector that is not finite', async () => {
    const embeddings = new Float32Array(24).fill(NaN);
    await expect(encodePack({ ...input(3), embeddings })).rejects.toMatchObject({ code: 'bad-argument' });
  });
});
