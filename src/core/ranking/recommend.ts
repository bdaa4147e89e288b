import { shown, VitrineError } from '../../errors.ts';
import type { ModelName, RecommendOptions, ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { RANKING, type RankingParameters } from '../parameters.ts';
import { ownSignals, signalsOf, sessionOf, type AnySignal } from './signals.ts';
import type { Scorer } from '../ports.ts';
import type { ImageVectors } from './looking-similar.ts';
import { rankByTaste, type Limits, type Ranked } from './rank.ts';
import { rankRecentlyViewed } from './recently-viewed.ts';
import { rankBuyAgain } from './buy-again.ts';
import { cartSignals, impressionDiscounts, ownedRows, signals, unwantedRows } from './shopper.ts';
import { without } from '../history/without.ts';

/** What a shelf is computed from. */
export interface Visit {
  readonly catalogue: Catalogue;
  readonly scorer: Scorer;
  /** Only `looking-similar` asks for them. */
  readonly pictures?: ImageVectors | undefined;
  /** Oldest first. */
  readonly events: readonly ShopperEvent[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly parameters?: RankingParameters;
}

/** What a call asks of a model, its lists of ids aside. */
export type Request = Pick<RecommendOptions, 'model' | 'objectIDs' | 'fallback' | 'without'>;

/**
 * Ranks a shelf.
 *
 * @throws {VitrineError} `bad-argument` for a model that is not there, or that lacks its seeds.
 */
export async function recommend(visit: Visit, request: Request, limits: Limits): Promise<Ranked[]> {
  const events = request.without ? without(visit.events, request.without) : visit.events;
  const ranked = await shelfOf({ ...visit, events }, request, limits);
  if (ranked.length > 0 || request.fallback === undefined) return ranked;
  return shelfOf({ ...visit, events }, { ...request, model: request.fallback }, limits);
}

async function shelfOf(
  { catalogue, scorer, pictures, events, now, parameters = RANKING }: Visit,
  { model, objectIDs }: Request,
  given: Limits,
): Promise<Ranked[]> {
  const { mixes } = parameters;
  const faded = impressionDiscounts(events, catalogue, parameters);
  const owned = ownedRows(events, catalogue);
  const unwanted = unwantedRows(events, catalogue);
  const rebought = (row: number) => catalogue.columns.rebuy[row]! >= parameters.rebuy;
  const staying = [...owned].filter((row) => !rebought(row));

  const leavingOut = (...rows: Iterable<number>[]): Limits => {
    const { admission, ...rest } = given;
    const excluded = new Set([...admission.excluded, ...unwanted, ...rows.flatMap((some) => [...some])]);
    return { ...rest, admission: { ...admission, excluded } };
  };
  const ranked = (taste: Parameters<typeof rankByTaste>[2], limits: Limits) =>
    rankByTaste(catalogue, scorer, taste, limits, parameters);
  const seeds = () => {
    if (!objectIDs?.length) throw new VitrineError('bad-argument', `${model} needs objectIDs`);
    return seedsOf(objectIDs, catalogue);
  };

  switch (model) {
    case 'recommended-for-you': {
      const own = signalsOf(events, catalogue.rowOf, now, parameters, catalogue.foreign);
      const mix = own.length > 0 ? mixes.forYou : mixes.cold;
      const known = ownSignals(own)
        .map(({ row }) => row)
        .filter((row) => !(owned.has(row) && rebought(row)));
      return ranked({ signals: own, mix, faded }, leavingOut(known, staying));
    }
    case 'next-in-session': {
      const session = sessionOf(events, now, parameters.sessionGap);
      const recency = parameters.sessionRecency;
      const own = signalsOf(session, catalogue.rowOf, now, { ...parameters, recency }, catalogue.foreign);
      if (own.length === 0) return [];
      const seen = ownSignals(own).map(({ row }) => row);
      return ranked({ signals: own, mix: mixes.next, faded }, leavingOut(seen, staying));
    }
    case 'related-products':
    case 'also-viewed': {
      const own = seeds();
      if (own.length === 0) return []; // the pack has none of them: what is popular would be filler
      const mix = model === 'also-viewed' ? mixes.alsoViewed : mixes.related;
      return ranked({ signals: own, mix }, leavingOut(ownSignals(own).map(({ row }) => row)));
    }
    case 'bought-together': {
      const own = objectIDs?.length ? seedsOf(objectIDs, catalogue) : cartSignals(events, catalogue);
      if (own.length === 0) return [];
      const here = ownSignals(own).map(({ row }) => row);
      return ranked({ signals: own, mix: mixes.boughtTogether }, leavingOut(here, staying));
    }
    case 'trending-items':
      return ranked({ signals: [], mix: mixes.trending }, leavingOut());
    case 'recently-viewed':
      return rankRecentlyViewed(catalogue, events, leavingOut());
    case 'buy-again':
      return rankBuyAgain(catalogue, events, leavingOut(), parameters);
    case 'looking-similar': {
      if (!pictures) throw new VitrineError('bad-argument', 'the pack has no pictures to compare');
      const { lastLookedAt, rankLookingSimilar } = await import('./looking-similar.ts');
      const own = objectIDs?.length ? seeds() : lastLookedAt(events, catalogue, pictures);
      const seen = ownSignals(own).map(({ row }) => row);
      return rankLookingSimilar(pictures, catalogue, own, leavingOut(seen), parameters);
    }
    default:
      throw new VitrineError('bad-argument', `there is no model named ${shown(model satisfies never)}`);
  }
}

function seedsOf(ids: readonly string[], { rowOf, foreign }: Catalogue): AnySignal[] {
  const rows = new Set(ids.flatMap((id) => rowOf.get(id) ?? []));
  const others = [...new Set(ids)].flatMap((id) => {
    const vector = rowOf.has(id) ? undefined : foreign?.get(id);
    return vector ? [{ id, vector, weight: 1, event: 'seed' as const }] : [];
  });
  return [...signals(rows, 'seed'), ...others];
}

/** Every model, for messages and checks. */
export const MODELS: readonly ModelName[] = [
  'recommended-for-you',
  'related-products',
  'bought-together',
  'also-viewed',
  'next-in-session',
  'looking-similar',
  'trending-items',
  'recently-viewed',
  'buy-again',
];
