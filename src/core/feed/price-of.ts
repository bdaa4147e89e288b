import { currencyOf, decimalsOf } from './currencies.ts';
import { parsePrice, type Price } from './price.ts';
import { textOf } from './value.ts';

const AMOUNTS = [
  '$numberDecimal',
  '$numberDouble',
  '$numberInt',
  '$numberLong',
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
  'preciseAmount',
  'centAmount',
  '#text',
];
/** How many minor units make one of the amount's, or the decimal places that they take. */
const DIVISORS = ['divisor'];
const PLACES = ['currency_minor_unit', 'minor_unit', 'fractionDigits', 'exponent'];
const CURRENCIES = ['currencyCode', 'currency', 'priceCurrency', 'currency_code', '@currency'];
/** Values in feeds that mean that there is no price. */
const NONE =
  /^(?:[-–—]+|n\/?a|none|null|nan|nil|\\n|poa|tba|tbd|call.*|on request|auf anfrage|sur demande)?$/i;

/**
 * A price as a feed holds it: a number, a text, or an object of amount and currency, in minor units if the object says so
 * (`{ amount: 12050, divisor: 100 }`, `{ centAmount: 12050, fractionDigits: 2 }`).
 *
 * @param expected ISO 4217, from elsewhere in the feed.
 * @returns `undefined` if there is none; `'unreadable'` if there is one that cannot be read.
 */
export function priceOf(value: unknown, expected?: string, depth = 0): Price | 'unreadable' | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return priceOf((value as unknown[])[0], expected, depth + 1);
  if (typeof value === 'object' && depth <= 4) {
    const code = textOf(own(value, CURRENCIES));
    const currency = (code !== undefined && currencyOf(code)) || expected;
    const price = priceOf(own(value, AMOUNTS), currency, depth + 1);
    return typeof price === 'object' ? { ...price, price: price.price / minorUnits(value, currency) } : price;
  }
  if (typeof value === 'string' && NONE.test(value.trim())) return undefined;
  return parsePrice(value, expected) ?? 'unreadable';
}

/** How many of an object's units make one of its currency. */
function minorUnits(value: object, currency: string | undefined): number {
  const divisor = Number(own(value, DIVISORS) ?? NaN);
  if (divisor > 0) return divisor;
  const places = Number(own(value, PLACES) ?? NaN);
  if (places >= 0 && places <= 6) return 10 ** places;
  const isCents = Object.hasOwn(value, 'centAmount');
  return isCents ? 10 ** (currency === undefined ? 2 : decimalsOf(currency)) : 1;
}

function own(value: object, keys: readonly string[]): unknown {
  const key = keys.find(
    (name) => Object.hasOwn(value, name) && (value as Record<string, unknown>)[name] !== null,
  );
  return key === undefined ? undefined : (value as Record<string, unknown>)[key];
}
