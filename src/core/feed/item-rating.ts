import type { FoundColumns } from './columns.ts';
import type { Entry } from './nested.ts';
import { onBestScale, ratingOf, reviewCountOf, scaleFor } from './rating.ts';
import { textOf } from './value.ts';

interface RatingContext {
  readonly unscaled?: (rating: number, column: string) => void;
  /** Receives a value that could not be read, in words. */
  readonly lost: (what: string) => void;
}

/** Reads an entry's mean rating, from 0 to 5 if its scale is known, and the number of its reviews. */
export function itemRating(
  record: Entry,
  columns: FoundColumns,
  context: RatingContext,
): { readonly rating?: number; readonly reviewCount?: number } {
  const rating = ratingIn(record, columns, context);
  const reviewCount = countIn(record, columns, context.lost);
  return {
    ...(rating !== undefined && { rating }),
    ...(reviewCount !== undefined && { reviewCount }),
  };
}

function ratingIn(
  record: Entry,
  columns: FoundColumns,
  { unscaled, lost }: RatingContext,
): number | undefined {
  const best = columns['ratingScale']
    ?.map((column) => textOf(record[column]))
    .find((text) => text !== undefined);
  for (const column of columns['rating'] ?? []) {
    const rating = ratingOf(record[column], best);
    if (rating === undefined) continue;
    if (rating === 'unreadable') {
      lost(`has a rating that cannot be read, which was left out: ${written(record[column])}`);
      continue;
    }
    const { value, scale } = rating;
    if (scale !== undefined) return onBestScale(value, scale);
    if (unscaled) {
      unscaled(value, column);
      return value;
    }
    const likely = scaleFor(value);
    return likely === undefined ? undefined : onBestScale(value, likely);
  }
  return undefined;
}

/** The count beside the rating, also within it (schema.org's `aggregateRating`). */
function countIn(record: Entry, columns: FoundColumns, lost: (what: string) => void): number | undefined {
  for (const column of columns['reviewCount'] ?? []) {
    const count = reviewCountOf(record[column]);
    if (typeof count === 'number') return count;
    if (count === 'unreadable')
      lost(`has a number of reviews that cannot be read, which was left out: ${written(record[column])}`);
  }
  for (const column of columns['rating'] ?? []) {
    const value = record[column];
    const count = typeof value === 'object' ? reviewCountOf(value) : undefined;
    if (typeof count === 'number') return count;
  }
  return undefined;
}

function written(value: unknown): string {
  return textOf(value) ?? JSON.stringify(value);
}
