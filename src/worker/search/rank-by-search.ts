/** What a search compares. Its own chunk, loaded with the first search. */
import { arrived } from '../../errors.ts';
import { rankByText } from '../../core/ranking/by-text.ts';
import type { Limits, Ranked } from '../../core/ranking/visit.ts';
import type { SearchWords } from '../../core/search/word-search.ts';
import type { Shelf } from '../../types.ts';
import type { Query } from '../query.ts';
import type { Snapshot } from '../serving/snapshot.ts';
import { openWords } from './open-words.ts';

/** By snapshot, whose items they find. */
const words = new WeakMap<Snapshot, Promise<SearchWords>>();

/** What a search finds: rows, and what is known of a text. */
export interface Found extends Pick<Shelf, 'coverage' | 'corrected'> {
  readonly ranked: readonly Ranked[];
}

/** Ranks by a text, its words and its meaning, or by an image. */
export async function rankBySearch(
  snapshot: Snapshot,
  query: Exclude<Query, { kind: 'none' }>,
  limits: Limits,
): Promise<Found> {
  const { catalogue, scorer } = snapshot;
  if (query.kind === 'image') {
    const { rankByImage } = await arrived(() => import('../../core/ranking/looking-similar.ts'));
    return {
      ranked: await rankByImage({ catalogue, images: await snapshot.imageVectors() }, query.vector, limits),
    };
  }
  const vector = query.vector && snapshot.checkedVector(query.vector);
  const search = await wordsOf(snapshot);
  const named = snapshot.find([query.text.trim()]);
  const hits = search(query.text, query.typing);
  return {
    ranked: await rankByText({ catalogue, scorer }, { vector, hits, named }, limits),
    coverage: named === undefined ? hits.coverage : 1,
    ...(hits.corrected !== undefined && { corrected: hits.corrected }),
  };
}

/** Finds a snapshot's items by their words. They are indexed on the first call, with what their details say. */
function wordsOf(snapshot: Snapshot): Promise<SearchWords> {
  let own = words.get(snapshot);
  if (!own) {
    own = indexed(snapshot);
    words.set(snapshot, own);
    own.catch(() => words.delete(snapshot)); // the next call tries again
  }
  return own;
}

async function indexed(snapshot: Snapshot): Promise<SearchWords> {
  const [telling] = await Promise.all([
    snapshot.words?.().catch(() => undefined),
    snapshot.details().catch(() => undefined),
  ]); // without them, items are found by their titles
  return openWords(snapshot.catalogue.items, telling, snapshot.language);
}
