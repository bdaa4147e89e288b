import { describe, expect, it } from 'vitest';
import type { ShopperEvent } from '../../types/events.ts';
import { catalogueOf, event, limits } from '../testing/catalogue.ts';
import { createFloatScorer } from '../vectors/float-scorer.ts';
import { recommend } from './recommend.ts';
import { signalsOf } from './signals.ts';
import { RANKING } from '../parameters.ts';

// Two kinds of items, as unit vectors.
const items = [
  { id: 'lamp', title: 'Desk lamp', vector: [1, 0, 0, 0] },
  { id: 'shade', title: 'Lamp shade', vector: [1, 0, 0, 0] },
  { id: 'board', title: 'Snowboard', vector: [0, 1, 0, 0] },
  { id: 'bag', title: 'Snowboard bag', vector: [0, 1, 0, 0] },
  { id: 'boots', title: 'Warm boots', vector: [0, 1, 0, 0] },
];
const catalogue = catalogueOf(items);
const search = (term: string, at = 0): ShopperEvent => ({ name: 'search', ids: [], term, at });

async function shelf(events: readonly ShopperEvent[], without?: { event: 'search'; objectID: string }) {
  const visit = { catalogue, scorer: createFloatScorer(catalogue.rows), events, now: 1 };
  const request = { model: 'recommended-for-you' as const, ...(without && { without }) };
  const { ranked } = await recommend(visit, request, limits({ limit: 3 }));
  return ranked.map(({ row, reasons }) => [items[row]!.id, reasons[0]?.event]);
}

describe('a search', () => {
  it('puts what it found, and what resembles that, onto the next shelf', async () => {
    const [first, second, third] = await shelf([search('snowboard')]);
    expect([first, second].sort()).toEqual([
      ['bag', 'search'],
      ['board', 'search'],
    ]);
    expect(third).toEqual(['boots', 'search']);
  });

  it('counts less than a view, and is shared among what it found', () => {
    const weights = (...events: ShopperEvent[]) =>
      signalsOf(events, catalogue, 1, RANKING).map(({ weight }) => weight);
    expect(weights(event('view_item', 'lamp'))).toEqual([1]);
    expect(weights(search('boots'))).toEqual([0.5]);
    const [one, two] = weights(search('snowboard'));
    expect([one, two]).toEqual([0.5 / Math.SQRT2, 0.5 / Math.SQRT2]);
  });

  it('whose items the shop names counts for these', () => {
    const named: ShopperEvent = { ...search('anything'), ids: ['boots'] };
    expect(signalsOf([named], catalogue, 1, RANKING)).toMatchObject([{ row: 4, event: 'search' }]);
  });

  it('that found nothing, and one for what must not be remembered, count for nothing', () => {
    expect(signalsOf([search('teapot')], catalogue, 1, RANKING)).toEqual([]);
    const sensitive = {
      ...catalogue,
      items: [{ id: 'lamp', title: 'Lamp', category: 'Health' }],
      sensitive: ['Health'],
    };
    expect(signalsOf([search('lamp')], sensitive, 1, RANKING)).toEqual([]);
  });

  it('is undone as a whole by the counterfactual of one of its items', async () => {
    expect(await shelf([search('snowboard')], { event: 'search', objectID: 'bag' })).toEqual(await shelf([]));
  });
});
