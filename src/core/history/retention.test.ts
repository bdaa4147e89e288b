import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventName, ShopperEvent } from '../../types/events.ts';
import type { ModelName } from '../../types/requests.ts';
import { EVENT_WEIGHTS } from './event.ts';
import { compactHistory, retained } from './compact.ts';
import { RETENTION, trim, within } from './retention.ts';
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
});
