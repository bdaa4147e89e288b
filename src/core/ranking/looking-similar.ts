import { VitrineError } from '../../errors.ts';
import type { ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { RANKING, type RankingParameters } from '../parameters.ts';
import type { Scorer } from '../ports.ts';
import { mutedIds, ownSignals, type AnySignal } from './signals.ts';
import { rankByQuery, rankByTaste, type Limits, type Ranked } from './rank.ts';
import { signals } from './shopper.ts';

/** The items of a pack that have pictures, as a catalogue of its own whose vectors are the pictures'. */
export interface ImageVectors {
  /** In the pack's order. */
  readonly catalogue: Catalogue;
  readonly scorer: Scorer;
  /** `[count]`: each one's row in the pack. */
  readonly rows: Uint32Array;
}

/** The same row-to-row way back; -1 for an item without a picture. */
function rowIn({ rows }: ImageVectors, count: number): Int32Array {
  const back = new Int32Array(count).fill(-1);
  rows.forEach((row, i) => (back[row] = i));
  return back;
}

/**
 * Ranks what looks like some rows of the pack; those without a picture say nothing, and are never shown.
 *
 * @param all The pack that the signals and limits count rows of.
 */
export async function rankLookingSimilar(
  pictures: ImageVectors,
  all: Catalogue,
  seeds: readonly AnySignal[],
  limits: Limits,
  parameters: RankingParameters = RANKING,
): Promise<Ranked[]> {
  const back = rowIn(pictures, all.items.length);
  const seen = ownSignals(seeds).flatMap((signal) =>
    back[signal.row]! < 0 ? [] : [{ ...signal, row: back[signal.row]! }],
  );
  if (seen.length === 0) return [];
  const { catalogue, scorer } = pictures;
  const taste = { signals: seen, mix: { content: 1 } };
  return inPack(pictures, await rankByTaste(catalogue, scorer, taste, limitsIn(limits, back), parameters));
}

/** Ranks by nearness to the vector of a picture `[dim]`. @throws {VitrineError} `model-load` for one of another model. */
export async function rankByImage(
  pictures: ImageVectors,
  all: Catalogue,
  query: Float32Array<ArrayBuffer>,
  limits: Limits,
): Promise<Ranked[]> {
  const { catalogue, scorer } = pictures;
  if (query.length !== catalogue.rows.dim)
    throw new VitrineError(
      'model-load',
      `the image model gives ${query.length} numbers, but the pack's pictures have ${catalogue.rows.dim}`,
    );
  const back = rowIn(pictures, all.items.length);
  return inPack(pictures, await rankByQuery(catalogue, scorer, query, limitsIn(limits, back)));
}

/** What the shopper looked at last, of what has a picture. */
export function lastLookedAt(
  events: readonly ShopperEvent[],
  { rowOf }: Pick<Catalogue, 'rowOf'>,
  pictures: ImageVectors,
): AnySignal[] {
  const muted = mutedIds(events);
  const shown = new Set(pictures.rows);
  const views = events.filter(({ name }) => name === 'view_item' || name === 'select_item');
  for (const { name, ids } of views.toReversed()) {
    const rows = ids
      .flatMap((id) => (muted.has(id) ? [] : (rowOf.get(id) ?? [])))
      .filter((row) => shown.has(row));
    if (rows.length > 0) return signals(rows, name);
  }
  return [];
}

function limitsIn({ admission, ...rest }: Limits, back: Int32Array): Limits {
  const moved = (some: ReadonlySet<number>) =>
    new Set([...some].map((row) => back[row]!).filter((row) => row >= 0));
  const { included, excluded } = admission;
  return {
    ...rest,
    admission: { ...admission, included: included && moved(included), excluded: moved(excluded) },
  };
}

function inPack({ rows }: ImageVectors, ranked: readonly Ranked[]): Ranked[] {
  return ranked.map((one) => ({ ...one, row: rows[one.row]! }));
}
