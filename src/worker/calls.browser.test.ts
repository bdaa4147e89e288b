import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { toEvent } from '../core/history/event.ts';
import { MODELS } from '../core/ranking/recommend.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { itemHints } from '../core/history/item-hints.ts';
import { VitrineError } from '../errors.ts';
import { encodePack } from '../pack/encode.ts';
import type { EventName, EventParameters, ProfileFile, RecommendOptions, Shelf } from '../types.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './testing/open-engine.ts';

const IDS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a\0b',
  '\ud800',
  '5',
  'sku-1',
  'sku-2',
  'sku-3',
  'sku-4',
];

async function open(): Promise<Engine> {
  const columns = noColumns(IDS.length);
  columns.trend.fill(0.5);
  columns.rebuy.fill(0.5);
  const { files } = await encodePack({
    items: IDS.map((id, i) => ({
      id,
      title: `<img src=x onerror=alert(${i})>`,
      category: i % 2 ? '__proto__' : 'Shoes > Boots',
      brand: 'constructor',
      price: i,
      url: 'javascript:alert(1)',
      ...(i > 8 && { group: '__proto__' }),
    })),
    dim: 8,
    embeddings: randomRows(IDS.length, 8, seeded(1)),
    columns,
    options: {},
  });
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) => {
    const file = files.get(String(url).replace('https://shop.test/pack/', ''));
    return Promise.resolve(new Response(file ?? null, { status: file ? 200 : 404 }));
  });
  return openEngine('https://shop.test/pack/manifest.json', 'js');
}

afterEach(() => {
  vi.restoreAllMocks();
});

const anything = fc.anything({
  withBigInt: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withDate: true,
});
const id = fc.oneof(fc.constantFrom(...IDS), fc.string(), fc.integer());
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: right, weight: 60 }, { arbitrary: anything, weight: 1 });
const filters = fc.record(
  {
    category: mostly(fc.constantFrom('__proto__', 'Shoes > Boots')),
    brand: mostly(fc.array(fc.constantFrom('constructor', 'toString'))),
    minPrice: mostly(fc.double()),
    maxPrice: mostly(fc.double()),
    inStock: mostly(fc.boolean()),
  },
  { requiredKeys: [] },
);
const adjustment = fc.record(
  {
    filters: mostly(filters),
    objectIDs: mostly(fc.array(id)),
    by: mostly(fc.double({ min: 0, max: 1e308, noNaN: true })),
  },
  { requiredKeys: [] },
);
const rules = fc.record(
  {
    pin: mostly(fc.array(fc.record({ objectID: mostly(id), position: mostly(fc.integer({ min: 1 })) }))),
    boost: mostly(fc.array(adjustment, { maxLength: 3 })),
    bury: mostly(fc.array(adjustment, { maxLength: 3 })),
    diversity: mostly(fc.double({ min: 0, max: 1 })),
    calibration: mostly(fc.double({ min: 0, max: 1 })),
    variants: mostly(fc.boolean()),
  },
  { requiredKeys: [] },
);
const request = fc.record(
  {
    model: mostly(fc.constantFrom(...MODELS)),
    limit: mostly(fc.integer({ min: 1, max: 100 })),
    objectIDs: mostly(fc.array(id)),
    filters: mostly(filters),
    include: mostly(fc.array(id)),
    exclude: mostly(fc.array(id)),
    threshold: mostly(fc.double({ noNaN: true })),
    rules: mostly(rules),
    fallback: mostly(fc.constantFrom(...MODELS)),
    without: mostly(
      fc.record(
        { event: fc.constantFrom('view_item', 'purchase'), objectID: id },
        { requiredKeys: ['event'] },
      ),
    ),
  },
  { requiredKeys: ['model'] },
);
const item = fc.record(
  { item_id: mostly(id), item_name: mostly(fc.string()), also: mostly(fc.array(id)) },
  { requiredKeys: ['item_id'] },
);
const event = fc.tuple(
  mostly(
    fc.constantFrom(
      'view_item',
      'add_to_cart',
      'purchase',
      'like',
      'hide',
      'mute',
      'view_item_list',
      'search',
    ),
  ),
  mostly(
    fc.record(
      {
        items: mostly(fc.array(mostly(item), { maxLength: 5 })),
        at: mostly(fc.double({ noNaN: true, noDefaultInfinity: true })),
        search_term: mostly(fc.string()),
      },
      { requiredKeys: [] },
    ),
  ),
);

/** The result of a call; undefined if it ends in an error with a code. */
async function answer<Result>(call: () => Promise<Result> | Result): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    expect(error).toBeInstanceOf(VitrineError);
    return undefined;
  }
}

function expectSound({ items }: Shelf): void {
  const shown = items.map(({ objectID }) => objectID);
  expect(new Set(shown).size).toBe(shown.length);
  for (const { objectID, title, _score, reasons } of items) {
    expect(IDS).toContain(objectID);
    expect(title).toBe(`<img src=x onerror=alert(${IDS.indexOf(objectID)})>`);
    expect(_score).not.toBeNaN();
    for (const { share } of reasons) expect(share).not.toBeNaN();
  }
}

it('every call ends in a sound shelf or in an error with a code, whatever it is given', async () => {
  const engine = await open();
  let shelves = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 6 }), request, async (events, options) => {
      for (const [name, parameters] of events) {
        await answer(() => {
          const tracked = toEvent(name as EventName, parameters as EventParameters, Date.now());
          return engine.track(tracked, itemHints(parameters as EventParameters));
        });
      }
      const shelf = await answer(() => engine.recommend(options as RecommendOptions));
      if (shelf) {
        shelves++;
        expectSound(shelf);
      }
      await answer(() => engine.recommend([options, options] as RecommendOptions[]));
      await engine.profile();
      const file = (await engine.exportProfile()) as ProfileFile;
      await answer(() => engine.importProfile(structuredClone(file)));
      expect(await engine.exportProfile()).toEqual(file);
      if (file.events.length > 60) await engine.eraseProfile();
    }),
    { numRuns: 300 },
  );
  expect(shelves).toBeGreaterThan(30);
  expect(Object.keys(Object.prototype)).toEqual([]);
  await engine.dispose();
});

it.each([
  'recommend',
  'queryModel',
  'importProfile',
  'exportProfile',
  'setConsent',
  'forget',
  'setGiftMode',
  'trendingFacets',
] as const)('%s ends in an error with a code or an answer, whatever it is given', async (name) => {
  const engine = await open();
  const call = engine[name].bind(engine) as (...given: unknown[]) => Promise<unknown>;
  const given = name === 'recommend' ? fc.oneof(anything, fc.array(anything)) : anything;
  await fc.assert(
    fc.asyncProperty(given, anything, async (first, second) => {
      if (name === 'setConsent') return; // the page checks it
      await answer(() => call(first, second));
    }),
    { numRuns: 100 },
  );
  await engine.dispose();
});

it('accepts numbers as ids, as shops send them', async () => {
  const engine = await open();
  const ids = [5] as unknown as string[];
  const related = await engine.recommend({ model: 'related-products', objectIDs: ids, threshold: -1 });
  const named = await engine.recommend({ model: 'related-products', objectIDs: ['5'], threshold: -1 });
  expect(related.items).toEqual(named.items);
  expect(related.items.length).toBeGreaterThan(0);
  await engine.dispose();
});

it('shows what trends in a category, as its filter does, and which categories trend', async () => {
  const engine = await open();
  const facet = { facetName: 'category', facetValue: 'Shoes > Boots' } as const;
  const trending = await engine.recommend({ model: 'trending-items', ...facet });
  const filtered = await engine.recommend({
    model: 'trending-items',
    filters: { category: 'Shoes > Boots' },
  });
  expect(trending.items.length).toBeGreaterThan(2);
  expect(trending.items).toEqual(filtered.items);
  expect(await engine.trendingFacets({ facetName: 'category' })).toEqual([
    { ...facet, _score: 3 },
    { facetName: 'category', facetValue: '__proto__', _score: 2.5 },
  ]);
  expect(await engine.trendingFacets({ facetName: 'brand', limit: 1 })).toEqual([
    { facetName: 'brand', facetValue: 'constructor', _score: 5.5 },
  ]);
  await engine.dispose();
});

it.each([
  { facetName: 'category' },
  { facetValue: 'Shoes' },
  { facetName: 'colour', facetValue: 'red' },
  { facetName: 'category', facetValue: 'Shoes', filters: { category: 'Hats' } },
])('refuses the facet %j', async (given) => {
  const engine = await open();
  const request = { model: 'trending-items', ...given } as RecommendOptions;
  await expect(engine.recommend(request)).rejects.toMatchObject({ code: 'bad-argument' });
  await engine.dispose();
});
