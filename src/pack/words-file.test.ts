import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { bytes, damaged, RUNS, tellTried, tryIt } from '../testing/untrusted.ts';
import type { Item } from '../types.ts';
import { deflate } from './deflate.ts';
import { encodeDelta } from './encode-delta.ts';
import { encodePack } from './encode.ts';
import { loadPack } from './load.ts';
import { filesOf } from './manifest.ts';
import { loadWords } from './words.ts';
import { decodeWords, encodeWords } from './words-file.ts';

tellTried('Input: files of words, fuzzed');

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
const readerOf = (files: Files) => (file: string) => {
  const content = files.get(file);
  return content ? Promise.resolve(content.slice().buffer) : Promise.reject(new Error(`no ${file}`));
};

const words = fc.array(
  fc.uniqueArray(
    fc.oneof(fc.constantFrom('wool', 'woollen', 'größe', '赤い', '64gb'), fc.string({ unit: 'grapheme' })),
    { maxLength: 30 },
  ),
  { maxLength: 20 },
);
const sorted = (lists: readonly (readonly string[])[]) => lists.map((own) => own.toSorted());

describe('a file of words', () => {
  it('gives each row its words back', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (lists) => {
        const file = await encodeWords(lists, deflate);
        expect(sorted(await decodeWords(file.buffer, lists.length))).toEqual(sorted(lists));
      }),
    );
  });

  it('has a right answer or a coded error for any content', async () => {
    const file = await encodeWords([['wool', 'woollen'], [], ['wool', '64gb']], deflate);
    const inflated = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.uint8Array({ maxLength: 60 }).map((end) => Uint8Array.from([1, 3, ...end])),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, damaged(file)), (given) => tryIt(() => decodeWords(given, 3))),
      { numRuns: RUNS },
    );
    await fc.assert(
      fc.asyncProperty(inflated, (given) =>
        tryIt(async () => decodeWords((await deflate(new Uint8Array(given))).buffer, 3)),
      ),
      { numRuns: RUNS },
    );
  });

  it('is refused if it is of another version or has other rows', async () => {
    const file = await encodeWords([['wool']], deflate);
    await expect(decodeWords(file.buffer, 2)).rejects.toMatchObject({ code: 'bad-pack' });
    const newer = await deflate(Uint8Array.of(2));
    await expect(decodeWords(newer.buffer, 1)).rejects.toMatchObject({ code: 'pack-version' });
  });

  it('does not unfold to words longer than 255 bytes, and leaves such words out', async () => {
    const file = await encodeWords([['x'.repeat(300), 'wool']], deflate);
    expect(await decodeWords(file.buffer, 1)).toEqual([['wool']]);
    const unfolding = await deflate(Uint8Array.of(1, 1, 2, 256, ...[0, 200], ...[200, 56]));
    await expect(decodeWords(unfolding.buffer, 1)).rejects.toMatchObject({ code: 'bad-pack' });
  });
});

describe('the words of a pack', () => {
  const items = Array.from({ length: 100 }, (_, i): Item => ({ id: `sku-${i}`, title: `Item ${i}` }));
  const told = items.map((_, i) => [`own${i}`, 'soft', 'warm', 'light']);
  const inputOf = (some: readonly Item[], own: readonly (readonly string[])[]) => ({
    items: some,
    words: own,
    dim: 8,
    embeddings: randomRows(some.length, 8, seeded(1)),
    columns: noColumns(some.length),
    options: {},
  });

  it('are a file of their own, which a shelf does not read and a pack may lack', async () => {
    const { files, manifest } = await encodePack(inputOf(items, told));
    const read: string[] = [];
    const pack = await loadPack((file) => {
      read.push(file);
      return readerOf(files)(file);
    });
    const { file } = manifest.shards[0]!.words!;
    expect(read).not.toContain(file);
    expect(filesOf(manifest).map(({ file: name }) => name)).toContain(file);
    const loaded = await loadWords(readerOf(files), manifest);
    expect(loaded[pack.rowOf.get('sku-7')!]!.toSorted()).toEqual(['light', 'own7', 'soft', 'warm']);
    const bare = await encodePack(
      inputOf(
        items,
        items.map(() => []),
      ),
    );
    expect(bare.manifest.shards[0]).not.toHaveProperty('words');
    expect(await loadWords(readerOf(bare.files), bare.manifest)).toHaveLength(items.length);
  });

  it('make an item new in a delta if most of them are others', async () => {
    const before = await encodePack(inputOf(items, told));
    const now = told.map((own, i) =>
      i === 3 ? ['wholly', 'different'] : i === 4 ? [...own.slice(1), 'dry'] : own,
    );
    const delta = await encodeDelta(inputOf(items.slice(1), now.slice(1)), readerOf(before.files));
    expect(delta?.manifest.shards.at(-1)?.rows).toBe(1);
    const files = readerOf(new Map([...before.files, ...delta!.files]));
    const pack = await loadPack(files);
    const loaded = await loadWords(files, delta!.manifest);
    expect(loaded).toHaveLength(99);
    expect(loaded[pack.rowOf.get('sku-3')!]!.toSorted()).toEqual(['different', 'wholly']);
    expect(loaded[pack.rowOf.get('sku-9')!]).toContain('own9');
  });

  it('are refused if there is not a list for each item', async () => {
    await expect(encodePack(inputOf(items, [['soft']]))).rejects.toMatchObject({ code: 'bad-shape' });
  });
});
