import { BEST_RATING, onBestScale, scaleFor } from '../../core/feed/rating.ts';
import type { Item } from '../../types.ts';
import { addFinding, type FindingsLog } from './findings.ts';

interface Unscaled {
  readonly rating: number;
  readonly column: string;
  readonly line: number;
  /** Of the item among all. */
  readonly key: string;
}

/** Collects the ratings of a file that do not say their scale: the best one of a column shows it. */
export function createRatingScales() {
  const ratings: Unscaled[] = [];
  const columns = new Map<string, { highest: number; hasParts: boolean }>();
  return {
    add(one: Unscaled): void {
      ratings.push(one);
      const { highest = 0, hasParts = false } = columns.get(one.column) ?? {};
      columns.set(one.column, {
        highest: Math.max(highest, one.rating),
        hasParts: hasParts || !Number.isInteger(one.rating),
      });
    },
    /** Gives the items their ratings from 0 to 5, and reports a scale that had to be guessed. */
    apply(
      items: Map<string, Item>,
      { file, guessed, repaired }: { file: string; guessed: FindingsLog; repaired: FindingsLog },
    ): void {
      for (const { rating, column, line, key } of ratings) {
        const item = items.get(key);
        if (item?.rating !== rating) continue; // a later entry gave another
        const { highest, hasParts } = columns.get(column)!;
        const scale = highest <= 1 && hasParts ? 1 : scaleFor(highest);
        items.set(
          key,
          scale === undefined ? withoutRating(item) : { ...item, rating: onBestScale(rating, scale) },
        );
        if (scale === undefined) {
          const reason = `has a rating of no known scale, which was left out: ${rating}`;
          addFinding(repaired, { file, line, reason });
        } else if (scale !== BEST_RATING) {
          const reason = `has a rating read as one out of ${scale}, by the best of its column, ${highest}: ${rating}`;
          addFinding(guessed, { file, line, reason });
        }
      }
    },
  };
}

function withoutRating({ rating: _, ...item }: Item): Item {
  return item;
}
