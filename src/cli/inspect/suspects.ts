import type { Catalogue } from '../../core/catalogue.ts';
import { itemText } from '../../core/item-text.ts';
import { dequantise } from '../../core/vectors/quantise.ts';
import type { Scorer } from '../../core/ports.ts';
import { quantiseQuery } from '../../core/vectors/quantise.ts';
import { dotExact } from '../../core/vectors/rescore.ts';

/** An item that a person should check, and the reason. */
export interface Suspect {
  readonly kind: 'no-text' | 'zero-vector' | 'constant-vector' | 'near-duplicate' | 'outlier';
  readonly id: string;
  readonly title: string;
  /** For a near-duplicate: the other item. */
  readonly other?: { readonly id: string; readonly title: string };
  /** For a near-duplicate and an outlier: the cosine to the nearest item. */
  readonly cosine?: number;
}

/** Minimum cosine of near-duplicates. */
const SAME = 0.995;
/** A vector is constant if its cosine to a vector of equal numbers is larger. It is below 1 since a pack rounds vectors. */
const CONSTANT = 0.98;
/** An outlier's cosine to its nearest neighbour is this many standard deviations below the mean. */
const FAR = 4;

/**
 * Finds items with suspicious vectors: the item has no text, the vector is zero or constant, it is nearly the vector of an
 * item with another title that is not a variant, or it is far from all others.
 *
 * @param scorer Scores the rows of the catalogue.
 * @param constant `[dim]` The unit vector in the pack of a model's vector of equal numbers.
 */
export async function findSuspects(
  catalogue: Catalogue,
  scorer: Scorer,
  constant: Float32Array,
): Promise<Suspect[]> {
  const { items, rows } = catalogue;
  const suspects: Suspect[] = [];
  const nearest: { row: number; cosine: number }[] = [];
  for (const [row, item] of items.entries()) {
    const named = { id: item.id, title: item.title };
    if (plain(itemText(item)) === '') suspects.push({ kind: 'no-text', ...named });
    const vector = dequantise(rows, row);
    if (vector.every((value) => value === 0)) {
      suspects.push({ kind: 'zero-vector', ...named });
      continue;
    }
    const { values } = quantiseQuery(vector);
    const [hits] = await scorer.scan({ queries: [values], k: Math.min(4, rows.count) });
    const length = Math.hypot(...vector);
    if (Math.abs(dotExact(rows, row, constant)) / length > CONSTANT)
      suspects.push({ kind: 'constant-vector', ...named });
    const others = hits!
      .filter((hit) => hit.row !== row)
      .map((hit) => ({
        row: hit.row,
        cosine: dotExact(rows, hit.row, vector) / length / lengthOf(catalogue, hit.row),
      }));
    const best = others.sort((a, b) => b.cosine - a.cosine)[0];
    if (best) nearest.push({ row, cosine: best.cosine });
    const twin = others.find((one) => one.cosine >= SAME && one.row > row && differ(catalogue, row, one.row));
    if (twin) {
      const { id, title } = items[twin.row]!;
      suspects.push({ kind: 'near-duplicate', ...named, other: { id, title }, cosine: twin.cosine });
    }
  }
  return [...suspects, ...outliers(catalogue, nearest)];
}

function outliers({ items }: Catalogue, nearest: readonly { row: number; cosine: number }[]): Suspect[] {
  const mean = nearest.reduce((sum, { cosine }) => sum + cosine, 0) / nearest.length;
  const spread = Math.sqrt(
    nearest.reduce((sum, { cosine }) => sum + (cosine - mean) ** 2, 0) / nearest.length,
  );
  return nearest
    .filter(({ cosine }) => cosine < mean - FAR * spread)
    .map(({ row, cosine }) => ({ kind: 'outlier', id: items[row]!.id, title: items[row]!.title, cosine }));
}

/** Whether two items should have different vectors: they are no variants of each other and have different titles. */
function differ({ items }: Catalogue, a: number, b: number): boolean {
  const [one, other] = [items[a]!, items[b]!];
  return plain(one.title) !== plain(other.title) && (one.group === undefined || one.group !== other.group);
}

function lengthOf({ rows }: Catalogue, row: number): number {
  return Math.hypot(...dequantise(rows, row)) || 1;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
