import { textOf } from './value.ts';
import { parsePrice, type Price } from './price.ts';

const AMOUNTS = [
  'amount',
  'value',
  '@value',
  'price',
  'minVariantPrice',
  'lowPrice',
  'min',
  'gross',
  'current',
  'regular',
];
const CURRENCIES = ['currencyCode', 'currency', 'priceCurrency', 'currency_code'];
/** What feeds write where there is no price. */
const NONE = /^(?:[-–—]+|n\/?a|none|null|nan|nil|poa|tba|tbd|call.*|on request|auf anfrage|sur demande)?$/i;

/**
 * A price as a feed holds it: a number, a text, or an object of amount and currency.
 *
 * @returns `undefined` where there is none; `'unreadable'` where there is one that cannot be read.
 */
export function priceOf(value: unknown, depth = 0): Price | 'unreadable' | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return priceOf((value as unknown[])[0], depth + 1);
  if (typeof value === 'object' && depth <= 4) {
    const inner = own(value, AMOUNTS);
    const price = priceOf(inner, depth + 1);
    const currency = textOf(own(value, CURRENCIES));
    return typeof price === 'object' && currency !== undefined ? { currency, ...price } : price;
  }
  if (typeof value === 'string' && NONE.test(value.trim())) return undefined;
  return parsePrice(value) ?? 'unreadable';
}

function own(value: object, keys: readonly string[]): unknown {
  const key = keys.find(
    (name) => Object.hasOwn(value, name) && (value as Record<string, unknown>)[name] !== null,
  );
  return key === undefined ? undefined : (value as Record<string, unknown>)[key];
}
