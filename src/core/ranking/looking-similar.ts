import { VitrineError } from '../../errors.ts';
import type { ShopperEvent } from '../../types/events.ts';
import type { Catalogue } from '../catalogue.ts';
import { excluding } from './filters.ts';
import { rankByQuery, rankByTaste } from './rank.ts';
import { seedSignals } from './seeds.ts';
import { mutedIds, rowSignals, signalsOfRows, type AnySignal } from './signals.ts';
import type { ImageVectors, Limits, Ranked, RankShelf, Visit } from './visit.ts';

/**
 * Ranks what looks like the items that the request names, or else like what the shopper looked at last. Items without an
 * image count for nothing and never appear.
 */
export const rankLookingSimilar: RankShelf = async (visit, request, given) => {
  const images = imagesOf(visit);
  const { catalogue, events } = visit;
  const seeds = request.objectIDs?.length
    ? seedSignals(request, catalogue)
    : lastLookedAt(events, catalogue, images);
  const limits = excluding(
    given,
    rowSignals(seeds).map(({ row }) => row),
  );
  const imageRows = imageRowsOf(images, catalogue.items.length);
  const signals = rowSignals(seeds).flatMap((signal) =>
    imageRows[signal.row]! < 0 ? [] : [{ ...signal, row: imageRows[signal.row]! }],
  );
  if (signals.length === 0) return [];
  const taste = { signals, mix: { content: 1 } };
  return inPack(images, await rankByTaste({ ...visit, ...images }, taste, limitsIn(limits, imageRows)));
};

/**
 * Ranks by nearness to the vector of an image.
 *
 * @param query `[dim]`, by the image model that the pack was built with.
 * @throws {VitrineError} `bad-argument` for a pack without images, `model-load` for a vector of another length.
 */
export async function rankByImage(
  visit: Pick<Visit, 'catalogue' | 'images'>,
  query: Float32Array<ArrayBuffer>,
  limits: Limits,
): Promise<Ranked[]> {
  const images = imagesOf(visit);
  const { dim } = images.catalogue.rows;
  if (query.length !== dim)
    throw new VitrineError(
      'model-load',
      `the image model gives ${query.length} numbers, but the pack's images have ${dim}: build the pack again`,
    );
  const imageRows = imageRowsOf(images, visit.catalogue.items.length);
  return inPack(images, await rankByQuery(images, { vector: query }, limitsIn(limits, imageRows)));
}

function imagesOf({ images }: Pick<Visit, 'images'>): ImageVectors {
  if (images) return images;
  throw new VitrineError('bad-argument', 'the pack has no images to compare: build it with --images');
}

/** The inverse of `rows`: from pack row to image row, -1 for an item without an image. */
function imageRowsOf({ rows }: ImageVectors, count: number): Int32Array {
  const imageRows = new Int32Array(count).fill(-1);
  rows.forEach((row, i) => (imageRows[row] = i));
  return imageRows;
}

/** The items of the shopper's last view that named any item with an image. */
function lastLookedAt(
  events: readonly ShopperEvent[],
  { rowOf }: Pick<Catalogue, 'rowOf'>,
  images: ImageVectors,
): AnySignal[] {
  const muted = mutedIds(events);
  const withImage = new Set(images.rows);
  const views = events.filter(({ name }) => name === 'view_item' || name === 'select_item');
  for (const { name, ids } of views.toReversed()) {
    const rows = ids
      .flatMap((id) => (muted.has(id) ? [] : (rowOf.get(id) ?? [])))
      .filter((row) => withImage.has(row));
    if (rows.length > 0) return signalsOfRows(rows, name);
  }
  return [];
}

/** The same limits in image rows. */
function limitsIn({ admission, ...rest }: Limits, imageRows: Int32Array): Limits {
  const moved = (packRows: ReadonlySet<number>) =>
    new Set([...packRows].map((row) => imageRows[row]!).filter((row) => row >= 0));
  const { included, excluded } = admission;
  return {
    ...rest,
    admission: { ...admission, included: included && moved(included), excluded: moved(excluded) },
  };
}

/** The same shelf in pack rows. */
function inPack({ rows }: ImageVectors, ranked: readonly Ranked[]): Ranked[] {
  return ranked.map((one) => ({ ...one, row: rows[one.row]! }));
}
