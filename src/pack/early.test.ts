import { describe, expect, it } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { columnPriors } from '../core/ranking/priors.ts';
import { recommendEarly } from '../core/ranking/early.ts';
import { recommend } from '../core/ranking/recommend.ts';
import { limits } from '../core/testing/catalogue.ts';
import { createJsScorer } from '../core/vectors/score.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { encodeDelta } from './encode-delta.ts';
import { encodePack } from './encode.ts';
import type { PackInput } from './input.ts';
import { openPack, readManifest, type Pack } from './load.ts';

const COUNT = 700;

/** A shop whose popular, trending and new items are different ones. */
function shop(seed: number): PackInput {
  const random = seeded(seed);
  const column = () => Float32Array.from({ length: COUNT }, () => random());
  return {
    items: Array.from({ length: COUNT }, (_, i) => ({ id: `sku-${i}`, title: `Item ${i}`, price: i % 7 })),
    dim: 8,
    embeddings: randomRows(COUNT, 8, seeded(1)),
    columns: { ...noColumns(COUNT), popularity: column(), trend: column(), fresh: column() },
    options: {},
  };
}

async function open(files: Map<string, Uint8Array<ArrayBuffer>>) {
  const read = async (name: string) => files.get(name)!.slice().buffer;
  const manifest = await readManifest(read);
  const { first, rest } = await openPack(read, manifest);
  return { read, manifest, first: await first(), whole: await rest() };
}

const visitOf = (catalogue: Pack) => ({
  catalogue,
  scorer: createJsScorer(catalogue.rows),
  events: [],
  now: 0,
});

describe('the bounds that a manifest gives for rows after the first shard', () => {
  it(
    'are their best scores, in a new pack and in one that continues another',
    { tags: ['slow'] },
    async () => {
      const { files: before } = await encodePack(shop(1));
      const { read } = await open(before);
      const changed = shop(2);
      const items = changed.items.slice(0, -20).map((item, i) => (i < 10 ? { ...item, title: 'New' } : item));
      const now = {
        ...changed,
        items,
        embeddings: changed.embeddings.slice(0, items.length * 8),
        columns: Object.fromEntries(
          Object.entries(changed.columns).map(([name, values]) => [name, values.slice(0, items.length)]),
        ) as unknown as PackInput['columns'],
      };
      const delta = await encodeDelta(now, read);
      for (const files of [before, new Map([...before, ...delta!.files])]) {
        const { manifest, first, whole } = await open(files);
        expect(manifest.later).toHaveLength(2);
        for (const { mix, best } of manifest.later!)
          expect(best).toBe(Math.max(...columnPriors(whole.columns, mix).subarray(first.items.length)));
        for (const model of ['trending-items', 'recommended-for-you'] as const) {
          const early = await recommendEarly(visitOf(first), { model }, limits(), manifest.later);
          if (early) expect(early).toEqual(await recommend(visitOf(whole), { model }, limits()));
        }
      }
    },
  );

  it('let a new shopper have the shelf from the first shard alone', async () => {
    const { manifest, first, whole } = await open((await encodePack(shop(3))).files);
    const request = { model: 'recommended-for-you' } as const;
    const early = await recommendEarly(visitOf(first), request, limits(), manifest.later);
    expect(early?.ranked).toHaveLength(8);
    expect(early).toEqual(await recommend(visitOf(whole), request, limits()));
  });

  it('are left out of the manifest of a pack with one shard', async () => {
    const { items, embeddings, columns, ...rest } = shop(4);
    const cut = Object.entries(columns).map(([name, values]) => [name, values.slice(0, 9)]);
    const small = { items: items.slice(0, 9), embeddings: embeddings.slice(0, 72), ...rest };
    const { manifest } = await open(
      (await encodePack({ ...small, columns: Object.fromEntries(cut) as typeof columns })).files,
    );
    expect(manifest.later).toBeUndefined();
  });
});
