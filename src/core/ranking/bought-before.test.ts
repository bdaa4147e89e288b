import { describe, expect, it } from 'vitest';
import { RANKING } from '../parameters.ts';
import { event, limits } from '../testing/catalogue.ts';
import { catalogue, ids, names, scorer, shelf } from '../testing/shop.ts';
import { rankBuyAgain } from './buy-again.ts';

const DAY = 24 * 60 * 60_000;
const LATER = 30 * DAY;
const again = (
  events: Parameters<typeof shelf>[1],
  given: Parameters<typeof shelf>[2] = {},
  now = LATER,
): ReturnType<typeof shelf> => shelf('buy-again', events, given, { now });

describe('buy-again', () => {
  it('scores an item by the share of its buyers who bought it again and by how often the shopper did', async () => {
    const once = await again([event('purchase', 'lace')]);
    expect(once).toEqual([
      {
        id: 'lace',
        score: expect.closeTo(0.6, 6) as number,
        reasons: [{ event: 'purchase', objectID: 'lace', share: 1 }],
      },
    ]);
    const [twice] = await again([event('purchase', 'lace'), event('purchase', 'lace')]);
    expect(twice!.score).toBeCloseTo(1 - 0.4 ** 2, 6);
    // An item that nobody else buys again counts with the lowest share, 0.2.
    const [boot] = await again([event('purchase', 'boot'), event('purchase', 'boot')]);
    expect(boot!.score).toBeCloseTo(1 - 0.8 ** 2, 6);
  });

  it('counts a purchase that names an item twice once, and no purchase of an unknown item', async () => {
    expect(await again([event('purchase', ['boot', 'boot', 'unknown'])])).toEqual([]);
    expect(await again([event('view_item', 'boot'), event('add_to_cart', 'boot')])).toEqual([]);
  });

  it('puts the likeliest first, and keeps to limits, threshold and exclusions', async () => {
    const bought = [
      event('purchase', ['boot', 'lace']),
      event('purchase', 'boot'),
      event('purchase', 'hat'),
      event('purchase', 'hat'),
      event('purchase', 'hat'),
    ];
    const list = await again(bought);
    expect(names(list)).toEqual(['lace', 'hat', 'boot']);
    expect(names(await again(bought, { limit: 2 }))).toEqual(['lace', 'hat']);
    const [, hat, boot] = list.map(({ score }) => score);
    expect(names(await again(bought, { threshold: boot! }))).toEqual(['lace', 'hat']);
    expect(names(await again(bought, { threshold: hat! + 0.01 }))).toEqual(['lace']);
    const admission = { excluded: new Set([ids.indexOf('lace')]), filters: { category: ['hats', 'laces'] } };
    expect(names(await again(bought, admission))).toEqual(['hat']);
  });

  it('waits until the usual interval is nearly over, since the last purchase', async () => {
    const interval = Float32Array.from(ids, (id) => (id === 'lace' ? 8 : 0));
    const ranked = (days: number, ...events: Parameters<typeof shelf>[1]) =>
      rankBuyAgain(
        {
          catalogue: { ...catalogue, columns: { ...catalogue.columns, interval } },
          scorer,
          events,
          now: days * DAY,
        },
        { model: 'buy-again' },
        limits(),
      );
    const [first, second] = [event('purchase', 'lace'), event('purchase', 'lace', DAY)];
    expect(await ranked(5.9, first)).toHaveLength(0);
    expect(await ranked(6, first)).toHaveLength(1);
    expect(await ranked(6, first, second)).toHaveLength(0);
    expect(await ranked(7, first, second)).toHaveLength(1);
  });

  it('goes by the shopper if nothing is known of the item, and else waits for days', async () => {
    const twice = [event('purchase', 'boot'), event('purchase', 'boot', 40 * DAY)];
    expect(await again(twice, {}, 69 * DAY)).toHaveLength(0);
    expect(await again(twice, {}, 70 * DAY)).toHaveLength(1);
    const once = [event('purchase', 'lace')];
    expect(await again(once, {}, 10 * DAY)).toHaveLength(0);
    expect(await again(once, {}, 10.5 * DAY)).toHaveLength(1);
  });

  it('shows an item whose buyers buy it again just as often as is asked', async () => {
    const rebuy = Float32Array.from(ids, (id) => (id === 'hat' ? 0.25 : 0));
    const visit = { catalogue: { ...catalogue, columns: { ...catalogue.columns, rebuy } } };
    const ranked = (least: number) =>
      rankBuyAgain(
        {
          ...visit,
          scorer,
          events: [event('purchase', ['hat', 'boot'])],
          now: LATER,
          parameters: { ...RANKING, rebuy: least },
        },
        { model: 'buy-again' },
        limits(),
      );
    expect(await ranked(0.25)).toHaveLength(1);
    expect(await ranked(0.26)).toHaveLength(0);
  });
});

describe('recently-viewed', () => {
  const views = ['boot', 'hat', 'shoe', 'lace'].map((id, at) => event('view_item', id, at));

  it('gives the n-th item the score 1/n, and the view as its reason', async () => {
    const list = await shelf('recently-viewed', views);
    expect(list.map(({ id, score }) => [id, score])).toEqual([
      ['lace', 1],
      ['shoe', 1 / 2],
      ['hat', 1 / 3],
      ['boot', 1 / 4],
    ]);
    expect(list[1]!.reasons).toEqual([{ event: 'view_item', objectID: 'shoe', share: 1 }]);
  });

  it('keeps to limits, filters and exclusions, and knows no other event and no other items', async () => {
    expect(names(await shelf('recently-viewed', views, { limit: 2 }))).toEqual(['lace', 'shoe']);
    const admission = { excluded: new Set([ids.indexOf('lace')]), filters: { category: ['shoes', 'laces'] } };
    expect(names(await shelf('recently-viewed', views, admission))).toEqual(['shoe', 'boot']);
    const others = [
      event('view_item', 'unknown'),
      event('select_item', 'hat'),
      event('view_item_list', 'cap'),
    ];
    expect(await shelf('recently-viewed', others)).toEqual([]);
  });
});
