import { folded, isUnit } from './tokens.ts';

/** What a shopper's query asks for. */
export interface Understood {
  /** The words to find. */
  readonly text: string;
  /** Words that items must not have. */
  readonly without: readonly string[];
  /** The least and the largest price, either of which may be open. */
  readonly price?: readonly [min: number, max: number];
}

/** What is counted or measured, so that its number is no price, beside units. */
const MEASURED =
  /^(?:years?|yrs?|months?|mos?|weeks?|days?|hours?|hrs?|minutes?|mins?|people|persons?|players?|jahren?|monaten?|ans|mois|anos|meses|anni|mesi)$/;
/** A limit of the price, in folded letters, with the word behind it. */
const LIMIT =
  /(?<![\p{L}\d])(?:(?<below>under|below|less than|cheaper than|up to|at most|max|bis zu|bis|unter|weniger als|hochstens|moins de|jusqu'a|menos de|hasta|meno di|fino a|sotto|onder|minder dan|ponizej|do|<)|over|above|more than|at least|min|ab|uber|mehr als|mindestens|plus de|a partir de|mas de|desde|piu di|oltre|boven|meer dan|powyzej|od|>)\s?(?:(?<sign>[$€£¥₹]|us ?d|usd|eur|gbp|chf|zl|kr)\s?)?(?<amount>\d{1,7}(?:[.,]\d{1,2})?)(?:\s?(?<after>[$€£¥₹]|us ?d|usd|eur|gbp|chf|dollars?|bucks|euros?|pounds?|zl|pln|kr|sek|dkk|nok)(?![\p{L}\d]))?(?<rest>\s?[\p{L}"'%]*)/u;
const NEGATION =
  /(?<![\p{L}\d])(?:without|not|no(?!\s\d)|except|ohne|kein(?:e[mnrs]?)?|sin|sans|senza|zonder|geen|bez|uden|utan)\s+(?:(?:a|any|the|ein(?:e[nmr]?)?|de)\s+)?([\p{L}\d-]+)|(?<=\s)-([\p{L}\d]{2,})/gu;

/** Reads what a query says of prices, and what it does not want. @param hasPrices Whether the catalogue has prices. */
export function understand(query: string, hasPrices = true): Understood {
  let text = folded(query);
  const without: string[] = [];
  text = text.replace(NEGATION, (_, named: string | undefined, signed: string | undefined) => {
    without.push((named ?? signed)!);
    return ' ';
  });
  const limit = hasPrices ? LIMIT.exec(text) : null;
  const price = limit && priceOf(limit.groups!);
  if (!limit || !price) return { text, without };
  const taken = limit[0].slice(0, limit[0].length - limit.groups!['rest']!.length);
  return { text: text.replace(taken, ' '), without, price };
}

function priceOf({ below, amount, sign, after, rest }: Readonly<Record<string, string | undefined>>) {
  const isMoney = sign !== undefined || after !== undefined;
  const limit = Number(amount!.replace(',', '.'));
  if (below === undefined) return isMoney ? ([limit, Infinity] as const) : undefined; // `over 50` may be an age
  const next = rest!.trim();
  const isMeasure = /^["'%]/.test(next) || isUnit(next) || MEASURED.test(next);
  return isMoney || !isMeasure ? ([0, limit] as const) : undefined;
}
