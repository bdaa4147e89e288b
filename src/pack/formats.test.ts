/** Readers of a pack's files are given damaged, hostile and random content. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { VitrineError } from '../errors.ts';
import { bytes, damaged, hostile, RUNS, spoilt, tellTried, text, tryIt, utf8 } from '../testing/untrusted.ts';
import type { Item } from '../types.ts';
import { decodeColumns, encodeColumns } from './columns-file.ts';
import { deflate } from './deflate.ts';
import { encodePack } from './encode.ts';
import { decodeItems, encodeItems } from './items.ts';
import { loadPack } from './load.ts';
import { parseManifest } from './manifest.ts';
import { decodePrices } from './prices.ts';
import { decodeProjection, encodeProjection } from './projection-file.ts';
import { decodeRowList, encodeRowList } from './row-list.ts';
import { withDigest } from './digest.ts';
import { sha256 } from './sha256.ts';
import { decodeTable, encodeTable } from './table-file.ts';
import { decodeVectors, encodeVectors } from './vectors.ts';

tellTried("Input: a pack's files, fuzzed");

async function shop(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const { files } = await encodePack({
    items: Array.from({ length: 9 }, (_, i) => ({ id: `sku-${i}`, title: `Item ${i}` })),
    dim: 8,
    embeddings: randomRows(9, 8, seeded(1)),
    columns: noColumns(9),
    options: {},
  });
  return files;
}

describe('a reader gives a coded error or a right answer for', () => {
  it('any manifest', async () => {
    const manifest = JSON.parse(new TextDecoder().decode((await shop()).get('manifest.json'))) as object;
    const texts = fc.oneof(
      text,
      hostile,
      fc.json(),
      spoilt(manifest).map((value) => fc.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(texts, (given) => tryIt(() => parseManifest(given))),
      { numRuns: RUNS },
    );
  });

  it('any manifest with a valid digest, and the files that it names', async () => {
    const files = await shop();
    const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as { shards: object[] };
    const values = fc.oneof(fc.jsonValue(), fc.nat(), fc.integer(), text);
    const paths = fc.constantFrom(
      'items',
      'dim',
      'shards',
      'tables',
      'model',
      'sensitive',
      'options',
      'recall',
      'first',
      'rows',
      'vectors',
    );
    await fc.assert(
      fc.asyncProperty(paths, values, (path, value) =>
        tryIt(async () => {
          const [shard] = manifest.shards;
          const changed =
            path in manifest
              ? { ...manifest, [path]: value }
              : { ...manifest, shards: [{ ...shard, [path]: value }] };
          const own = JSON.parse(JSON.stringify(changed)) as object;
          const text = JSON.stringify(await withDigest(own));
          const pack = await loadPack((file) => {
            const content = file === 'manifest.json' ? utf8(text) : files.get(file)?.slice().buffer;
            return content
              ? Promise.resolve(content)
              : Promise.reject(new VitrineError('pack-load', `no ${file}`));
          });
          expect(pack.items).toHaveLength(9);
          expect(pack.rows.count).toBe(9);
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('any shard', async () => {
    const shard = await encodeVectors(
      new Float32Array(24).fill(0.5),
      new Float32Array(8).fill(0.01),
      deflate,
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, damaged(shard)), (given) => tryIt(() => decodeVectors(given, 3, 8))),
      { numRuns: RUNS },
    );
  });

  it('any file of columns, and any list of rows', async () => {
    const columns = await encodeColumns(noColumns(3), deflate);
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, damaged(columns)), (given) => tryIt(() => decodeColumns(given, 3))),
      { numRuns: RUNS },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, damaged(encodeRowList([1, 4, 7]))), (given) =>
        tryIt(() => {
          expect(decodeRowList(given, 9).every((row) => row < 9)).toBe(true);
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('any projection, and any file of prices', async () => {
    const projection = encodeProjection({ from: 4, dim: 4, basis: new Float32Array(16) });
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, damaged(projection)), (given) => tryIt(() => decodeProjection(given))),
      { numRuns: RUNS },
    );
    const prices = { format: 'vitrine-prices', version: 1, items: [['a', { price: 3 }]] };
    const texts = fc.oneof(
      hostile,
      spoilt(prices).map((value) => fc.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, texts.map(utf8)), (given) => tryIt(() => decodePrices(given))),
      { numRuns: RUNS },
    );
  });

  it('any table', async () => {
    const table = {
      offsets: Uint32Array.of(0, 1, 2, 2),
      targets: Uint16Array.of(1, 2),
      weights: Uint8Array.of(9, 8),
      scale: 1,
    };
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, damaged(encodeTable({ table, rows: 3 }))), (given) =>
        tryIt(() => {
          const { offsets, targets } = decodeTable(given, 3).table;
          expect([...targets].every((row) => row < 3)).toBe(true);
          expect(offsets.at(-1)).toBe(targets.length);
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('any file of items', async () => {
    const columns = { id: ['a', 'b'], title: ['A', 'B'], price: [1, null], url: [null, '/b'] };
    const texts = fc.oneof(
      hostile,
      spoilt(columns).map((value) => fc.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, texts.map(utf8)), (given) =>
        tryIt(() => {
          for (const { id, title } of decodeItems(given, 2))
            expect([typeof id, typeof title]).toEqual(['string', 'string']);
        }),
      ),
      { numRuns: RUNS },
    );
  });
});

it('items keep their ids and titles, also lone surrogates, NUL, names of prototypes and a megabyte of text', async () => {
  const ids = ['__proto__', 'constructor', 'toString', 'a\0b', '\ud800', '‮', ' ', '5'];
  const items: Item[] = ids.map((id, i) => ({
    id,
    title: i === 0 ? '𝕏'.repeat(250_000) : `<img src=x onerror=alert(${i})>`,
  }));
  const decoded = decodeItems(encodeItems(items).buffer, ids.length);
  expect(decoded).toEqual(items);
  const { files } = await encodePack({
    items,
    dim: 4,
    embeddings: randomRows(ids.length, 4, seeded(2)),
    columns: noColumns(ids.length),
    options: {},
  });
  const pack = await loadPack((file) => Promise.resolve(files.get(file)!.slice().buffer));
  for (const { id, title } of items) expect(pack.items[pack.rowOf.get(id)!]!.title).toBe(title);
  expect(await sha256(new Uint8Array())).toHaveLength(64);
});
