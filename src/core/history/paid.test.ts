import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventName } from '../../types/events.ts';
import { EVENT_WEIGHTS } from './event.ts';
import { checkedPaid, isCount, paidOf, PAYING } from './paid.ts';

const order = { transaction_id: 'T-1', value: 12.5, currency: 'EUR' };

describe('checkedPaid', () => {
  it('keeps order, value and currency of a purchase, and value and currency of cart events', () => {
    expect(checkedPaid('purchase', order)).toEqual({ transaction: 'T-1', value: 12.5, currency: 'EUR' });
    for (const name of ['add_to_cart', 'remove_from_cart'] as const)
      expect(checkedPaid(name, order)).toEqual({ value: 12.5, currency: 'EUR' });
  });

  it('keeps nothing of any other event', () => {
    const others = (Object.keys(EVENT_WEIGHTS) as EventName[]).filter((name) => !PAYING.has(name));
    expect(others).toContain('view_item');
    for (const name of others) expect(checkedPaid(name, order)).toEqual({});
  });

  it('takes a number for an order, cuts a long name of one, and leaves out an empty one', () => {
    const transactionOf = (transaction_id: unknown) => checkedPaid('purchase', { transaction_id });
    expect(transactionOf(17)).toEqual({ transaction: '17' });
    expect(transactionOf('x'.repeat(101))).toEqual({ transaction: 'x'.repeat(100) });
    for (const none of ['', null, undefined, true, {}, ['T-1']]) expect(transactionOf(none)).toEqual({});
  });

  it.each(['eur', 'EURO', 'EU', 'xEUR', 'E R', '123', '', 978, ['EUR'], null])(
    'leaves out the currency %j',
    (currency) => {
      expect(checkedPaid('purchase', { currency })).toEqual({});
    },
  );

  it('keeps only values that are numbers above 0', () => {
    for (const value of [0, -1, NaN, Infinity, -Infinity, '12', null, 5n])
      expect(checkedPaid('add_to_cart', { value })).toEqual({});
    expect(checkedPaid('add_to_cart', { value: 1e-9 })).toEqual({ value: 1e-9 });
  });

  it('gives no wrong type, whatever the page writes', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (transaction_id, value, currency) => {
        const kept = checkedPaid('purchase', { transaction_id, value, currency });
        for (const text of [kept.transaction, kept.currency])
          expect(['string', 'undefined']).toContain(typeof text);
        expect(kept.value === undefined || isCount(kept.value)).toBe(true);
      }),
    );
  });
});

it('takes of an event what it says of the order, and nothing else', () => {
  expect(paidOf({ ...order, items: [], coupon: 'SPRING' })).toEqual(order);
});
