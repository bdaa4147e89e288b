import type { EventName, EventParameters, ShopperEvent } from '../../types/events.ts';

/** What a GA4 event says of an order, as the page wrote it. */
export type Paid = Partial<Record<'transaction_id' | 'value' | 'currency', unknown>>;

const MAX_TRANSACTION = 100;

/** The events of which quantities and values are kept. */
export const PAYING: ReadonlySet<EventName> = new Set(['add_to_cart', 'remove_from_cart', 'purchase']);

/** Goes to the engine with the event, which keeps what is of the right type. */
export function paidOf({ transaction_id, value, currency }: EventParameters): Paid {
  return { transaction_id, value, currency };
}

/** What is kept of it with an event. Pages write what they like: the event counts without a value of a wrong type. */
export function checkedPaid(
  name: EventName,
  { transaction_id: order, value, currency }: Paid,
): Pick<ShopperEvent, 'transaction' | 'value' | 'currency'> {
  if (!PAYING.has(name)) return {};
  const isOrder = name === 'purchase' && (typeof order === 'string' || typeof order === 'number');
  const transaction = isOrder ? String(order).slice(0, MAX_TRANSACTION) : '';
  return {
    ...(transaction && { transaction }),
    ...(isCount(value) && { value }),
    ...(typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && { currency }),
  };
}

/** Whether a value is a number above 0. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < Infinity;
}
