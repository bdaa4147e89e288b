import { textOf } from './value.ts';

/** The mean rating that an entry of a feed gives. */
export interface Rating {
  /** In `[0, scale]`. */
  readonly value: number;
  /** The best rating that there is; undefined if the entry does not say. */
  readonly scale: number | undefined;
}

/** Items are rated from 0 to this, whatever the feed's scale is. */
export const BEST_RATING = 5;

/** A longer text is no number. */
const MAX_LENGTH = 200;

/** What feeds write if there is none. */
const NONE =
  /^(?:[-–—]+|n\/?a|none|null|nan|nil|\\n|no (?:ratings?|reviews?).*|not (?:yet )?rated.*|be the first.*)?$/i;

/**
 * Reads a rating: `4.5`, `4,5`, `90%`, `9/10`, `4.5 out of 5 stars`, `★★★★☆`, `{ ratingValue: 4.5, bestRating: 5 }`.
 *
 * @param best The best rating, if another column says it.
 * @returns undefined if there is none (0 is none: nobody can rate so low); `'unreadable'` if there is one that cannot be read.
 */
export function ratingOf(value: unknown, best?: string): Rating | 'unreadable' | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return ratingIn(value);
  const text = textOf(value)?.replaceAll(/\s+/g, ' ');
  if (text === undefined || NONE.test(text)) return undefined;
  if (text.length > MAX_LENGTH) return 'unreadable';
  if (/^\{.*\}$/.test(text)) return ratingInJson(text);
  if (/^[★☆⭐]+$/u.test(text)) return rated([...text].filter((sign) => sign !== '☆').length, BEST_RATING);
  const found =
    /^(?:rated |average )?(\d+(?:[.,]\d+)?) ?(?:(%)|(?:\/|out of|of|von|sur|de|su|van|z|из|av) ?(\d+(?:[.,]\d+)?))? ?(?:stars?|sterne?n?|[ée]toiles?|estrellas?|stelle|points?|★|⭐)?(?: ?\(.*\))?$/iu.exec(
      text,
    );
  if (!found) return 'unreadable';
  const [, number, percent, of] = found;
  const said = of ?? best;
  return rated(numberOf(number!), percent ? 100 : said === undefined ? undefined : numberOf(said));
}

function rated(value: number, scale: number | undefined): Rating | 'unreadable' | undefined {
  if (value === 0) return undefined;
  if (scale !== undefined && !(scale > 0 && value <= scale)) return 'unreadable';
  return { value, scale };
}

/** schema.org's `AggregateRating`, Shopify's `{ value, scale_max }`, and an average beside its count. */
function ratingIn(value: object): Rating | 'unreadable' | undefined {
  const own = (...keys: readonly string[]) =>
    keys.map((key) => textOf((value as Record<string, unknown>)[key])).find((text) => text !== undefined);
  const mean = own(
    'ratingValue',
    'rating_value',
    'average',
    'averageRating',
    'avg',
    'mean',
    'rate',
    'value',
    'rating',
    'score',
  );
  return ratingOf(mean, own('bestRating', 'best_rating', 'scale_max', 'scaleMax', 'max'));
}

function ratingInJson(text: string): Rating | 'unreadable' | undefined {
  try {
    return ratingIn(JSON.parse(text) as object);
  } catch {
    return 'unreadable';
  }
}

/** The scale of ratings that do not say theirs, by the best of them; undefined if it is none that is in use. */
export function scaleFor(highest: number): number | undefined {
  return [BEST_RATING, 10, 100].find((scale) => highest <= scale);
}

/** A rating on the scale from 0 to 5, with two decimals. */
export function onBestScale(value: number, scale: number): number {
  return Math.round((value / scale) * BEST_RATING * 100) / 100;
}

/**
 * Reads a number of reviews: `12`, `1,234`, `1.234 Bewertungen`, `(35)`, `2.5k`.
 *
 * @returns undefined if there is none; `'unreadable'` if there is one that cannot be read.
 */
export function reviewCountOf(value: unknown): number | 'unreadable' | undefined {
  if (Array.isArray(value)) return undefined; // the reviews themselves
  if (typeof value === 'object' && value !== null) {
    const inner = value as Record<string, unknown>;
    const key = ['reviewCount', 'ratingCount', 'review_count', 'rating_count', 'count', 'total'].find(
      (name) => Object.hasOwn(inner, name),
    );
    return key === undefined ? undefined : reviewCountOf(inner[key]);
  }
  const text = textOf(value);
  if (text === undefined || NONE.test(text)) return undefined;
  if (text.length > MAX_LENGTH) return 'unreadable';
  const found = /^\(?\s*(\d+(?:[.,'\s\u00a0\u202f]\d{3})*)(?:[.,](\d+))?(?:\s*(k\b))?\D*$/i.exec(text);
  if (!found) return 'unreadable';
  const [, whole, part, thousands] = found;
  const number = Number(whole!.replace(/\D/g, ''));
  if (thousands) return Math.round(Number(`${whole!.replace(/\D/g, '')}.${part ?? 0}`) * 1000);
  return part === undefined || /^0+$/.test(part) ? number : 'unreadable';
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.'));
}
