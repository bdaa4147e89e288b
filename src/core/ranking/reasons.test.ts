import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShopperEvent } from '../../types/events.ts';
import type { RecommendOptions } from '../../types/requests.ts';
import { ids, shelf } from '../testing/shop.ts';
import { reasonsOf } from './reasons.ts';

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

  it('have the sign of what they add, also if the score is below zero', () => {
    const parts = fc.array(
      fc.record({
        event: fc.constantFrom('view_item' as const, 'hide' as const, 'popularity' as const),
        amount: fc.integer({ min: -9, max: 9 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(parts, (given) => {
        for (const { event, share } of reasonsOf(given)) {
          const amounts = given.filter((one) => one.event === event).map(({ amount }) => amount);
          expect(Math.sign(share)).toBe(Math.sign(amounts.reduce((sum, amount) => sum + amount, 0)));
        }
      }),
    );
  });

  it('put the largest share first, and join the parts of one event and object', () => {
    const parts = [
      { event: 'popularity' as const, amount: 1 },
      { event: 'view_item' as const, objectID: 'a', amount: 2 },
      { event: 'view_item' as const, objectID: 'b', amount: -1 },
      { event: 'view_item' as const, objectID: 'a', amount: 3 },
      { event: 'purchase' as const, objectID: 'a', amount: 5 },
      { event: 'trend' as const, amount: 0 },
    ];
    expect(reasonsOf(parts)).toEqual([
      { event: 'view_item', objectID: 'a', share: 0.5 },
      { event: 'purchase', objectID: 'a', share: 0.5 },
      { event: 'popularity', share: 0.1 },
      { event: 'view_item', objectID: 'b', share: -0.1 },
    ]);
  });

  it('are none if there are no parts, or if they cancel out', () => {
    const [more, less] = [1, -1].map((amount) => ({ event: 'boost' as const, amount }));
    expect(reasonsOf([])).toEqual([]);
    expect(reasonsOf([more!, { event: 'trend', amount: -1 }])).toEqual([]);
    expect(reasonsOf([more!, less!, { event: 'trend', amount: 2 }])).toEqual([{ event: 'trend', share: 1 }]);
  });

  it('say truly how the list would be without an event', async () => {
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
