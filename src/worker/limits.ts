import type { Limits } from '../core/ranking/visit.ts';
import type { SearchOptions } from '../types.ts';

const DEFAULT_LIMIT = 8;

/** What a call asks for, in rows. */
export function limitsOf(
  { limit = DEFAULT_LIMIT, filters = {}, include, exclude = [], threshold = 0, rules = {} }: SearchOptions,
  rowOf: ReadonlyMap<string, number>,
): Limits {
  const rows = (ids: readonly string[]) => new Set(ids.flatMap((id) => rowOf.get(id) ?? []));
  return {
    limit,
    threshold,
    rules,
    admission: { filters, included: include && rows(include), excluded: rows(exclude) },
  };
}
