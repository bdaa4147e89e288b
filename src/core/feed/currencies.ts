/**
 * Signs of currencies, in lower case, and the currencies that each may mean, the usual one first.
 *
 * @see Unicode CLDR, currency symbols. If the shop's country decides, `currencyOf` takes its currency.
 */
const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD CAD AUD NZD MXN SGD HKD TWD ARS CLP COP UYU BRL DOP JMD TTD BBD BSD BZD BND FJD GYD LRD NAD SBD SRD XCD',
  us$: 'USD',
  $us: 'USD',
  u$s: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  $au: 'AUD',
  c$: 'CAD NIO',
  ca$: 'CAD',
  cad$: 'CAD',
  $ca: 'CAD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  sg$: 'SGD',
  nt$: 'TWD',
  mx$: 'MXN',
  mex$: 'MXN',
  r$: 'BRL',
  ar$: 'ARS',
  cl$: 'CLP',
  co$: 'COP',
  $u: 'UYU',
  rd$: 'DOP',
  j$: 'JMD',
  tt$: 'TTD',
  bds$: 'BBD',
  b$: 'BND',
  fj$: 'FJD',
  ec$: 'XCD',
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP EGP FKP GIP LBP SYP',
  'e£': 'EGP',
  'l£': 'LBP',
  '¥': 'JPY CNY',
  'jp¥': 'JPY',
  'cn¥': 'CNY',
  rmb: 'CNY',
  元: 'CNY',
  円: 'JPY',
  '₩': 'KRW',
  원: 'KRW',
  '₹': 'INR',
  rs: 'INR PKR LKR NPR MUR SCR',
  'rs.': 'INR PKR LKR NPR MUR SCR',
  '৳': 'BDT',
  tk: 'BDT',
  'tk.': 'BDT',
  '₽': 'RUB',
  'руб.': 'RUB',
  руб: 'RUB',
  'р.': 'RUB BYN',
  rur: 'RUB', // its code before 1998, which feeds still use

  '₴': 'UAH',
  грн: 'UAH',
  'грн.': 'UAH',
  br: 'BYN ETB',
  '₸': 'KZT',
  '₼': 'AZN',
  '₾': 'GEL',
  '֏': 'AMD',
  '₺': 'TRY',
  tl: 'TRY',
  '₪': 'ILS',
  '₫': 'VND',
  đ: 'VND',
  '฿': 'THB',
  '₱': 'PHP CUP',
  rp: 'IDR',
  'rp.': 'IDR',
  rm: 'MYR',
  '₭': 'LAK',
  '៛': 'KHR',
  '₮': 'MNT',
  '₦': 'NGN',
  r: 'ZAR',
  '₵': 'GHS',
  'gh₵': 'GHS',
  ksh: 'KES',
  'ksh.': 'KES',
  kshs: 'KES',
  tsh: 'TZS',
  ush: 'UGX',
  'f cfa': 'XOF XAF',
  fcfa: 'XAF XOF',
  cfa: 'XOF XAF',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  lei: 'RON MDL',
  лв: 'BGN',
  'лв.': 'BGN',
  'din.': 'RSD',
  'дин.': 'RSD',
  km: 'BAM',
  kn: 'HRK',
  ден: 'MKD',
  'fr.': 'CHF',
  sfr: 'CHF',
  'sfr.': 'CHF',
  kr: 'SEK NOK DKK ISK',
  'kr.': 'DKK SEK NOK ISK',
  dt: 'TND',
  dh: 'MAD AED',
  dhs: 'AED MAD',
  'dhs.': 'AED MAD',
  sr: 'SAR',
  's/': 'PEN',
  's/.': 'PEN',
  '₡': 'CRC',
  '₲': 'PYG',
  'gs.': 'PYG',
  'bs.': 'BOB VES',
  bs: 'BOB VES',
  'b/.': 'PAB',
  q: 'GTQ',
  'l.': 'HNL',
  'د.إ': 'AED',
  'د.ك': 'KWD',
  'د.ب': 'BHD',
  'ر.ع': 'OMR',
  'ر.س': 'SAR',
  'ر.ق': 'QAR',
  'د.أ': 'JOD',
  'د.ت': 'TND',
  'د.ع': 'IQD',
  'ج.م': 'EGP',
  'د.م': 'MAD',
};

/** Signs that no currency is the usual one of. Alone they name no currency. */
const SHARED = new Set(['kr', 'kr.']);

const CODES = new Set(Intl.supportedValuesOf('currency'));
/** Codes that are words in some language. In small letters they name no currency. */
const WORDS = new Set('all top try cup pen mop bob std sos gel lak mad ron sar zar ars dop'.split(' '));

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const signs = Object.keys(SIGNS).sort((a, b) => b.length - a.length);

/** Matches one currency, be it a sign or a code; letters do not match inside a word. */
export const CURRENCY = String.raw`(?:(?<![\p{L}])(?:${signs.map(escaped).join('|')}|[a-z]{3})(?![\p{L}]))`;

/**
 * The currency that a sign or a code means.
 *
 * @param expected ISO 4217, from elsewhere in the feed: it decides between the currencies of one sign.
 * @returns ISO 4217; `null` if the sign is of several currencies; `undefined` if it is no currency.
 */
export function currencyOf(unit: string, expected?: string): string | null | undefined {
  const lower = unit.toLowerCase();
  if (Object.hasOwn(SIGNS, lower)) {
    const meant = SIGNS[lower]!.split(' ');
    if (expected !== undefined && meant.includes(expected)) return expected;
    return SHARED.has(lower) ? null : meant[0]!;
  }
  const code = unit.toUpperCase();
  if (!CODES.has(code) || (unit !== code && WORDS.has(lower))) return undefined;
  return code;
}

/** How many decimals amounts of a currency have: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  const options = { style: 'currency', currency } as const;
  return new Intl.NumberFormat('en', options).resolvedOptions().maximumFractionDigits ?? 2;
}
