/** An amount of money; the currency where the text says. */
export interface Price {
  readonly price: number;
  readonly currency?: string;
}

/** `kr` is of three currencies, so it says none. */
const SIGNS: Readonly<Record<string, string | undefined>> = {
  $: 'USD',
  us$: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  r$: 'BRL',
  mx$: 'MXN',
  '€': 'EUR',
  euro: 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  '₹': 'INR',
  'rs.': 'INR',
  '₽': 'RUB',
  'руб.': 'RUB',
  руб: 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  '₩': 'KRW',
  '₫': 'VND',
  '฿': 'THB',
  '₴': 'UAH',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  lei: 'RON',
  'fr.': 'CHF',
  sfr: 'CHF',
  лв: 'BGN',
  'лв.': 'BGN',
  kr: undefined,
  'kr.': undefined,
};
const UNIT = String.raw`[A-Za-z]{3}|[A-Za-z]{0,2}\$|[€£¥￥₹₽₺₪₩₫฿₴]|euro|rs\.|zł|kč|ft|lei|fr\.|sfr|kr\.?|лв\.?|руб\.?`;
const PRICE = new RegExp(
  String.raw`^(?:(?:from|ab|starting at|à partir de|desde|da|od|vanaf)\s+)?(${UNIT})?\s*(\d[\d.,'’ \u00a0\u202f]*?)(?:[.,][-–—]{1,2})?\s*(${UNIT})?(?:\s+([A-Z]{3}))?$`,
  'iu',
);
const CODES = new Set(
  `eur usd gbp chf sek nok dkk pln czk huf ron bgn try rub uah jpy cny krw inr brl mxn cad aud nzd sgd hkd thb vnd
   idr myr php zar ils aed sar ars clp cop pen twd isk`.split(/\s+/),
);

/**
 * Reads a price as feeds write it: `12.5`, `12,50`, `1.234,50 €`, `$1,234.50`, `15.00 USD`, `ab 9,- EUR`.
 * Of two kinds of separator the last is the decimal one; of one kind, alone and followed by exactly three digits, it
 * groups: a comma always, a full stop where a currency is beside it.
 *
 * @returns Nothing, if it is no price.
 */
export function parsePrice(value: unknown): Price | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? { price: value } : undefined;
  if (typeof value === 'bigint') return value >= 0n ? { price: Number(value) } : undefined;
  if (typeof value !== 'string') return undefined;
  const match = PRICE.exec(value.trim());
  if (!match) return undefined;
  const units = [match[4], match[1], match[3]].filter((unit) => unit !== undefined);
  if (!units.every(isUnit)) return undefined;
  const price = parseAmount(match[2]!.replace(/['’ \u00a0\u202f]/g, ''), units.length > 0);
  if (price === undefined) return undefined;
  // A code says more than a sign: `$12 CAD`.
  const codes = units.toSorted((a, b) => Number(CODE.test(b)) - Number(CODE.test(a))).map(currencyOf);
  const currency = codes.find((code) => code !== undefined);
  return { price, ...(currency !== undefined && { currency }) };
}

const CODE = /^[A-Z]{3}$/;

/** Three small letters may be a word; three capitals are a code. */
function isUnit(unit: string): boolean {
  return CODE.test(unit) || CODES.has(unit.toLowerCase()) || Object.hasOwn(SIGNS, unit.toLowerCase());
}

function currencyOf(unit: string): string | undefined {
  return Object.hasOwn(SIGNS, unit.toLowerCase()) ? SIGNS[unit.toLowerCase()] : unit.toUpperCase();
}

function parseAmount(digits: string, hasUnit: boolean): number | undefined {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return Number(digits);
  const mark = digits[last]!;
  const other = mark === '.' ? ',' : '.';
  const single = digits.indexOf(mark) === last;
  const thousands = !digits.includes(other) && digits.length - last === 4 && last <= 3 && digits[0] !== '0';
  // A full stop before three digits alone is taken as decimal, as program output writes it.
  const groups = !single || (thousands && (mark === ',' || hasUnit));
  const [whole, fraction] = groups ? [digits, ''] : [digits.slice(0, last), digits.slice(last + 1)];
  if (!/^\d*$/.test(fraction) || (groups && digits.includes(other))) return undefined;
  if (!/^\d{1,3}([.,]\d{3})*$|^\d+$/.test(whole)) return undefined;
  return Number(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`);
}
