import { parseAmount } from './amount.ts';
import { CURRENCY, currencyOf, decimalsOf } from './currencies.ts';
import { hasMarkup, plainText } from './plain-text.ts';

/** An amount of money, and its currency if the text or the feed names one. */
export interface Price {
  readonly price: number;
  /** ISO 4217. */
  readonly currency?: string;
  /** What had to be guessed, if anything, such as `the lower end of a range`. */
  readonly guessed?: string;
}

const AMOUNT = String.raw`(?:\d[\d.,'’\s]*\d|\d|[.,]\d+)(?:[.,]?[-–—]{1,2}|[.,]|:-|\/-)?`;
/** A currency may stand before the amount, behind it, or on both sides (`US $12 CAD`). */
const MONEY = String.raw`(?<before>${CURRENCY}\s*)*${AMOUNT}(?:\s*${CURRENCY})*`;
const WHOLE = new RegExp(
  String.raw`^(?<units>(?:${CURRENCY}\s*)*)(?<amount>${AMOUNT})(?<more>(?:\s*${CURRENCY})*)$`,
  'iu',
);
const RANGE = new RegExp(
  String.raw`^(${MONEY.replace('?<before>', '?:')})\s*(?:[-–—~]|to|bis|à|a|hasta|até|do|till|tot|until)\s*(${MONEY.replace('?<before>', '?:')})$`,
  'iu',
);
const UNIT = new RegExp(CURRENCY, 'giu');

/** Words before an amount that do not change it. */
const LEAD =
  /^(?:from|starting(?: at| from)?|as low as|only|now|price|ab|nur|jetzt|preis|à partir de|dès|prix|desde|precio|a partire da|da|prezzo|a partir de|por|od|vanaf|prijs|fra|från|pris|alkaen|from only|mrp|rrp|uvp|msrp|approx\.?|ca\.?|от|цена|od)(?=[\s:.]|\d)[\s:.]*/i;
/** What stands behind an amount and does not change it: taxes, measures, notes. */
const TAIL = [
  /(?<![\s(,])[\s(,]*(?:(?<!\p{L})(?:incl?|inkl|excl?|exkl|zzgl|plus|ex|inc)\.?(?:uding|usive|uded)?(?: of)?(?: all)?\s*(?:\d+\s*%\s*)?(?:vat|gst|hst|pst|sales tax|tax(?:es)?|mwst|ust|tva|iva|btw|moms|pdv|dph|áfa|kdv|ндс)\.?|(?:t\.?t\.?c|h\.?t)\.?|tax incl(?:uded|\.)?|(?:iva|tva|btw|kdv) (?:incl|inkl|inclus[ao]?|inclu[ií]do|incluida|compris[ae]?|dahil)\.?|netto|brutto|net|gross|税込|税抜|\+\s*(?:vat|gst|iva|tax))\)?$/iu,
  /(?<!\s)\s*(?:\/|(?<!\p{L})(?:per|pro|por|par|al|a|je|za|each)(?!\p{L}))\s*(?:\d+(?:[.,]\d+)?\s*)?(?:kg|g|gr|mg|lb|lbs|oz|l|lt|ltr|ml|cl|m|m2|m²|m³|cm|mm|ft|sq\.? ?ft|yd|pc|pcs|piece|pieces|unit|units|item|st|stk|stück|ea|each|pair|pack|set|box|month|mo|year|week|day|night|hour|person|kilo|litre|liter|meter|metre|pièce|unidad|pezzo|kus|szt|шт)\.?$/iu,
  /(?<!\s)\s*(?:(?<!\p{L})(?:each|ea\.?|apiece|p\.?p\.?|only|onwards)|\/-|(?<!\*)\*+)$/iu,
];
/** Where the digits of scripts other than Latin begin: Arabic, Persian, Devanagari, Bengali and so on. */
const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0,
];

/**
 * Reads a price as feeds write it: `12.5`, `12,50`, `1.234,50 €`, `₹1,29,999`, `$10 - $20` (the lower end), `ab 9,- EUR`,
 * `12,50 € / kg`, `<span>12&nbsp;&euro;</span>`. How many decimals a currency has decides what a separator before three
 * digits means, see `parseAmount`.
 *
 * @param expected ISO 4217: the currency that the feed names elsewhere (a column, a header, the caller).
 * @returns `undefined` if it is no price.
 */
export function parsePrice(value: unknown, expected?: string): Price | undefined {
  const known = expected === undefined ? {} : { currency: expected };
  if (typeof value === 'number')
    return Number.isFinite(value) && value >= 0 ? { price: value, ...known } : undefined;
  if (typeof value === 'bigint') return value >= 0n ? { price: Number(value), ...known } : undefined;
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  const text = bare(plainDigits(value));
  return moneyIn(text, expected) ?? rangeIn(text, expected) ?? markedIn(text, expected);
}

/** A price with all its words is shorter. */
const LONGEST = 400;

/** Raised digits become plain ones: behind whole amounts they are cents (`19⁹⁹`), else the mark of a footnote (`19,99 €¹`). */
function withoutRaised(text: string): string {
  return text.replace(/[⁰¹²³⁴-⁹]+/g, (raised, at: number) => {
    const before = text.slice(Math.max(0, at - 4), at);
    if (/[\p{L}.,]$/u.test(before)) return raised; // a measure, such as m², or cents
    if (raised.length !== 2 || !/\d$/.test(before) || /[.,]\d{1,2}$/.test(before)) return '';
    return `${/\.\d{3}$/.test(before) ? ',' : '.'}${raised}`;
  });
}

/** The text with Latin digits, plain spaces and no markup; of a reduced price in HTML what holds now. */
function plainDigits(value: string): string {
  const now = insertedIn(value) ?? value;
  const text = hasMarkup(now) ? plainText(now) : now;
  return withoutRaised(text)
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0)!;
      return String(code - (ZEROS.findLast((zero) => zero <= code) ?? 48));
    })
    .replaceAll('٫', '.')
    .replaceAll('٬', ',')
    .replace(/[\u200b-\u200f\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<!\p{L})(us|au|ca|nz|hk|nt|sg|mx|rd|tt|[acrs]) \$/giu, '$1$$') // `US $12`
    .trim();
}

/** The first text that HTML marks as inserted, with its opening tag. */
function insertedIn(value: string): string | undefined {
  const start = value.search(/<ins\b/i);
  const end = value.search(/<\/ins>/i);
  return start < 0 || end < start ? undefined : value.slice(start, end);
}

/** Without the words around it that every price may have. */
function bare(text: string): string {
  let rest = text.replace(LEAD, '');
  for (let length = Infinity; rest.length < length;) {
    length = rest.length;
    for (const tail of TAIL) {
      const cut = rest.replace(tail, '');
      if (/\d/.test(cut)) rest = cut.trimEnd();
    }
  }
  return rest;
}

/** One amount with its currency, and nothing else. */
function moneyIn(text: string, expected: string | undefined): Price | undefined {
  const match = WHOLE.exec(text.replace(/(\d) ?(€|fr\.?) ?(\d{2})$/iu, '$1,$3 $2')); // `12€50`
  if (!match?.groups) return undefined;
  const units = [
    ...(match.groups['units'] ?? '').matchAll(UNIT),
    ...(match.groups['more'] ?? '').matchAll(UNIT),
  ];
  const meant = units.map(([unit]) => ({ unit, code: currencyOf(unit, expected) }));
  if (meant.some(({ code }) => code === undefined)) return undefined;
  // A code says more than a sign: `$12 CAD`.
  const named =
    meant.find(({ unit, code }) => unit.toUpperCase() === code) ?? meant.find(({ code }) => code !== null);
  const currency = named?.code ?? expected;
  const digits = match.groups['amount']!.replace(/[.,]?[-–—]{1,2}$|:-$|\/-$|[.,]$/, '');
  const read = parseAmount(digits, currency === undefined ? undefined : decimalsOf(currency));
  if (!read) return undefined;
  const { amount, guessed } = read;
  return {
    price: amount,
    ...(currency !== undefined && { currency }),
    ...(guessed !== undefined && { guessed }),
  };
}

/** The lower end, in the currency of either. */
function rangeIn(text: string, expected: string | undefined): Price | undefined {
  const match = RANGE.exec(text);
  if (!match) return undefined;
  const high = moneyIn(match[2]!, expected);
  const low = moneyIn(match[1]!, high?.currency ?? expected);
  if (!low?.currency || !high || low.price > high.price) return undefined; // `555-1234` is no price
  return { ...low, guessed: 'the lower end of a range' };
}

/** One amount beside a currency, among words that are not known. */
function markedIn(text: string, expected: string | undefined): Price | undefined {
  if (!/[\p{L}]/u.test(text) || text.length > 80) return undefined;
  const found = [
    ...text.matchAll(
      new RegExp(`(?<![\\p{L}\\d.,-])${MONEY.replace('?<before>', '?:')}(?![\\p{L}\\d%])`, 'giu'),
    ),
  ];
  const [only, ...more] = found;
  if (!only || more.length > 0) return undefined;
  const rest = text.slice(0, only.index) + text.slice(only.index + only[0].length);
  const price = moneyIn(only[0].trim(), expected);
  const isNegative = /[-−–]\s*$/.test(text.slice(0, only.index));
  if (
    !price ||
    isNegative ||
    price.currency === undefined ||
    /\d/.test(rest) ||
    !new RegExp(CURRENCY, 'iu').test(only[0])
  )
    return undefined;
  return { ...price, guessed: 'the one amount among other words' };
}
