import { recommend } from '../../core/ranking/recommend.ts';
import { RANKING, TABLE_NAMES, type Mix, type RankingParameters } from '../../core/parameters.ts';
import type { ShopperEvent } from '../../types.ts';
import { givenIn, type Rank } from './baselines.ts';
import type { Case, Line } from './data.ts';
import type { Engine } from './engine.ts';

/** Answers a case with the engine's own ranking, on the pack's tables and vectors. */
export function vitrine(engine: Engine, parameters: RankingParameters = RANKING): Rank {
  const { catalogue, scorer, rowOf, itemOf } = engine;
  const idOf = (item: number) => catalogue.items[rowOf[item]!]!.id;
  return async (asked, k) => {
    const excluded = new Set([...givenIn(asked)].map((item) => rowOf[item]!));
    const limits = { limit: k, threshold: 0, rules: {}, admission: { filters: {}, excluded } };
    const visit = { catalogue, scorer, events: eventsOf(asked, idOf), now: asked.now, parameters };
    const request = asked.basket
      ? ({ model: 'bought-together', objectIDs: asked.basket.map(idOf) } as const)
      : ({ model: 'recommended-for-you' } as const);
    return (await recommend(visit, request, limits)).ranked.map(({ row }) => itemOf[row]!);
  };
}

/** Makes one purchase event of each order, as GA4 does. */
function eventsOf({ history }: Case, idOf: (item: number) => string): ShopperEvent[] {
  const events: { name: 'purchase'; ids: string[]; at: number; order: Line['order'] }[] = [];
  for (const { item, at, order } of history) {
    const last = events.at(-1);
    if (last?.order === order) last.ids.push(idOf(item));
    else events.push({ name: 'purchase', ids: [idOf(item)], at, order });
  }
  return events.map(({ name, ids, at }) => ({ name, ids, at }));
}

/** Ranking parameters with some sources switched off on every shelf, by name, to measure what each source is worth. */
export function ablations({ catalogue }: Pick<Engine, 'catalogue'>): Map<string, RankingParameters> {
  const tables = TABLE_NAMES.filter((name) => catalogue.tables[name]);
  const dense = ['contentAlone', 'popularity', 'trend', 'fresh'] as const;
  const used = [...dense, ...tables].filter((name) => (RANKING.mixes.forYou[name] ?? 0) > 0);
  const only = (names: readonly string[]) => changed((name) => names.includes(name));
  const content: Mix = { content: 1 };
  return new Map([
    ['content only', { ...RANKING, mixes: { ...RANKING.mixes, forYou: content, boughtTogether: content } }],
    ['tables only', only(tables)],
    ...used.map(
      (source) =>
        [
          `without ${source === 'contentAlone' ? 'content' : source}`,
          changed((name) => name !== source),
        ] as const,
    ),
  ]);
}

function changed(keeps: (source: string) => boolean): RankingParameters {
  const mixes = Object.entries(RANKING.mixes).map(([shelf, mix]) => [
    shelf,
    Object.fromEntries(Object.entries(mix as Mix).filter(([source]) => keeps(source))),
  ]);
  return { ...RANKING, mixes: Object.fromEntries(mixes) as RankingParameters['mixes'] };
}
