import type { Catalogue } from '../../core/catalogue.ts';
import { itemText } from '../../core/item-text.ts';
import { dequantise } from '../../core/vectors/quantise.ts';
import type { Scorer } from '../../core/ports.ts';
import { quantiseQuery } from '../../core/vectors/quantise.ts';
import { dotExact } from '../../core/vectors/rescore.ts';

/** An item that somebody should look at, and why. */
export interface Suspect {
  readonly kind: 'no-text' | 'zero-vector' | 'constant-vector' | 'near-duplicate' | 'outlier';
  readonly id: string;
  readonly title: string;
  /** Of a near-duplicate: the other. */
  readonly other?: { readonly id: string; readonly title: string };
  /** Of a near-duplicate and an outlier: the cosine to what is nearest. */
  readonly cosine?: number;
}

/** Cosine from which two items are the same to the model. */
const SAME = 0.995;
/** Cosine to a vector of equal numbers from which one is no answer of a model's; a pack's rounding costs a little. */
const CONSTANT = 0.98;
/** Standard deviations below the mean at which the nearest neighbour is far away. */
const FAR = 4;

/**
 * Items whose vectors are suspicious: of no text, empty or with all numbers alike, the same as that of an item with another
 * title and no variant of it, or far from all others.
 *
 * @param scorer Over the rows of the catalogue.
 * @param constant `[dim]` what a vector of equal numbers is in the pack, at length 1.
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

/** Variants are meant to be alike, and the same title says the same. */
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
