import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import type { Filters, RecommendOptions, Rules } from '../../types/requests.ts';
import type { EventName } from '../../types/events.ts';
import { noColumns, type Catalogue, type Columns } from '../catalogue.ts';
import { RANKING } from '../parameters.ts';
import { catalogueOf, event, limits } from '../testing/catalogue.ts';
import { createJsScorer } from '../vectors/score.ts';
import { laterBests, recommendEarly } from './early.ts';
import { columnPriors } from './priors.ts';
import { recommend } from './recommend.ts';
import type { Limits, Visit } from './visit.ts';

const COUNT = 30;
const FIRST = 12;
const AXES = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];
const ids = Array.from({ length: COUNT }, (_, row) => `sku-${row}`);

// Few different values, so that there are ties.
const share = fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8);
const column = fc.oneof(
  { weight: 1, arbitrary: fc.constant(new Array<number>(COUNT).fill(0)) },
  { weight: 4, arbitrary: fc.array(share, { minLength: COUNT, maxLength: COUNT }) },
);
const columnsOf = fc.record({ popularity: column, trend: column, fresh: column });
const optional = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const id = fc.constantFrom(...ids);
const fields = fc.record({
  category: fc.constantFrom('shoes', 'hats'),
  brand: fc.constantFrom('a', 'b'),
  price: fc.integer({ min: 0, max: 4 }),
  group: optional(fc.constantFrom('g', 'h', 'i')),
  availability: fc.constantFrom('in_stock', 'in_stock', 'out_of_stock'),
});
const filters = fc.record({
  category: optional(fc.constantFrom('shoes', 'hats')),
  brand: optional(fc.constantFrom('a', ['a', 'b'])),
  minPrice: optional(fc.integer({ min: 0, max: 4 })),
  maxPrice: optional(fc.integer({ min: 0, max: 4 })),
  inStock: optional(fc.boolean()),
});
const adjustments = fc.array(
  fc.record({
    filters: optional(filters),
    objectIDs: optional(fc.array(id, { maxLength: 3 })),
    by: optional(fc.constantFrom(0, 0.05, 0.1, 0.5)),
  }),
  { maxLength: 2 },
);
const rules = fc.record({
  pin: fc.oneof(
    { weight: 8, arbitrary: fc.constant([]) },
    fc.array(fc.record({ objectID: id, position: fc.integer({ min: 1, max: 4 }) }), { maxLength: 2 }),
  ),
  boost: adjustments,
  bury: adjustments,
  variants: optional(fc.boolean()),
  diversity: fc.constantFrom(0, 0, 0, 0, 0, 0.5),
  calibration: fc.constantFrom(0, 1),
});
const request = fc.record({
  model: fc.constantFrom<RecommendOptions['model']>('trending-items', 'recommended-for-you'),
  fallback: optional(fc.constantFrom<RecommendOptions['model']>('trending-items', 'recommended-for-you')),
});
const asked = fc.record({
  limit: fc.integer({ min: 1, max: 8 }),
  threshold: fc.constantFrom(-1, 0, 0, 0.3),
  include: optional(fc.uniqueArray(id, { maxLength: 20 })),
  exclude: fc.oneof(fc.constant<string[]>([]), fc.uniqueArray(id, { maxLength: 4 })),
  filters,
  rules,
});
const names = fc.constantFrom<EventName>(
  'view_item',
  'view_item_list',
  'hide',
  'dislike',
  'purchase',
  'mute',
);
const history = fc.oneof(
  fc.constant([]),
  fc.array(
    fc.tuple(names, fc.uniqueArray(id, { minLength: 1, maxLength: 6 })).map((given) => event(...given)),
    { maxLength: 4 },
  ),
);

/** A catalogue whose rows are in a pack's order, its first shard, and what the manifest says of the other rows. */
function packOf(rows: readonly Partial<Item>[], columns: Pick<Columns, 'popularity' | 'trend' | 'fresh'>) {
  const scores = columnPriors({ ...noColumns(COUNT), ...columns }, RANKING.mixes.cold);
  const order = [...rows.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
  const part = (kept: readonly number[]): Catalogue =>
    catalogueOf(
      kept.map((row) => ({ id: ids[row]!, title: '', vector: AXES[row % AXES.length]!, ...rows[row] })),
      {},
      {
        popularity: Float32Array.from(kept, (row) => columns.popularity[row]!),
        trend: Float32Array.from(kept, (row) => columns.trend[row]!),
        fresh: Float32Array.from(kept, (row) => columns.fresh[row]!),
      },
    );
  const whole = part(order);
  const later = laterBests(whole.columns, [...order.keys()].slice(FIRST));
  return { whole, first: part(order.slice(0, FIRST)), later };
}

function limitsIn(
  { rowOf }: Catalogue,
  given: Omit<Limits, 'admission'> & { exclude: string[]; include?: string[] | undefined; filters: object },
): Limits {
  const { exclude, include, filters: wanted, ...rest } = given;
  const rowsOf = (some: readonly string[]) => new Set(some.flatMap((one) => rowOf.get(one) ?? []));
  return {
    ...rest,
    admission: {
      filters: wanted as Filters,
      included: include && rowsOf(include),
      excluded: rowsOf(exclude),
      excludesUnknown: exclude.some((one) => !rowOf.has(one)),
    },
  };
}

const visitOf = (catalogue: Catalogue, events: Visit['events']): Visit => ({
  catalogue,
  scorer: createJsScorer(catalogue.rows),
  events,
  now: 0,
});

describe('a shelf from the first shard', () => {
  it('equals the shelf of the whole pack, whatever the request, the history and the columns', async () => {
    let [early, all] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fields, { minLength: COUNT, maxLength: COUNT }),
        columnsOf,
        request,
        asked,
        history,
        async (rows, { popularity, trend, fresh }, { model, fallback }, given, events) => {
          const { whole, first, later } = packOf(rows as Partial<Item>[], {
            popularity: Float32Array.from(popularity),
            trend: Float32Array.from(trend),
            fresh: Float32Array.from(fresh),
          });
          const options = { model, ...(fallback && { fallback }) };
          const wanted = given as typeof given & { rules: Rules };
          const shelf = await recommendEarly(visitOf(first, events), options, limitsIn(first, wanted), later);
          all++;
          if (!shelf) return;
          early++;
          expect(shelf).toEqual(await recommend(visitOf(whole, events), options, limitsIn(whole, wanted)));
        },
      ),
      { numRuns: 2000 },
    );
    expect(early / all).toBeGreaterThan(0.2); // else the property would say little
  });
});

describe('the first shard alone', () => {
  const firstItems = ['a', 'b', 'c'].map((one) => ({ id: one, title: one, vector: [1, 0, 0, 0] }));
  const first = catalogueOf(
    firstItems.map((item) => (item.id === 'b' ? { ...item, group: 'g' } : item)),
    {},
    { trend: Float32Array.of(0.9, 0.6, 0.3) },
  );
  const best = (trend: number) => [{ mix: RANKING.mixes.trending, best: trend }];
  const early = async (
    later: Parameters<typeof recommendEarly>[3],
    given: Parameters<typeof limits>[0] = {},
    {
      model = 'trending-items',
      events = [],
      fallback,
    }: Partial<Parameters<typeof recommendEarly>[1] & Visit> = {},
  ) => {
    const request = { model, ...(fallback !== undefined && { fallback }) };
    const shelf = await recommendEarly(
      visitOf(first, events),
      request,
      limits({ limit: 2, ...given }),
      later,
    );
    return shelf?.ranked.map(({ row }) => firstItems[row]!.id);
  };

  it('gives a shelf if no later item scores more than the worst on it', async () => {
    expect(await early(best(0.5))).toEqual(['a', 'b']);
    expect(await early(best(Math.fround(0.6)))).toEqual(['a', 'b']);
    expect(await early(best(0.61))).toBeUndefined();
  });

  it('gives a short shelf if no later item scores more than the threshold', async () => {
    expect(await early(best(0), { limit: 9 })).toEqual(['a', 'b', 'c']);
    expect(await early(best(0.1), { limit: 9 })).toBeUndefined();
    expect(await early(best(0.1), { limit: 9, threshold: 0.1 })).toEqual(['a', 'b', 'c']);
  });

  it('gives none without a bound of the same weights', async () => {
    expect(await early([])).toBeUndefined();
    expect(await early(undefined)).toBeUndefined();
    expect(await early([{ mix: { trend: 2 }, best: 0 }])).toBeUndefined();
    expect(await early([{ mix: { trend: 1, fresh: 1 }, best: 0 }])).toBeUndefined();
    expect(await early([{ mix: RANKING.mixes.cold, best: 0 }])).toBeUndefined();
    expect(await early([{ mix: {}, best: 0 }, ...best(0)])).toEqual(['a', 'b']);
  });

  it('gives only shelves that go by columns', async () => {
    const cold = [{ mix: RANKING.mixes.cold, best: 0 }];
    expect(await early(cold, {}, { model: 'recommended-for-you' })).toEqual(['a', 'b']);
    const events = [event('view_item', 'a')];
    expect(await early([...cold, ...best(0)], {}, { model: 'recommended-for-you', events })).toBeUndefined();
    expect(await early(best(0), {}, { events })).toEqual(['a', 'b']);
    expect(await early([...cold, ...best(0)], {}, { model: 'recently-viewed', events })).toBeUndefined();
  });

  it('gives none with a pin or with diversity, since these may ask for later items', async () => {
    const pin = [{ objectID: 'a', position: 2 }];
    expect(await early(best(0), { rules: { pin } })).toBeUndefined();
    expect(await early(best(0), { rules: { pin: [] } })).toEqual(['a', 'b']);
    expect(await early(best(0), { rules: { diversity: 0.1 } })).toBeUndefined();
  });

  it('adds each boost that a later item may have', async () => {
    const boosted = (...boost: NonNullable<Rules['boost']>) => early(best(0.3), { rules: { boost } });
    expect(await boosted({ filters: { brand: 'x' }, by: 0.29 })).toEqual(['a', 'b']);
    expect(await boosted({ filters: { brand: 'x' }, by: 0.31 })).toBeUndefined();
    expect(await boosted({ objectIDs: ['later'], by: 0.31 })).toBeUndefined();
    expect(await boosted({ objectIDs: ['a', 'later'], by: 0.31 })).toBeUndefined();
    expect(await boosted({ objectIDs: ['a'], by: 0.31 })).toEqual(['a', 'b']);
    expect(await boosted({ by: 0.31 })).toEqual(['a', 'b']);
    expect(await boosted({ filters: { brand: 'x' } })).toEqual(['a', 'b']);
    expect(await boosted({ filters: { brand: 'x' } }, { filters: { brand: 'y' } })).toBeUndefined();
  });

  it('gives no shelf with a variant if what must not appear may be another one of it', async () => {
    for (const name of ['hide', 'dislike', 'mute'] as const) {
      const events = [event(name, ['a', 'later'])];
      expect(await early(best(0), {}, { events })).toBeUndefined();
      expect(await early(best(0), { rules: { variants: true } }, { events })).toEqual(['b', 'c']);
    }
    expect(await early(best(0), {}, { events: [event('hide', 'a')] })).toEqual(['b', 'c']);
    expect(await early(best(0), {}, { events: [event('view_item', 'later')] })).toEqual(['a', 'b']);
    expect(await early(best(0), { excludesUnknown: true })).toBeUndefined();
    expect(await early(best(0), { excludesUnknown: true, limit: 1 })).toEqual(['a']);
  });

  it('leaves an empty shelf to its fallback once all items are there', async () => {
    const none = { filters: { brand: 'none' } };
    expect(await early(best(-1), none)).toEqual([]);
    expect(await early(best(-1), none, { fallback: 'recently-viewed' })).toBeUndefined();
    expect(await early(best(0), {}, { fallback: 'recently-viewed' })).toEqual(['a', 'b']);
  });
});

describe('laterBests', () => {
  const { columns } = catalogueOf(
    ids.slice(0, 3).map((one) => ({ id: one, title: '', vector: [1, 0, 0, 0] })),
    {},
    { trend: Float32Array.of(1, 0.5, 0.25), fresh: Float32Array.of(0, 0, 1) },
  );

  it('is the best score of the later rows by each mix that goes by columns', () => {
    const { cold, trending } = RANKING.mixes;
    expect(laterBests(columns, [1, 2])).toEqual([
      { mix: cold, best: expect.closeTo(0.25 + 0.3, 6) as number },
      { mix: trending, best: 0.5 },
    ]);
    expect(laterBests(columns, [])).toEqual([]);
  });
});
