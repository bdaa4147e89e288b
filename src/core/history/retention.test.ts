import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventName, ShopperEvent } from '../../types/events.ts';
import type { ModelName } from '../../types/requests.ts';
import { EVENT_WEIGHTS } from './event.ts';
import { compactHistory, retained } from './compact.ts';
import { earliestKept, isAhead, notAhead, RETENTION, trim, within } from './retention.ts';
import { ids, shelf } from '../testing/shop.ts';

const DAY = 24 * 60 * 60_000;
const NOW = 200 * DAY;
const event = (name: EventName, ids: readonly string[], days: number): ShopperEvent => ({
  name,
  ids,
  at: NOW - days * DAY,
});

describe('retention', () => {
  it('drops events older than the days given, and the oldest beyond the number given', () => {
    const events = [91, 89, 3, 2.5, 1].map((days) => event('search', [], days));
    expect(retained(events, NOW, RETENTION)).toEqual(events.slice(1));
    expect(within(events, NOW, RETENTION)).toEqual(events.slice(1));
    for (const cut of [retained, within])
      expect(cut(events, NOW, { days: 90, max: 2 })).toEqual(events.slice(3));
  });

  it('drops items of older events that a later event of the same name repeats', () => {
    const events = [
      event('view_item', ['a', 'b'], 9),
      event('view_item', ['b'], 8),
      event('purchase', ['a'], 7),
      event('purchase', ['a'], 6),
      event('view_item', ['b'], 1.5),
      event('view_item', ['b'], 1),
    ];
    expect(compactHistory(events, NOW, RETENTION)).toEqual([
      event('view_item', ['a'], 9),
      undefined,
      ...events.slice(2),
    ]);
  });

  it('drops items of a list that the shopper has clicked since', () => {
    const list = event('view_item_list', ['a', 'b'], 9);
    expect(retained([list, event('select_item', ['a'], 8)], NOW, RETENTION)[0]!.ids).toEqual(['b']);
    expect(retained([event('select_item', ['a'], 10), list], NOW, RETENTION)[1]).toBe(list);
  });

  it('keeps the text of an unknown item if only an earlier event has it', () => {
    const told = { ...event('view_item', ['x', 'y'], 9), texts: { x: 'A chair', y: 'A lamp' } };
    const again = { ...event('view_item', ['y'], 8), texts: { y: 'A lamp' } };
    expect(retained([told, event('view_item', ['x'], 8), again], NOW, RETENTION)[0]).toEqual({
      ...told,
      ids: ['x'],
      texts: { x: 'A chair' },
    });
  });

  it('changes no shelf', async () => {
    const names = Object.keys(EVENT_WEIGHTS) as EventName[];
    const history = fc.array(
      fc.record({
        name: fc.constantFrom(...names),
        ids: fc.array(fc.constantFrom(...ids, 'unknown'), { minLength: 1, maxLength: 4, size: 'max' }),
        days: fc.integer({ min: 0, max: 150 }),
      }),
      { maxLength: 60, size: 'max' },
    );
    const models: ModelName[] = ['recommended-for-you', 'bought-together', 'next-in-session', 'buy-again'];
    let [runs, dropped] = [0, 0];
    await fc.assert(
      fc.asyncProperty(history, async (made) => {
        const events = made
          .toSorted((a, b) => b.days - a.days)
          .map(({ name, ids, days }) => event(name, ids, days));
        const kept = retained(events, NOW, { days: 200, max: Infinity });
        runs++;
        dropped += events.length - kept.length;
        for (const model of [...models, 'recently-viewed', 'trending-items'] as const) {
          const [whole, compact] = [
            await shelf(model, events, {}, { now: NOW }),
            await shelf(model, kept, {}, { now: NOW }),
          ];
          expect(compact).toEqual(whole);
        }
      }),
      { numRuns: 300 },
    );
    expect(dropped / runs).toBeGreaterThan(3);
  });

  it('applies while events are added, too', () => {
    const events = [91, 3, 2, 91, 1].map((days) => event('search', [], days));
    trim(events, NOW, { days: 90, max: 2 });
    expect(events.map(({ at }) => (NOW - at) / DAY)).toEqual([2, 1]);
  });

  it('keeps everything if it is neither too old nor too much', () => {
    const events = [90, 2, 1].map((days) => event('search', [], days));
    for (const max of [3, 4, 100]) {
      expect(within(events, NOW, { days: 90, max })).toEqual(events);
      expect(retained(events, NOW, { days: 90, max })).toEqual(events);
      const own = [...events];
      trim(own, NOW, { days: 90, max });
      expect(own).toEqual(events);
    }
    expect(earliestKept(NOW, 90)).toBe(NOW - 90 * DAY);
  });

  it('says of each event whether it is kept', () => {
    const events = [event('search', [], 91), event('like', ['a'], 1)];
    expect(compactHistory(events, NOW, RETENTION)).toEqual([undefined, events[1]]);
    expect(compactHistory(events, NOW, { days: 90, max: 0 })).toEqual([undefined, undefined]);
    expect(compactHistory([events[0]!], NOW, RETENTION)).toHaveLength(1);
  });

  it('leaves events of the last two days whole', () => {
    const [older, settled] = [event('view_item', ['a', 'b'], 1.99), event('view_item', ['a', 'b'], 2)];
    const last = event('view_item', ['a'], 0);
    expect(retained([older, last], NOW, RETENTION)).toEqual([older, last]);
    expect(retained([settled, last], NOW, RETENTION)).toEqual([{ ...settled, ids: ['b'] }, last]);
  });

  it('keeps events that named nothing from the start, and every cart event, purchase and search', () => {
    const events = [
      event('view_item', [], 9),
      event('add_to_cart', ['a'], 8),
      event('remove_from_cart', ['a'], 7),
      event('add_to_cart', ['a'], 6),
      event('remove_from_cart', ['a'], 5),
      event('purchase', ['a'], 4),
      event('search', ['a'], 4),
      event('purchase', ['a'], 3),
      event('search', ['a'], 3),
      event('view_item', ['a'], 0),
    ];
    expect(retained(events, NOW, RETENTION)).toEqual(events);
  });

  it.each([
    'view_item',
    'select_item',
    'add_to_wishlist',
    'dwell',
    'like',
    'dislike',
    'hide',
    'mute',
    'unmute',
  ] as const)('drops a %s that a later one of the same name repeats, but for no other', (name) => {
    const twice = [event(name, ['a'], 9), event(name, ['a'], 8)];
    expect(retained(twice, NOW, RETENTION)).toEqual([twice[1]]);
    const other = [event(name, ['a'], 9), event(name === 'like' ? 'hide' : 'like', ['a'], 8)];
    expect(retained(other, NOW, RETENTION)).toEqual(other);
  });

  it.each([
    ['view_item', true],
    ['select_item', true],
    ['add_to_cart', true],
    ['like', false],
    ['view_item_list', false],
    ['purchase', false],
  ] as const)('of a list that is followed by a %s drops its items: %j', (name, drops) => {
    const list = event('view_item_list', ['a', 'b'], 9);
    expect(retained([list, event(name, ['a'], 8)], NOW, RETENTION)[0]!.ids).toEqual(
      drops ? ['b'] : ['a', 'b'],
    );
    expect(retained([list, event(name, ['a', 'b'], 8)], NOW, RETENTION)).toHaveLength(drops ? 1 : 2);
  });

  it('keeps a text that only an event has which says nothing of the taste', () => {
    const told = { ...event('view_item', ['x'], 9), texts: { x: 'A chair' } };
    const [shown, muted] = (['view_item_list', 'mute'] as const).map((name) => ({
      ...event(name, ['x'], 8),
      texts: { x: 'A chair' },
    }));
    for (const later of [shown!, muted!])
      expect(retained([told, later, event('view_item', ['x'], 7)], NOW, RETENTION)[0]).toEqual(told);
  });

  it('takes an event of the future for one of now', () => {
    const [ahead, near] = [event('like', ['a'], -1.5), event('like', ['a'], -1)];
    expect([isAhead(ahead, NOW), isAhead(near, NOW)]).toEqual([true, false]);
    expect(notAhead(ahead, NOW)).toEqual({ ...ahead, at: NOW });
    expect(notAhead(near, NOW)).toBe(near);
    expect(retained([ahead], NOW, RETENTION)).toEqual([{ ...ahead, at: NOW }]);
  });
});
