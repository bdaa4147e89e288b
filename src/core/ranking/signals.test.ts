import { describe, expect, it } from 'vitest';
import type { ShopperEvent } from '../../types/events.ts';
import { catalogue, ids } from '../testing/shop.ts';
import { event } from '../testing/catalogue.ts';
import { mutedIds, rowSignals, seenRows, sessionOf, signalsOf, signalsOfRows } from './signals.ts';

const parameters = { recency: 1, halfLife: 100, sessionGap: 10, less: 0.25 };
const NOW = 1000;
const rowOf = (id: string) => ids.indexOf(id);
const signals = (
  events: readonly ShopperEvent[],
  given: Partial<typeof parameters> = {},
  known: object = catalogue,
) => signalsOf(events, known as typeof catalogue, NOW, { ...parameters, ...given });
const weights = (...call: Parameters<typeof signals>) => signals(...call).map(({ weight }) => weight);

describe('signalsOf', () => {
  it('gives a signal for each item, oldest first, with what the shopper did', () => {
    const events = [event('view_item', ['shoe', 'boot'], NOW), event('purchase', 'hat', NOW)];
    expect(signals(events).map((one) => ['row' in one && ids[one.row], one.event])).toEqual([
      ['shoe', 'view_item'],
      ['boot', 'view_item'],
      ['hat', 'purchase'],
    ]);
  });

  it('weighs an event less for each that came after it, by the recency', () => {
    const events = ['shoe', 'boot', 'hat'].map((id) => event('view_item', id, NOW));
    expect(weights(events)).toEqual([1 / 3, 1 / 2, 1]);
    expect(weights(events, { recency: 2 })).toEqual([1 / 9, 1 / 4, 1]);
    expect(weights(events, { recency: 0 })).toEqual([1, 1, 1]);
  });

  it('does not count events without a signal as later ones', () => {
    const nothing = [
      event('view_item_list', 'hat', NOW),
      event('view_item', 'unknown', NOW),
      event('mute', 'cap', NOW),
    ];
    expect(weights([event('view_item', 'shoe', NOW), ...nothing])).toEqual([1]);
  });

  it('halves an event with each half-life beyond the pause that ends a session', () => {
    const weightAt = (age: number) => weights([event('view_item', 'shoe', NOW - age)])[0];
    expect([0, 5, 10].map(weightAt)).toEqual([1, 1, 1]);
    expect([110, 210].map(weightAt)).toEqual([1 / 2, 1 / 4]);
    expect(weightAt(-50)).toBe(1);
  });

  it('counts only the last event of one kind that names an item', () => {
    const twice = [event('view_item', 'shoe', NOW - 500), event('view_item', 'shoe', NOW)];
    expect(weights(twice)).toEqual([1]);
    const both = [event('view_item', 'shoe', NOW), event('add_to_cart', 'shoe', NOW)];
    expect(signals(both).map((one) => one.event)).toEqual(['view_item', 'add_to_cart']);
    expect(weights([event('view_item', ['shoe', 'shoe'], NOW)])).toEqual([1]);
  });

  it('lets a dislike and what was taken out of the cart count against an item', () => {
    for (const name of ['dislike', 'hide', 'remove_from_cart'] as const)
      expect(weights([event(name, 'shoe', NOW)])[0]).toBeLessThan(0);
  });

  it('gives none for muted items, nor for those that nobody knows', () => {
    expect(signals([event('view_item', ['shoe', 'unknown'], NOW), event('mute', 'shoe', NOW)])).toEqual([]);
  });

  it('gives the vector of an item that only the text model knows', () => {
    const vector = Float32Array.of(0, 1, 0, 0);
    const known = { ...catalogue, unknownItems: new Map([['far', vector]]) };
    expect(signals([event('like', ['far', 'farther'], NOW)], {}, known)).toEqual([
      { weight: 3, event: 'like', id: 'far', vector },
    ]);
  });

  it('counts the last five searches, and shares each among what it found', () => {
    const searches = ['shoe', 'boot', 'sandal', 'hat', 'cap', 'lace'].map((term) => ({
      ...event('search', [], NOW),
      term,
    }));
    const rows = rowSignals(signals(searches)).map(({ row }) => ids[row]);
    expect(rows).toEqual(['boot', 'sandal', 'hat', 'cap', 'lace']);
    const [one, two] = [
      weights([event('search', 'hat', NOW)]),
      weights([event('search', ['hat', 'cap'], NOW)]),
    ];
    expect(two).toEqual([one[0]! / Math.SQRT2, one[0]! / Math.SQRT2]);
  });
});

it('what a search has found has not been seen', () => {
  const found = signals([
    event('view_item', 'hat', NOW),
    event('search', 'cap', NOW),
    event('like', 'shoe', NOW),
  ]);
  expect(seenRows(found).map((row) => ids[row])).toEqual(['hat', 'shoe']);
});

it('rows become signals of weight 1', () => {
  expect(signalsOfRows(new Set([3, 1]), 'seed')).toEqual([
    { row: 3, weight: 1, event: 'seed' },
    { row: 1, weight: 1, event: 'seed' },
  ]);
});

it('an item is muted until it is unmuted', () => {
  const [mute, unmute] = [event('mute', ['hat', 'cap']), event('unmute', 'hat')];
  expect([...mutedIds([mute])]).toEqual(['hat', 'cap']);
  expect([...mutedIds([mute, unmute])]).toEqual(['cap']);
  expect([...mutedIds([unmute, mute])]).toEqual(['hat', 'cap']);
  expect(mutedIds([event('hide', 'hat'), event('view_item', 'hat')]).size).toBe(0);
  expect(rowOf('hat')).toBe(3);
});

describe('sessionOf', () => {
  const at = (...times: number[]) => times.map((time) => event('view_item', 'hat', time));
  const timesOf = (times: number[], now: number) => sessionOf(at(...times), now, 10).map((one) => one.at);

  it('is the events since the last pause longer than the gap', () => {
    expect(timesOf([0, 50, 60, 65, 75], 85)).toEqual([50, 60, 65, 75]);
    expect(timesOf([0, 49, 60, 65, 75], 85)).toEqual([60, 65, 75]);
  });

  it('is over if the gap has passed since the last event', () => {
    expect(timesOf([70, 75], 86)).toEqual([]);
    expect(timesOf([], 0)).toEqual([]);
  });

  it('may be the whole history', () => {
    expect(timesOf([1, 2, 3], 3)).toEqual([1, 2, 3]);
  });
});
