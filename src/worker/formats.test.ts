/** What the browser reads from outside, of which it must believe nothing. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { soaking, tellSoak } from '../../e2e/soak/tell.ts';
import { toEvent } from '../core/event.ts';
import { noColumns } from '../core/catalogue.ts';
import { checkedProfileFile } from '../core/profile-file.ts';
import { randomRows, seeded } from '../core/random.ts';
import { toldOf } from '../core/told.ts';
import { VitrineError } from '../errors.ts';
import { decodeColumns, encodeColumns } from '../pack/columns-file.ts';
import { deflate } from '../pack/deflate.ts';
import { encodePack } from '../pack/encode.ts';
import { decodeItems, encodeItems } from '../pack/items.ts';
import { loadPack } from '../pack/load.ts';
import { parseManifest } from '../pack/manifest.ts';
import { decodePrices } from '../pack/prices.ts';
import { decodeProjection, encodeProjection } from '../pack/projection-file.ts';
import { decodeRowList, encodeRowList } from '../pack/row-list.ts';
import { sealed } from '../pack/seal.ts';
import { sha256 } from '../pack/sha256.ts';
import { decodeTable, encodeTable } from '../pack/table-file.ts';
import { decodeVectors, encodeVectors } from '../pack/vectors.ts';
import type { EventName, EventParameters, Item } from '../types.ts';
import { readMerchantXml } from './feed/merchant-xml.ts';
import { readFeed } from './feed/read-feed.ts';
import { checkedRequest, checkedSearch } from './request.ts';

const RUNS = soaking ? 5000 : 200;
let tried = 0;
const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype] as const;
const before = prototypes.map((one) => Reflect.ownKeys(one).join);

afterAll(() => {
  tellSoak({ what: 'Input: file formats and values, fuzzed', rounds: tried, faults: tried, wrong: 0 });
});

/** Tries a reader: it gives something or a coded error, and leaves every prototype alone. */
async function tryIt(read: () => unknown): Promise<void> {
  tried++;
  try {
    await read();
  } catch (error) {
    expect(error).toBeInstanceOf(VitrineError);
  }
  expect(prototypes.map((one) => Reflect.ownKeys(one).join)).toEqual(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
/** Text that has broken things before. */
const text = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '',
    '\0',
    'a\0b',
    '\ud800',
    'x\udc00y',
    '‮',
  ),
  fc.string({ unit: 'binary' }),
);
/** JSON as an attacker writes it, `__proto__` among its keys. */
const hostile = fc
  .array(fc.tuple(text, fc.oneof(fc.jsonValue(), fc.constant({ polluted: true }))), { maxLength: 8 })
  .map(
    (pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
  );
const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => array.slice().buffer);
const utf8 = (given: string) => new TextEncoder().encode(given).buffer as ArrayBuffer;

/** A value with what is at one of its places replaced. */
const spoilt = (value: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(value)), fc.oneof(anything, text))
    .map(([key, other]) => ({ ...value, [key]: other }));

async function shop(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  return encodePack({
    items: Array.from({ length: 9 }, (_, i) => ({ id: `sku-${i}`, title: `Item ${i}` })),
    dim: 8,
    embeddings: randomRows(9, 8, seeded(1)),
    columns: noColumns(9),
    options: {},
  });
}

/** A whole file with some of its bytes changed, so that it gets past the first checks. */
const damaged = (whole: Uint8Array) =>
  fc
    .array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
    .map((changes) => {
      const copy = whole.slice();
      for (const [at, byte] of changes) copy[at] = byte;
      return copy.buffer as ArrayBuffer;
    });

describe('a coded error or a right answer comes of', () => {
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

  it('any manifest that is sealed, and what it names', async () => {
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
          const text = JSON.stringify(await sealed(own));
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
      fc.asyncProperty(fc.oneof(bytes, damaged(shard)), (given) => tryIt(() => decodeVectors(given))),
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

  it('any profile file', async () => {
    const event = { name: 'view_item', ids: ['a'], at: 1, term: 'x', texts: { a: 'A' } };
    const file = { format: 'vitrine-profile', version: 1, events: [event] };
    const files = fc.oneof(
      anything,
      hostile.map((json): unknown => JSON.parse(json)),
      spoilt(file),
      spoilt(event).map((one) => ({ ...file, events: [one] })),
    );
    await fc.assert(
      fc.asyncProperty(files, (given) => tryIt(() => checkedProfileFile(given))),
      { numRuns: RUNS },
    );
  });

  it('any feed in JSON', async () => {
    const product = {
      id: 1,
      title: 'A',
      handle: 'a',
      variants: [{ id: 2, sku: 'S', price: '1.00' }],
      images: [{ src: 'x' }],
    };
    const texts = fc.oneof(
      text,
      hostile,
      hostile.map((json) => `[${json}]`),
      spoilt(product).map((one) => fc.stringify([one])),
    );
    await fc.assert(
      fc.asyncProperty(texts, (given) => tryIt(() => readFeed([given], 10))),
      { numRuns: RUNS },
    );
  });

  it('any feed in XML', async () => {
    const tag = fc.constantFrom(
      'item',
      'g:id',
      'title',
      'rss',
      'channel',
      'entry',
      '__proto__',
      'constructor',
      'link',
      '!--',
      '![CDATA[',
      '!DOCTYPE x [',
      '?xml',
    );
    const piece = fc.oneof(
      text,
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      fc.tuple(tag, text).map(([name, content]) => `<${name}>${content}</${name}>`),
    );
    const xml = fc.array(piece).map((pieces) => `<rss><channel>${pieces.join('')}</channel></rss>`);
    await fc.assert(
      fc.asyncProperty(xml, (given) => tryIt(() => readMerchantXml(given))),
      { numRuns: RUNS },
    );
    await fc.assert(
      fc.asyncProperty(xml, (given) => tryIt(() => readFeed([given], 10))),
      { numRuns: RUNS },
    );
  });

  it('any event', async () => {
    const parameters = fc.oneof(
      anything,
      fc.record(
        {
          items: fc.array(
            fc.oneof(
              anything,
              fc.record({ item_id: fc.oneof(text, fc.double()), also: anything, item_name: anything }),
            ),
          ),
          at: anything,
          search_term: fc.oneof(text, anything),
          queryID: anything,
        },
        { requiredKeys: [] },
      ),
    );
    const names = fc.oneof(fc.constantFrom('view_item', 'purchase', 'search'), text, anything);
    await fc.assert(
      fc.asyncProperty(names, parameters, (name, given) =>
        tryIt(() => {
          const event = toEvent(name as EventName, given as EventParameters, 1);
          expect(event.ids.every((id) => typeof id === 'string')).toBe(true);
          expect(toldOf(given as EventParameters)).toHaveLength(event.ids.length);
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('any request', async () => {
    const request = {
      model: 'trending-items',
      limit: 8,
      filters: { category: 'a' },
      include: ['a'],
      exclude: [],
      rules: { pin: [{ objectID: 'a', position: 1 }], boost: [{ by: 1 }] },
      without: { event: 'view_item' },
    };
    const requests = fc.oneof(
      anything,
      spoilt(request),
      spoilt(request.rules).map((rules) => ({ ...request, rules })),
      spoilt(request.filters).map((filters) => ({ ...request, filters })),
    );
    await fc.assert(
      fc.asyncProperty(requests, async (given) => {
        await tryIt(() => checkedRequest(given));
        await tryIt(() => checkedSearch(given));
      }),
      { numRuns: RUNS },
    );
  });
});

it('items keep ids and titles as they are: lone surrogates, NUL, names of prototypes, a megabyte', async () => {
  const ids = ['__proto__', 'constructor', 'toString', 'a\0b', '\ud800', '‮', ' ', '5'];
  const items: Item[] = ids.map((id, i) => ({
    id,
    title: i === 0 ? '𝕏'.repeat(250_000) : `<img src=x onerror=alert(${i})>`,
  }));
  const decoded = decodeItems(encodeItems(items).buffer, ids.length);
  expect(decoded).toEqual(items);
  const files = await encodePack({
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
