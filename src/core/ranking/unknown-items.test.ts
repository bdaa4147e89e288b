import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShopperEvent } from '../../types/events.ts';
import type { RecommendOptions } from '../../types/requests.ts';
import { recommend } from './recommend.ts';
import { RANKING } from '../parameters.ts';
import { createJsScorer } from '../vectors/score.ts';
import { catalogueOf, event, limits, tableOf } from '../testing/catalogue.ts';

// Shoes along x, hats along y; `f-hat` is a hat that the pack lacks.
const ids = ['shoe', 'boot', 'hat', 'cap'];
const catalogue = {
  ...catalogueOf(
    [
      { id: 'shoe', title: 'Shoe', vector: [1, 0, 0, 0] },
      { id: 'boot', title: 'Boot', vector: [0.96, 0, 0.28, 0] },
      { id: 'hat', title: 'Hat', vector: [0, 1, 0, 0] },
      { id: 'cap', title: 'Cap', vector: [0, 0.96, 0.28, 0] },
    ],
    {
      alsoViewed: tableOf(ids, { shoe: { cap: 128 } }),
      boughtTogether: tableOf(ids, { shoe: { boot: 255 } }),
    },
  ),
  unknownItems: new Map([['f-hat', Float32Array.of(0, 1, 0, 0)]]),
};
const scorer = createJsScorer(catalogue.rows);

async function shelf(
  model: RecommendOptions['model'],
  events: readonly ShopperEvent[],
  request: Partial<RecommendOptions> = {},
  known = catalogue,
) {
  const visit = { catalogue: known, scorer, events, now: 0, parameters: RANKING };
  const { ranked } = await recommend(visit, { model, ...request }, limits());
  return ranked.map(({ row, score, reasons }) => ({ id: ids[row]!, score, reasons }));
}

describe('an item that the pack lacks', () => {
  it('raises items that resemble it, and is their reason', async () => {
    const [first, second] = await shelf('recommended-for-you', [event('view_item', 'f-hat')]);
    expect([first!.id, second!.id]).toEqual(['hat', 'cap']);
    expect(first!.reasons).toEqual([{ event: 'view_item', objectID: 'f-hat', share: 1 }]);
    // The content weight of 0.3 times a cosine of 1, up to the rounding of vectors to int8.
    expect(first!.score).toBeCloseTo(0.3, 2);
  });

  it('changes nothing until its vector is known', async () => {
    const events = [event('view_item', 'f-hat')];
    const cold = await shelf('recommended-for-you', events, {}, { ...catalogue, unknownItems: new Map() });
    expect(cold).toEqual(await shelf('recommended-for-you', []));
  });

  it('gives related products, but none by tables', async () => {
    const related = await shelf('related-products', [], { objectIDs: ['f-hat'] });
    expect(related.map(({ id }) => id)).toEqual(['hat', 'cap']);
    expect(related[0]!.reasons).toEqual([{ event: 'seed', objectID: 'f-hat', share: 1 }]);
    expect(await shelf('bought-together', [], { objectIDs: ['f-hat'] })).toEqual([]);
    expect(await shelf('also-viewed', [], { objectIDs: ['f-hat'] })).toEqual([]);
  });

  it('can be muted, disliked and removed from the cart like any other item', async () => {
    const seen = event('view_item', 'f-hat');
    expect(await shelf('recommended-for-you', [seen, event('mute', 'f-hat')])).toEqual([]);
    const disliked = [event('view_item', 'cap'), event('dislike', 'f-hat')];
    const scoreOf = (list: Awaited<ReturnType<typeof shelf>>) =>
      list.find(({ id }) => id === 'hat')?.score ?? 0;
    expect(scoreOf(await shelf('recommended-for-you', disliked))).toBeLessThan(
      scoreOf(await shelf('recommended-for-you', [event('view_item', 'cap')])),
    );
    expect(
      await shelf('recommended-for-you', [seen], { without: { event: 'view_item', objectID: 'f-hat' } }),
    ).toEqual([]);
  });

  it('leaves the sum of shares at 1, whatever else is in the history', async () => {
    const names = fc.constantFrom<ShopperEvent['name']>(
      'view_item',
      'add_to_cart',
      'purchase',
      'dislike',
      'remove_from_cart',
      'select_item',
    );
    const some = fc.array(fc.tuple(names, fc.constantFrom('shoe', 'hat', 'f-hat', 'f-mix', 'unknown')), {
      minLength: 1,
      maxLength: 8,
    });
    const mixed = {
      ...catalogue,
      unknownItems: new Map([...catalogue.unknownItems, ['f-mix', Float32Array.of(0.6, 0, 0.8, 0)]]),
    };
    await fc.assert(
      fc.asyncProperty(some, async (given) => {
        const events = given.map(([name, id], at) => event(name, id, at));
        for (const { reasons } of await shelf('recommended-for-you', events, {}, mixed))
          expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
      }),
    );
  });
});
