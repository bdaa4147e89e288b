import { describe, expect, it } from 'vitest';
import type { ShopperEvent } from '../../types/events.ts';
import type { RecommendOptions } from '../../types/requests.ts';
import { recommend } from './recommend.ts';
import { RANKING } from '../parameters.ts';
import { impressionDiscounts } from './shopper.ts';
import { event, limits, tableOf } from '../testing/catalogue.ts';
import { catalogue, ids, names, scorer, shelf } from '../testing/shop.ts';

describe('recommended-for-you', () => {
  it('puts items that resemble the history or go with it first, and leaves out those in it', async () => {
    const list = names(await shelf('recommended-for-you', [event('view_item', 'shoe')]));
    // The boot resembles the shoe and is viewed with it. The lace is bought after it, but resembles nothing.
    expect(list.slice(0, 2).sort()).toEqual(['boot', 'lace']);
    expect(list).not.toContain('shoe');
  });

  it('shows new and trending items to a shopper without a history, and gives that as the reason', async () => {
    const list = await shelf('recommended-for-you', []);
    expect(names(list).slice(0, 2)).toEqual(['hat', 'sandal']);
    expect(list[0]!.reasons[0]).toMatchObject({ event: 'trend' });
    expect(list[1]!.reasons).toEqual([{ event: 'new', share: 1 }]);
  });

  it('goes by similar words if an item has neighbours by them, and by its vector if not', async () => {
    const worded = { ...catalogue, tables: { similar: tableOf(ids, { shoe: { hat: 255 } }) } };
    const visit = { catalogue: worded, scorer, now: 0 };
    const first = async (id: string) => {
      const events = [event('view_item', id)];
      const {
        ranked: [best],
      } = await recommend({ ...visit, events }, { model: 'recommended-for-you' }, limits());
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

  it('keeps two tastes apart, although their mean would be neither', async () => {
    const [first] = await shelf(
      'recommended-for-you',
      [event('view_item', 'shoe'), event('view_item', 'hat')],
      {
        filters: { inStock: false },
      },
    );
    // The cosine to the nearest interest is 0.96; to the mean of the two it would be about 0.7.
    const content = first!.reasons.reduce((sum, { share }) => sum + share, 0) * first!.score;
    expect(content).toBeGreaterThan(0.95 * RANKING.mixes.forYou.contentAlone!);
  });

  it('shows no hidden item, and lowers items that resemble one taken out of the cart', async () => {
    const history = [event('view_item', 'sandal')];
    expect(names(await shelf('recommended-for-you', [...history, event('hide', 'boot')]))).not.toContain(
      'boot',
    );
    const before = await shelf('recommended-for-you', history);
    const after = await shelf('recommended-for-you', [...history, event('remove_from_cart', 'boot', 0)]);
    const scoreOf = (list: typeof before, id: string) => list.find((one) => one.id === id)?.score ?? 0;
    expect(scoreOf(after, 'shoe')).toBeLessThan(scoreOf(before, 'shoe'));
  });

  it('takes a share off an item that three lists have shown without a click, until it is clicked', async () => {
    const history = [event('view_item', 'shoe')];
    const bootOf = async (events: readonly ShopperEvent[]) =>
      (await shelf('recommended-for-you', events)).find(({ id }) => id === 'boot')!;
    const seen = [1, 2, 3].map((at) => event('view_item_list', ['boot', 'sandal'], at));
    const plain = await bootOf(history);
    expect(await bootOf([...history, ...seen.slice(1)])).toEqual(plain);
    const shown = await bootOf([...history, ...seen]);
    const left = 1 - RANKING.impressionDiscount;
    expect(shown.score).toBeCloseTo(left * plain.score);
    expect(shown.reasons.find(({ event: name }) => name === 'view_item_list')!.share).toBeCloseTo(
      1 - 1 / left,
    );
    const twice = await bootOf([...history, ...seen, ...seen]);
    expect(twice.score).toBeCloseTo(left ** 2 * plain.score);
    const taken = impressionDiscounts([...seen, event('select_item', 'boot', 4)], catalogue, RANKING);
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

  it('lowers what an interest that was turned down raises, and still names it truly, until it is turned up', async () => {
    const history = [event('view_item', 'shoe'), event('view_item', 'hat'), event('view_item', 'sandal')];
    const less = await shelf('recommended-for-you', [...history, event('less', 'shoe')]);
    const plain = await shelf('recommended-for-you', history);
    const shareOf = (list: typeof plain, id: string) => {
      const { score, reasons } = list.find((one) => one.id === id)!;
      return score * reasons.find(({ objectID }) => objectID === 'shoe')!.share;
    };
    expect(shareOf(less, 'lace')).toBeCloseTo(shareOf(plain, 'lace') / 4);
    expect(less.find(({ id }) => id === 'lace')!.reasons).toContainEqual(
      expect.objectContaining({ event: 'view_item', objectID: 'shoe' }),
    );
    const back = [...history, event('less', 'shoe'), event('unmute', 'shoe')];
    expect(await shelf('recommended-for-you', back)).toEqual(plain);
  });

  it('shows a bought item again only if its buyers buy it again', async () => {
    const bought = [event('purchase', ['lace', 'boot']), event('view_item', 'shoe')];
    const listed = async (now: number) => names(await shelf('recommended-for-you', bought, {}, { now }));
    const list = await listed(1e10);
    expect(list).toContain('lace');
    expect(list).not.toContain('boot');
    expect(await listed(1e8)).not.toContain('lace'); // a day later it is too early
  });
});

describe('shelves of the items that a request names', () => {
  it('related-products shows what resembles them', async () => {
    const list = await shelf('related-products', [], {}, { objectIDs: ['sandal'] });
    expect(names(list).slice(0, 2)).toEqual(['boot', 'shoe']);
    expect(list[0]!.reasons[0]).toMatchObject({ event: 'seed', objectID: 'sandal' });
  });

  it('also-viewed shows their neighbours in the table, and nothing to fill the shelf', async () => {
    expect(names(await shelf('also-viewed', [], {}, { objectIDs: ['hat'] }))).toEqual(['shoe']);
    expect(names(await shelf('also-viewed', [], {}, { objectIDs: ['lace'] }))).toEqual([]);
  });

  it('bought-together takes the cart or else the last purchase, and names it in its reasons', async () => {
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
    '%s is refused without any',
    async (model) => {
      await expect(shelf(model, [])).rejects.toMatchObject({ code: 'bad-argument' });
    },
  );

  it.each(['related-products', 'also-viewed', 'bought-together'] as const)(
    '%s is empty for an item that the pack lacks',
    async (model) => {
      expect(await shelf(model, [], {}, { objectIDs: ['unheard of'] })).toEqual([]);
    },
  );

  it('shows the fallback that the caller names, but only if the shelf is empty', async () => {
    const request = { objectIDs: ['lace'], fallback: 'trending-items' } as const;
    expect(names(await shelf('also-viewed', [], {}, request))).toEqual(['hat']);
    expect(names(await shelf('also-viewed', [], {}, { ...request, objectIDs: ['hat'] }))).toEqual(['shoe']);
  });
});

describe('other shelves', () => {
  it('next-in-session goes by the events of this session only', async () => {
    const hour = 3_600_000;
    const events = [event('view_item', 'hat', 0), event('view_item', 'shoe', 10 * hour)];
    const list = await shelf('next-in-session', events, {}, { now: 10 * hour });
    expect(list.flatMap(({ reasons }) => reasons.map(({ objectID }) => objectID))).not.toContain('hat');
    expect(await shelf('next-in-session', events, {}, { now: 20 * hour })).toEqual([]);
  });

  it('trending-items shows what sells now and is in stock', async () => {
    expect(names(await shelf('trending-items', []))).toEqual(['hat']);
    expect(names(await shelf('trending-items', [], { filters: { inStock: false } }))).toEqual(['hat', 'cap']);
  });

  it('recently-viewed shows each viewed item once, the last first', async () => {
    const views = ['hat', 'shoe', 'hat'].map((id) => event('view_item', id));
    expect(names(await shelf('recently-viewed', [...views, event('purchase', 'lace')]))).toEqual([
      'hat',
      'shoe',
    ]);
  });

  it('buy-again shows bought items that many buy again or that this shopper did', async () => {
    const bought = [event('purchase', ['lace', 'hat']), event('purchase', 'boot'), event('purchase', 'boot')];
    expect(names(await shelf('buy-again', bought, {}, { now: 1e10 }))).toEqual(['lace', 'boot']);
  });
});

describe('because-you-viewed', () => {
  const because = (events: readonly ShopperEvent[], request = {}) =>
    shelf('because-you-viewed', events, {}, { now: 10, ...request });

  it('starts from the item viewed last, and says so', async () => {
    const list = await because([
      event('view_item', 'hat', 1),
      event('view_item', 'shoe', 2),
      event('view_item_list', 'cap', 3),
    ]);
    expect(names(list)).toEqual(['boot', 'sandal']);
    for (const { reasons } of list)
      expect(reasons[0]).toMatchObject({ event: 'view_item', objectID: 'shoe' });
  });

  it('passes over the item of the page and muted items', async () => {
    const events = [
      event('view_item', 'hat', 1),
      event('view_item', 'boot', 2),
      event('view_item', 'shoe', 3),
    ];
    expect((await because(events, { objectIDs: ['shoe'] }))[0]!.reasons[0]).toMatchObject({
      objectID: 'boot',
    });
    expect(await because([...events, event('mute', 'boot', 4)], { objectIDs: ['shoe'] })).toEqual(
      await because(
        [
          event('view_item', 'hat', 1),
          event('mute', 'boot', 4),
          event('view_item', 'boot', 2),
          event('view_item', 'shoe', 3),
        ],
        { objectIDs: ['shoe'] },
      ),
    );
  });

  it('is empty for a shopper who has looked at nothing', async () => {
    expect(await because([event('purchase', 'shoe')])).toEqual([]);
  });

  it('takes the item of the last view that the pack knows, and shows none that were viewed', async () => {
    const list = await because([
      event('view_item', ['shoe', 'boot'], 1),
      event('view_item', 'unknown', 2),
      event('purchase', 'hat', 3),
    ]);
    expect(names(list)).toEqual(['sandal']);
    expect(list[0]!.reasons[0]).toMatchObject({ event: 'view_item', objectID: 'boot' });
  });

  it('shows no item that was bought and is hardly bought again', async () => {
    const list = await because([event('purchase', 'sandal', 1), event('view_item', 'shoe', 2)]);
    expect(names(list)).not.toContain('sandal');
  });
});

describe('recommend', () => {
  it('refuses a model that it does not know, and names those that it knows', async () => {
    for (const model of ['nothing', 'toString', '']) {
      const refused = shelf(model as RecommendOptions['model'], []);
      await expect(refused).rejects.toMatchObject({ code: 'bad-argument' });
      await expect(refused).rejects.toThrow(
        /known models: recommended-for-you, because-you-viewed, .*buy-again$/,
      );
    }
  });

  it('names the model that the shelf comes from, which may be one of several fallbacks', async () => {
    const of = async (request: Parameters<typeof recommend>[1], events: readonly ShopperEvent[] = []) => {
      const { model, ranked } = await recommend({ catalogue, scorer, events, now: 0 }, request, limits());
      return [model, ranked.length > 0];
    };
    expect(await of({ model: 'trending-items', fallback: 'buy-again' })).toEqual(['trending-items', true]);
    const fallback = ['buy-again', 'trending-items', 'recommended-for-you'] as const;
    expect(await of({ model: 'recently-viewed', fallback })).toEqual(['trending-items', true]);
    expect(await of({ model: 'recently-viewed', fallback: ['buy-again'] })).toEqual([
      'recently-viewed',
      false,
    ]);
    // Without images nothing looks similar.
    expect(await of({ model: 'looking-similar', fallback: 'trending-items' })).toEqual([
      'trending-items',
      true,
    ]);
    expect(await of({ model: 'recently-viewed', fallback: ['looking-similar', 'trending-items'] })).toEqual([
      'trending-items',
      true,
    ]);
    await expect(of({ model: 'looking-similar', objectIDs: ['shoe'] })).rejects.toThrow(/no images/);
  });

  it('undoes an event before it ranks', async () => {
    const events = [event('view_item', 'shoe', 1), event('hide', 'boot', 2)];
    const undone = { without: { event: 'hide', objectID: 'boot' } } as const;
    expect(names(await shelf('recommended-for-you', events, {}, undone))).toContain('boot');
    expect(names(await shelf('recommended-for-you', events))).not.toContain('boot');
  });
});

describe('bought-together', () => {
  it('takes the items that the request names rather than the cart, and shows none that are there', async () => {
    const cart = [event('add_to_cart', 'shoe')];
    const list = await shelf('bought-together', cart, {}, { objectIDs: ['boot'] });
    expect(list.map(({ id, reasons }) => [id, reasons[0]?.objectID])).toEqual([
      ['lace', 'boot'],
      ['hat', 'boot'],
    ]);
    expect(names(await shelf('bought-together', [event('add_to_cart', ['shoe', 'lace'])]))).toEqual([]);
    expect(await shelf('bought-together', cart, {}, { objectIDs: [] })).toEqual(
      await shelf('bought-together', cart),
    );
  });
});

describe('a pin', () => {
  it('of an item that may not appear, or that nobody knows, is left out', async () => {
    const of = async (objectID: string, given: object = {}) =>
      names(await shelf('trending-items', [], { rules: { pin: [{ objectID, position: 1 }] }, ...given }));
    expect(await of('lace')).toEqual(['lace', 'hat']);
    expect(await of('unknown')).toEqual(['hat']);
    expect(await of('cap')).toEqual(['hat']);
    expect(await of('lace', { filters: { category: 'hats' } })).toEqual(['hat']);
    expect(await of('lace', { excluded: new Set([ids.indexOf('lace')]) })).toEqual(['hat']);
  });

  it('has the score and the reasons of its item', async () => {
    const rules = { pin: [{ objectID: 'lace', position: 1 }] };
    const [lace] = await shelf('recommended-for-you', [event('view_item', 'shoe')], { rules });
    const plain = await shelf('recommended-for-you', [event('view_item', 'shoe')]);
    expect(lace).toEqual(plain.find(({ id }) => id === 'lace'));
  });
});
