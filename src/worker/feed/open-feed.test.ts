import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import type { Catalogue } from '../../core/catalogue.ts';
import { quantiseRows } from '../../core/vectors/quantise.ts';
import type { TextModel } from '../text-model.ts';
import { openFeed } from './open-feed.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A vector that only its text has. */
const vectorOf = (text: string) =>
  Float32Array.of(text.length, ...[...text].slice(-3).map((c) => c.charCodeAt(0)));

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly price: number;
}

/** Opens a feed that `feed` holds, and counts what is embedded. */
async function open(feed: { entries: readonly Entry[] }) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(feed.entries))));
  const embedded: string[] = [];
  const textModel = {
    embedAll: (texts: readonly string[]) => {
      embedded.push(...texts);
      return Promise.resolve(texts.map(vectorOf));
    },
  } as Partial<TextModel> as TextModel;
  const quiet = () => Promise.resolve();
  const opened = await openFeed('https://shop.example/feed.json', { model: '/model/', textModel, quiet });
  return { opened, embedded };
}

async function lastOf(steps: AsyncGenerator<Catalogue>): Promise<Catalogue | undefined> {
  let last: Catalogue | undefined;
  for await (const catalogue of steps) last = catalogue;
  return last;
}

const entry = fc.record({
  id: fc.constantFrom(...'abcdefgh'),
  title: fc.constantFrom('red shoe', 'blue hat', 'lamp', 'oak table', 'desk'),
  price: fc.integer({ min: 1, max: 3 }),
});
const entries = fc.uniqueArray(entry, { selector: ({ id }) => id, minLength: 1 });

it('a feed that is read again has its items as they are now, and embeds only texts that are new', async () => {
  await fc.assert(
    fc.asyncProperty(entries, entries, async (before, after) => {
      const feed = { entries: before };
      const { opened, embedded } = await open(feed);
      await lastOf(opened.rest());
      const known = new Set(embedded);
      embedded.length = 0;
      feed.entries = after;
      const renewed = await lastOf(opened.renew());
      if (JSON.stringify(before) === JSON.stringify(after)) {
        expect(renewed).toBeUndefined();
        return;
      }
      expect(embedded.filter((text) => known.has(text))).toEqual([]);
      expect(new Set(embedded).size).toBe(embedded.length);
      expect(renewed!.items.map(({ id, title, price }) => [id, title, price])).toEqual(
        after.map(({ id, title, price }) => [id, title, price]),
      );
      // A feed that was opened as it is now has the same rows.
      const { opened: anew } = await open({ entries: after });
      const { rows } = (await lastOf(anew.rest())) ?? anew.catalogue;
      expect([renewed!.rows.data, renewed!.rows.scales]).toEqual([rows.data, rows.scales]);
    }),
  );
});

it('a feed that is read again while its texts were not all embedded embeds the others too', async () => {
  const all = Array.from({ length: 70 }, (_, i) => ({ id: `${i}`, title: `item ${i}`, price: 1 }));
  const feed = { entries: all };
  const { opened, embedded } = await open(feed);
  expect(opened.catalogue.rows.count).toBe(64);
  feed.entries = all.map((one) => ({ ...one, price: 2 }));
  const renewed = await lastOf(opened.renew());
  expect([renewed?.items.length, renewed?.items.at(-1)?.price, new Set(embedded).size]).toEqual([70, 2, 70]);
  expect(renewed?.rows.data).toEqual(
    quantiseRows(Float32Array.from(embedded.flatMap((text) => [...vectorOf(text)])), 4).data,
  );
});
