/** Its own chunk: most pages name items by the catalogue's ids. */
import type { RecommendOptions, Rules, SearchOptions } from '../../types.ts';

/** A request with other ids for the items that it names. @param find Gives the other id of one. */
export function withIds<Options extends SearchOptions & Pick<RecommendOptions, 'objectIDs'>>(
  options: Options,
  find: (id: string) => string,
): Options {
  const { objectIDs, include, exclude, rules } = options;
  return {
    ...options,
    ...(objectIDs && { objectIDs: objectIDs.map(find) }),
    ...(include && { include: include.map(find) }),
    ...(exclude && { exclude: exclude.map(find) }),
    ...(rules && { rules: rulesWithIds(rules, find) }),
  };
}

function rulesWithIds(rules: Rules, find: (id: string) => string): Rules {
  const adjusted = (list: Rules['boost']) =>
    list?.map((one) => ({ ...one, ...(one.objectIDs && { objectIDs: one.objectIDs.map(find) }) }));
  const { pin, boost, bury } = rules;
  return {
    ...rules,
    ...(pin && { pin: pin.map((one) => ({ ...one, objectID: find(one.objectID) })) }),
    ...(boost && { boost: adjusted(boost)! }),
    ...(bury && { bury: adjusted(bury)! }),
  };
}
