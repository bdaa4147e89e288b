import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecommendOptions, ShopperEvent } from '../types.ts';
import { recommend } from './models.ts';
import { RANKING, type RankingParameters } from './parameters.ts';
import type { Limits } from './rank.ts';
import { createJsScorer } from './score.ts';
import { fadedRows } from './shopper.ts';
import { catalogueOf, event, limits, tableOf } from './testing/catalogue.ts';

// Two kinds, square to each other: shoes along x, hats along y; a shoelace that nobody would find by its text.
const ids = ['shoe', 'boot', 'sandal', 'hat', 'cap', 'lace'];
const catalogue = catalogueOf(
  [
    { id: 'shoe', title: 'Shoe', vector: [1, 0, 0, 0], category: 'shoes', price: 10, group: 'shoe' },
    { id: 'boot', title: 'Boot', vector: [0.96, 0, 0.28, 0], category: 'shoes', price: 20 },
    { id: 'sandal', title: 'Sandal', vector: [0.8, 0, 0.6, 0], category: 'shoes', group: 'sandal' },
    { id: 'hat', title: 'Hat', vector: [0, 1, 0, 0], category: 'hats', price: 30 },
    { id: 'cap', title: 'Cap', vector: [0, 0.96, 0.28, 0], category: 'hats', availability: 'out_of_stock' },
    { id: 'lace', title: 'Lace', vector: [0, 0, 0, 1], category: 'laces', price: 1 },
  ],
  {
    alsoViewed: tableOf(ids, { shoe: { boot: 128, hat: 51 }, hat: { shoe: 51 } }),
    boughtTogether: tableOf(ids, { shoe: { lace: 255 }, boot: { lace: 128, hat: 26 } }),
    next: tableOf(ids, { shoe: { lace: 128 } }),
  },
  {
    popularity: Float32Array.of(1, 0.5, 0, 0.2, 0, 0),
    trend: Float32Array.of(0, 0, 0, 1, 0.9, 0),
    fresh: Float32Array.of(0, 0, 1, 0, 0, 0),
    rebuy: Float32Array.of(0, 0, 0, 0, 0, 0.6),
  },
);
const scorer = createJsScorer(catalogue.rows);

async function shelf(
  model: RecommendOptions['model'],
  events: readonly ShopperEvent[],
  given: Partial<Limits & Limits['admission']> = {},
  {
    now = 0,
    parameters = RANKING,
    ...request
  }: Partial<RecommendOptions> & { now?: number; parameters?: RankingParameters } = {},
) {
  const visit = { catalogue, scorer, events, now, parameters };
  const ranked = await recommend(visit, { model, ...request }, limits(given));
  return ranked.map(({ row, score, reasons }) => ({ id: ids[row]!, score, reasons }));
}
const names = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('recommended-for-you', () => {
  it('puts what resembles the history and what goes with it first, never what is in it', async () => {
    const list = names(await shelf('recommended-for-you', [event('view_item', 'shoe')]));
    // The boot is alike, and viewed by those who viewed the shoe; the lace comes next, though it resembles nothing.
    expect(list.slice(0, 2).sort()).toEqual(['boot', 'lace']);
    expect(list).not.toContain('shoe');
  });

  it('shows what is new and what trends to a shopper of whom it knows nothing, and says so', async () => {
    const list = await shelf('recommended-for-you', []);
    expect(names(list).slice(0, 2)).toEqual(['hat', 'sandal']);
    expect(list[0]!.reasons[0]).toMatchObject({ event: 'trend' });
    expect(list[1]!.reasons).toEqual([{ event: 'new', share: 1 }]);
  });

  it('leaves it to the words where they speak, and to the vectors where they do not', async () => {
    const worded = { ...catalogue, tables: { similar: tableOf(ids, { shoe: { hat: 255 } }) } };
    const visit = { catalogue: worded, scorer, now: 0 };
    const first = async (id: string) => {
      const events = [event('view_item', id)];
      const [best] = await recommend({ ...visit, events }, { model: 'recommended-for-you' }, limits());
      return ids[best!.row];
    };
    expect(await first('shoe')).toBe('hat');
    expect(await first('sandal')).toBe('boot');
  });

  it('is personal from the first event on', async () => {
    const [first] = await shelf('recommended-for-you', [event('view_item', 'sandal')]);
    expect(first!.id).toBe('boot');
    expect(first!.reasons[0]).toMatchObject({ event: 'view_item', objectID: 'sandal' });
  });

  it('keeps two tastes apart, where their mean would be neither', async () => {
    const [first] = await shelf(
      'recommended-for-you',
      [event('view_item', 'shoe'), event('view_item', 'hat')],
      {
        filters: { inStock: false },
      },
    );
    // The cosine to the nearest interest, not to the blur of the two: 0.96 of the content's weight at least.
    const content = first!.reasons.reduce((sum, { share }) => sum + share, 0) * first!.score;
    expect(content).toBeGreaterThan(0.95 * RANKING.mixes.forYou.contentAlone!);
  });

  it('turns away from what was disliked or taken out of the cart, and shows no hidden item', async () => {
    const history = [event('view_item', 'sandal')];
    expect(names(await shelf('recommended-for-you', [...history, event('hide', 'boot')]))).not.toContain(
      'boot',
    );
    const before = await shelf('recommended-for-you', history);
    const after = await shelf('recommended-for-you', [...history, event('remove_from_cart', 'boot', 0)]);
    const scoreOf = (list: typeof before, id: string) => list.find((one) => one.id === id)?.score ?? 0;
    expect(scoreOf(after, 'shoe')).toBeLessThan(scoreOf(before, 'shoe'));
  });

  it('lets an item fade that was shown again and again without a click, until it is taken up', async () => {
    const history = [event('view_item', 'shoe')];
    const scoreOf = async (events: readonly ShopperEvent[]) =>
      (await shelf('recommended-for-you', events)).find(({ id }) => id === 'boot')!.score;
    const seen = [1, 2, 3].map((at) => event('view_item_list', ['boot', 'sandal'], at));
    const plain = await scoreOf(history);
    expect(await scoreOf([...history, ...seen])).toBeCloseTo(plain - RANKING.fade * (1 + 1 / 2 + 1 / 3));
    const taken = fadedRows([...seen, event('select_item', 'boot', 4)], catalogue, RANKING);
    expect([...taken.keys()]).toEqual([ids.indexOf('sandal')]);
  });

  it('leaves out a muted interest until it is unmuted', async () => {
    const history = [event('view_item', 'shoe'), event('view_item', 'hat')];
    const muted = await shelf('recommended-for-you', [...history, event('mute', 'shoe')]);
    expect(muted.flatMap(({ reasons }) => reasons.map(({ objectID }) => objectID))).not.toContain('shoe');
    expect(names(muted)).not.toContain('shoe');
    const back = [...history, event('mute', 'shoe'), event('unmute', 'shoe')];
    expect(await shelf('recommended-for-you', back)).toEqual(await shelf('recommended-for-you', history));
  });

  it('brings a bought item back only where shoppers buy it again', async () => {
    const bought = [event('purchase', ['lace', 'boot']), event('view_item', 'shoe')];
    const list = names(await shelf('recommended-for-you', bought));
    expect(list).toContain('lace');
    expect(list).not.toContain('boot');
  });
});

describe('the shelves of seeds', () => {
  it('related-products resemble their seed', async () => {
    const list = await shelf('related-products', [], {}, { objectIDs: ['sandal'] });
    expect(names(list).slice(0, 2)).toEqual(['boot', 'shoe']);
    expect(list[0]!.reasons[0]).toMatchObject({ event: 'seed', objectID: 'sandal' });
  });

  it('also-viewed are the table alone', async () => {
    expect(names(await shelf('also-viewed', [], {}, { objectIDs: ['hat'] }))).toEqual(['shoe']);
    expect(names(await shelf('also-viewed', [], {}, { objectIDs: ['lace'] }))).toEqual([]); // no filler
  });

  it('bought-together takes the cart, or else the last purchase, and names it', async () => {
    const cart = await shelf('bought-together', [event('purchase', 'hat'), event('add_to_cart', 'shoe')]);
    expect(cart[0]).toMatchObject({
      id: 'lace',
      reasons: [{ event: 'add_to_cart', objectID: 'shoe', share: 1 }],
    });
    const last = await shelf('bought-together', [event('purchase', 'boot'), event('view_item', 'shoe')]);
    expect(last[0]).toMatchObject({
      id: 'lace',
      reasons: [{ event: 'purchase', objectID: 'boot', share: 1 }],
    });
    expect(await shelf('bought-together', [])).toEqual([]);
  });

  it.each(['related-products', 'also-viewed', 'looking-similar'] as const)(
    '%s refuses to go without',
    async (model) => {
      await expect(shelf(model, [])).rejects.toMatchObject({ code: 'bad-argument' });
    },
  );

  it.each(['related-products', 'also-viewed', 'bought-together'] as const)(
    '%s of an item that the pack lacks are none',
    async (model) => {
      expect(await shelf(model, [], {}, { objectIDs: ['unheard of'] })).toEqual([]);
    },
  );

  it('shows the fallback that the caller names, and only if there is nothing else', async () => {
    const request = { objectIDs: ['lace'], fallback: 'trending-items' } as const;
    expect(names(await shelf('also-viewed', [], {}, request))).toEqual(['hat']);
    expect(names(await shelf('also-viewed', [], {}, { ...request, objectIDs: ['hat'] }))).toEqual(['shoe']);
  });
});

describe('the other shelves', () => {
  it('next-in-session looks at this visit only, the last item first', async () => {
    const hour = 3_600_000;
    const events = [event('view_item', 'hat', 0), event('view_item', 'shoe', 10 * hour)];
    const list = await shelf('next-in-session', events, {}, { now: 10 * hour });
    expect(list.flatMap(({ reasons }) => reasons.map(({ objectID }) => objectID))).not.toContain('hat');
    expect(await shelf('next-in-session', events, {}, { now: 20 * hour })).toEqual([]);
  });

  it('trending-items are what trends, in stock', async () => {
    expect(names(await shelf('trending-items', []))).toEqual(['hat']);
    expect(names(await shelf('trending-items', [], { filters: { inStock: false } }))).toEqual(['hat', 'cap']);
  });

  it('recently-viewed are each viewed item once, last first', async () => {
    const views = ['hat', 'shoe', 'hat'].map((id) => event('view_item', id));
    expect(names(await shelf('recently-viewed', [...views, event('purchase', 'lace')]))).toEqual([
      'hat',
      'shoe',
    ]);
  });

  it('buy-again are what others buy again, and what this shopper did', async () => {
    const bought = [event('purchase', ['lace', 'hat']), event('purchase', 'boot'), event('purchase', 'boot')];
    expect(names(await shelf('buy-again', bought))).toEqual(['lace', 'boot']);
  });
});

describe('rules', () => {
  const shoe = [event('view_item', 'shoe')];

  it.each([
    [{ category: 'shoes' }, ['boot', 'sandal']],
    [{ category: ['hats', 'laces'] }, ['lace', 'hat']],
    [{ minPrice: 15, maxPrice: 25 }, ['boot']],
    [{ brand: 'none' }, []],
  ])('filter %j leaves %j', async (filters, expected) => {
    expect(names(await shelf('recommended-for-you', shoe, { filters }))).toEqual(expected);
  });

  it('fill a list from behind what is excluded, and from what is included only', async () => {
    const one = { limit: 1 };
    expect(
      names(await shelf('related-products', [], { ...one, excluded: new Set([1]) }, { objectIDs: ['shoe'] })),
    ).toEqual(['sandal']);
    expect(
      names(await shelf('related-products', [], { included: new Set([2, 5]) }, { objectIDs: ['shoe'] })),
    ).toEqual(['sandal']);
  });

  it('leave out what is out of stock, unless asked', async () => {
    expect(names(await shelf('related-products', [], {}, { objectIDs: ['hat'] }))).not.toContain('cap');
    const all = { filters: { inStock: false } };
    expect(names(await shelf('related-products', [], all, { objectIDs: ['hat'] }))[0]).toBe('cap');
  });

  it('boost and bury, with a reason of their own', async () => {
    const boosted = await shelf(
      'related-products',
      [],
      { rules: { boost: [{ filters: { category: 'laces' }, by: 2 }] } },
      { objectIDs: ['shoe'] },
    );
    expect(boosted[0]).toMatchObject({ id: 'lace', reasons: [{ event: 'boost' }] });
    const buried = await shelf(
      'related-products',
      [],
      { rules: { bury: [{ objectIDs: ['boot'], by: 0.5 }] } },
      { objectIDs: ['shoe'] },
    );
    expect(names(buried)[0]).toBe('sandal');
  });

  it('keep to the proportions of the interests, if asked', async () => {
    const history = [event('view_item', 'hat'), event('view_item', 'shoe')];
    const bury = [{ filters: { category: 'hats' }, by: 0.15 }];
    const kinds = async (calibration: number) => {
      const list = await shelf('recommended-for-you', history, {
        rules: { calibration, bury },
        filters: { inStock: false },
        limit: 2,
      });
      return list.map(({ id }) => catalogue.items[ids.indexOf(id)]!.category);
    };
    expect(await kinds(0)).not.toContain('hats');
    expect(await kinds(1)).toContain('hats');
  });

  it('pin an item to its place, whatever it scores', async () => {
    const rules = { pin: [{ objectID: 'lace', position: 1 }] };
    const list = names(await shelf('related-products', [], { rules, limit: 2 }, { objectIDs: ['sandal'] }));
    expect(list).toEqual(['lace', 'boot']);
  });

  it('show one variant of a group, and fill the place with another product', async () => {
    const shoes = Array.from({ length: 300 }, (_, i) => ({
      id: `v${i}`,
      title: 'Variant',
      vector: [1, 0, i / 3000, 0],
      group: 'same',
    }));
    const many = catalogueOf([...shoes, { id: 'other', title: 'Other', vector: [0.5, 0.5, 0, 0.7] }]);
    const visit = { catalogue: many, scorer: createJsScorer(many.rows), events: [], now: 0 };
    const request = { model: 'related-products', objectIDs: ['v0'] } as const;
    const rows = (await recommend(visit, request, limits({ limit: 2 }))).map(({ row }) => row);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toBe(300);
  });
});

describe('reasons', () => {
  const history = fc.array(
    fc.record({
      name: fc.constantFrom(
        'view_item',
        'add_to_cart',
        'purchase',
        'like',
        'view_item_list',
        'remove_from_cart',
        'dislike',
      ),
      ids: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 }),
      at: fc.integer({ min: 0, max: 1e9 }),
    }),
    { maxLength: 12 },
  ) as fc.Arbitrary<ShopperEvent[]>;
  const model = fc.constantFrom(
    'recommended-for-you',
    'next-in-session',
    'bought-together',
    'trending-items',
  ) as fc.Arbitrary<RecommendOptions['model']>;

  it('have shares that add up to 1', async () => {
    await fc.assert(
      fc.asyncProperty(history, model, async (events, name) => {
        for (const { reasons } of await shelf(name, events, {}, { now: 1e9 })) {
          expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
        }
      }),
    );
  });

  it('say truly what the list would be without an event', async () => {
    await fc.assert(
      fc.asyncProperty(history, model, async (events, name) => {
        for (const { reasons } of await shelf(name, events, {}, { now: 1e9 })) {
          for (const { event: what, objectID } of reasons) {
            const past = events.map((one) =>
              one.name === what ? { ...one, ids: one.ids.filter((id) => id !== objectID) } : one,
            );
            const rest = past.filter(({ ids: left }) => left.length > 0);
            if (objectID === undefined) continue;
            const claimed = await shelf(
              name,
              events,
              {},
              { now: 1e9, without: { event: what as ShopperEvent['name'], objectID } },
            );
            expect(claimed).toEqual(await shelf(name, rest, {}, { now: 1e9 }));
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
