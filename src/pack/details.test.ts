import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../core/feed/ids.ts';
import { noColumns } from '../core/catalogue.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import type { Item } from '../types.ts';
import { bytes, damaged, RUNS, spoilt, tellTried, text, tryIt } from '../testing/untrusted.ts';
import { deflate } from './deflate.ts';
import { loadDetailedPack } from './details.ts';
import { decodeDetails, encodeDetails } from './details-file.ts';
import { encodeDelta } from './encode-delta.ts';
import { encodePack } from './encode.ts';
import { loadPack } from './load.ts';

tellTried('Input: files of details, fuzzed');

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const readerOf = (files: Files) => (file: string) => {
  const content = files.get(file);
  return content ? Promise.resolve(content.slice().buffer) : Promise.reject(new Error(`no ${file}`));
};

const DIM = 8;

function inputOf(items: readonly Item[]) {
  const embeddings = randomRows(items.length, DIM, seeded(items.length));
  return { items, dim: DIM, embeddings, columns: noColumns(items.length), options: {} };
}

const one = fc.oneof(text, fc.constantFrom('Red', 'Blue', 'größe', '赤', '🟥', 'S', '12,5'));
const values = fc.array(one, { minLength: 1, maxLength: 30 });
const item = fc
  .record(
    {
      id: fc.string({ unit: 'binary', minLength: 1 }),
      title: fc.constant('A'),
      rating: fc.double({ min: 0, max: 5, noNaN: true }).map((rating) => rating + 0),
      reviewCount: fc.nat(),
      gtin: fc.constantFrom('4006381333931', '9783161484100'),
      mpn: one,
      ids: fc.array(one, { minLength: 1, maxLength: 6 }),
      attributes: fc
        .array(fc.tuple(fc.oneof(text, fc.constantFrom('colour', 'size', 'tags')), values), {
          minLength: 1,
          maxLength: 8,
        })
        .map((pairs) => Object.fromEntries(pairs)),
    },
    { requiredKeys: ['id', 'title'], noNullPrototype: true },
  )
  .map(({ ids = [], ...rest }): Item => {
    const further = inOrder(ids, rest); // as a feed's reader gives them
    return { ...rest, ...(further.length > 0 && { ids: further }) };
  });
const catalogue = fc.uniqueArray(item, { selector: ({ id }) => id, minLength: 1, maxLength: 25 });

describe('the details of a pack', () => {
  it('give every item its ids, attributes and rating back, whatever texts they are', async () => {
    await fc.assert(
      fc.asyncProperty(catalogue, async (items) => {
        const { files } = await encodePack(inputOf(items));
        const pack = await loadDetailedPack(readerOf(files));
        for (const expected of items) expect(pack.items[pack.rowOf.get(expected.id)!]).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('are right after a delta too, and an item with other details is new in it', async () => {
    const all = Array.from({ length: 600 }, (_, i): Item => ({
      id: `sku-${i}`,
      title: `Item ${i}`,
      ids: [`p-${i}`],
      attributes: { colour: [i % 2 ? 'Red' : 'Blue'], size: ['S'] },
    }));
    const before = await encodePack(inputOf(all));
    const now = all.slice(3).map((old, i): Item => {
      if (i !== 10) return { ...old, attributes: { size: ['S'], colour: old.attributes!.colour! } };
      return { ...old, ids: ['other'], attributes: { colour: ['Green', 'Red'] } };
    });
    const delta = await encodeDelta(inputOf(now), readerOf(before.files));
    expect(delta?.manifest.shards.at(-1)?.rows).toBe(1);
    const pack = await loadDetailedPack(readerOf(new Map([...before.files, ...delta!.files])));
    for (const expected of now) expect(pack.items[pack.rowOf.get(expected.id)!]).toEqual(expected);
    expect(pack.items).toHaveLength(now.length);
  });

  it('are files of their own, which a shelf does not read', async () => {
    const { files, manifest } = await encodePack(
      inputOf([{ id: 'a', title: 'A', mpn: 'M', attributes: { size: ['S'] } }]),
    );
    const read: string[] = [];
    await loadPack((file) => {
      read.push(file);
      return readerOf(files)(file);
    });
    const [shard] = manifest.shards;
    expect(read).not.toContain(shard!.ids!.file);
    expect(read).not.toContain(shard!.attributes!.file);
    const bare = await encodePack(inputOf([{ id: 'a', title: 'A' }]));
    expect(bare.manifest.shards[0]).not.toHaveProperty('attributes');
  });

  it('are refused if their file is damaged', async () => {
    const { files, manifest } = await encodePack(
      inputOf([{ id: 'a', title: 'A', attributes: { size: ['S'] } }]),
    );
    const { file } = manifest.shards[0]!.attributes!;
    const broken = files.get(file)!.slice();
    broken[3]! ^= 1;
    await expect(loadDetailedPack(readerOf(new Map(files).set(file, broken)))).rejects.toMatchObject({
      code: 'bad-pack',
    });
  });
});

describe('a file of details', () => {
  const lists = new Map([
    ['colour', [['Red'], undefined, ['Blue', 'Red']]],
    ['size', [['S'], ['M'], ['S']]],
  ]);

  it('has a right answer or a coded error for any content', async () => {
    const file = await encodeDetails(lists, 3, deflate);
    const column = {
      name: 'colour',
      values: ['Red', 'Blue'],
      gaps: [0, 1],
      counts: [1, 2],
      codes: [0, 0, 1],
    };
    const spoiltFiles = spoilt({ version: 1, rows: 3, columns: [column] }).map((value) =>
      new TextEncoder().encode(fc.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, damaged(file)), (given) =>
        tryIt(async () => {
          for (const column of (await decodeDetails(given, 3)).values()) expect(column).toHaveLength(3);
        }),
      ),
      { numRuns: RUNS },
    );
    await fc.assert(
      fc.asyncProperty(spoiltFiles, (json) =>
        tryIt(async () => {
          const packed = await deflate(json);
          for (const column of (await decodeDetails(packed.buffer, 3)).values())
            expect(column).toHaveLength(3);
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('is refused if it is of another version or has other rows', async () => {
    const file = await encodeDetails(lists, 3, deflate);
    await expect(decodeDetails(file.buffer, 4)).rejects.toMatchObject({ code: 'bad-pack' });
    const newer = await deflate(new TextEncoder().encode('{"version":2}'));
    await expect(decodeDetails(newer.buffer, 3)).rejects.toMatchObject({ code: 'pack-version' });
  });
});
