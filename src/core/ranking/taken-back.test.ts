import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_WEIGHTS } from '../history/event.ts';
import { shelf } from '../testing/shop.ts';
import type { EventName, ShopperEvent } from '../../types.ts';
import type { AnySignal } from './signals.ts';
import { withoutTakenBack } from './taken-back.ts';

const NAMES = Object.keys(EVENT_WEIGHTS) as EventName[];
const signals = fc.uniqueArray(
  fc.record({
    event: fc.constantFrom(...NAMES),
    row: fc.integer({ min: 0, max: 3 }),
    weight: fc.double({ min: -4, max: 4, noNaN: true }),
  }),
  { selector: ({ event, row }) => `${event} ${row}` },
);

describe('what the shopper has taken back', () => {
  it('is in no signal of its own, and the sum of each item stays', () => {
    const sumOf = (all: readonly AnySignal[], row: number) =>
      all.reduce((sum, one) => sum + ('row' in one && one.row === row ? one.weight : 0), 0);
    fc.assert(
      fc.property(signals, (given) => {
        const left = withoutTakenBack(given);
        const has = (event: EventName, row: number) =>
          left.some((one) => 'row' in one && one.event === event && one.row === row);
        for (let row = 0; row < 4; row++) {
          expect(sumOf(left, row)).toBeCloseTo(sumOf(given, row), 9);
          expect(has('add_to_cart', row) && has('remove_from_cart', row)).toBe(false);
          expect(has('like', row) && (has('hide', row) || has('dislike', row))).toBe(false);
        }
      }),
    );
  });

  it('stays if it is of another item, or if nothing took it back', () => {
    const given: AnySignal[] = [
      { event: 'like', row: 0, weight: 3 },
      { event: 'dislike', row: 1, weight: -3 },
      { event: 'remove_from_cart', id: 'x', vector: new Float32Array(2), weight: -1 },
    ];
    expect(withoutTakenBack(given)).toEqual(given);
  });

  it('is no reason, also of an item that only a table has found', async () => {
    const events: ShopperEvent[] = [
      { name: 'like', ids: ['shoe'], at: 0 },
      { name: 'dislike', ids: ['boot', 'shoe'], at: 0 },
    ];
    const items = await shelf('recommended-for-you', events, { threshold: -Infinity }, { now: 1e9 });
    expect(items.flatMap(({ reasons }) => reasons.map(({ event }) => event))).not.toContain('like');
  });
});
