import { arrived, shown, VitrineError } from '../../errors.ts';
import type { ModelName } from '../../types/requests.ts';
import { rankBoughtTogether } from './bought-together.ts';
import { excluding } from './filters.ts';
import { rankForYou } from './for-you.ts';
import { rankNextInSession } from './next-in-session.ts';
import { rankRecentlyViewed } from './recently-viewed.ts';
import { rankAlsoViewed, rankRelated } from './related.ts';
import { searchedIds } from './searched.ts';
import { unwantedRows } from './shopper.ts';
import { rankTrending } from './trending.ts';
import type { Limits, RankedShelf, RankShelf, Request, Visit } from './visit.ts';

/** How each kind of shelf is ranked. A new kind is one file, one line here and one name in `ModelName`. */
const SHELVES: Readonly<Record<ModelName, RankShelf>> = {
  'recommended-for-you': rankForYou,
  // Few pages show this shelf, `looking-similar` or `buy-again`, so their code is loaded when one does.
  'because-you-viewed': async (...call) =>
    (await arrived(() => import('./because-you-viewed.ts'))).rankBecauseYouViewed(...call),
  'related-products': rankRelated,
  'bought-together': rankBoughtTogether,
  'also-viewed': rankAlsoViewed,
  'next-in-session': rankNextInSession,
  'looking-similar': async (...call) =>
    (await arrived(() => import('./looking-similar.ts'))).rankLookingSimilar(...call),
  'trending-items': rankTrending,
  'recently-viewed': rankRecentlyViewed,
  'buy-again': async (...call) => (await arrived(() => import('./buy-again.ts'))).rankBuyAgain(...call),
};

/** The name of every kind of shelf. */
export const MODELS = Object.keys(SHELVES) as readonly ModelName[];

/**
 * Ranks a shelf; if it is empty, the first of its fallbacks that is not. Items that the shopper does not want are on none.
 *
 * @throws {VitrineError} `bad-argument` for an unknown model, or if the request lacks something that its model needs.
 */
export async function recommend(visit: Visit, request: Request, limits: Limits): Promise<RankedShelf> {
  const { model, without: undone } = request;
  const events = undone
    ? (await arrived(() => import('../history/without.ts'))).without(visit.events, undone, (search) =>
        searchedIds(search, visit.catalogue),
      )
    : visit.events;
  const wanted = excluding(limits, unwantedRows(events, visit.catalogue));
  const models = modelsOf(request);
  for (const name of models) {
    // Without images nothing looks similar, which is no error if the call says what to show then.
    if (name === 'looking-similar' && !visit.images && models.length > 1) continue;
    const ranked = await rankerOf(name)({ ...visit, events }, request, wanted);
    if (ranked.length > 0) return { model: name, ranked };
  }
  return { model, ranked: [] };
}

/** The models that a request names, in the order in which they are tried. */
export function modelsOf({ model, fallback = [] }: Pick<Request, 'model' | 'fallback'>): ModelName[] {
  return [model, ...(typeof fallback === 'string' ? [fallback] : fallback)];
}

function rankerOf(model: ModelName): RankShelf {
  if (Object.hasOwn(SHELVES, model)) return SHELVES[model];
  throw new VitrineError('bad-argument', `unknown model ${shown(model)}; known models: ${MODELS.join(', ')}`);
}
