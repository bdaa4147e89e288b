import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import type { Filters, RecommendOptions, Rules } from '../../types/requests.ts';
import type { EventName } from '../../types/events.ts';
import type { Catalogue, Columns } from '../catalogue.ts';
import { RANKING } from '../parameters.ts';
import { catalogueOf, event } from '../testing/catalogue.ts';
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
function packOf(rows: readonly Partial<Item>[], columns: Omit<Columns, 'rebuy'>) {
  const scores = columnPriors({ ...columns, rebuy: new Float32Array(COUNT) }, RANKING.mixes.cold);
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
