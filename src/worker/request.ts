import * as v from 'valibot';
import type { Limits } from '../core/ranking/visit.ts';
import { VitrineError } from '../errors.ts';
import type { PassphraseOptions, RecommendOptions, SearchOptions } from '../types.ts';

export const DEFAULT_LIMIT = 8;
export const MAX_LIMIT = 100;

// As in events: shops send both.
const id = v.union([v.string(), v.pipe(v.number(), v.transform(String))]);
const ids = v.array(id);
const filters = v.object({
  category: v.optional(v.union([v.string(), v.array(v.string())])),
  brand: v.optional(v.union([v.string(), v.array(v.string())])),
  minPrice: v.optional(v.number()),
  maxPrice: v.optional(v.number()),
  inStock: v.optional(v.boolean()),
});
const adjustment = v.object({
  filters: v.optional(filters),
  objectIDs: v.optional(ids),
  by: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
});
const share = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));
const rules = v.object({
  pin: v.optional(
    v.array(v.object({ objectID: id, position: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
  ),
  boost: v.optional(v.array(adjustment)),
  bury: v.optional(v.array(adjustment)),
  diversity: share,
  calibration: share,
  variants: v.optional(v.boolean()),
});
const search = v.object({
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LIMIT))),
  filters: v.optional(filters),
  include: v.optional(ids),
  exclude: v.optional(ids),
  threshold: v.optional(v.number()),
  rules: v.optional(rules),
});
const recommend = v.object({
  ...search.entries,
  model: v.string(), // ranking refuses unknown models
  objectIDs: v.optional(ids),
  fallback: v.optional(v.union([v.string(), v.array(v.string())])),
  facetName: v.optional(v.string()), // `withFacet` checks it
  facetValue: v.optional(v.string()),
  without: v.optional(v.object({ event: v.string(), objectID: v.optional(id) })),
});

/** Checks the options of `recommend`. @throws {VitrineError} `bad-argument` */
export const checkedRequest = (options: unknown) => checked(recommend, options) as RecommendOptions;

/** Checks the options of a search. @throws {VitrineError} `bad-argument` */
export const checkedSearch = (options: unknown = {}) => checked(search, options) as SearchOptions;

/** All ids by which a request names items. */
export function idsIn({
  objectIDs = [],
  include = [],
  exclude = [],
  rules: { pin = [], boost = [], bury = [] } = {},
}: SearchOptions & Pick<RecommendOptions, 'objectIDs'>): string[] {
  const named = [...boost, ...bury].flatMap(({ objectIDs: ids = [] }) => ids);
  return [...objectIDs, ...include, ...exclude, ...named, ...pin.map(({ objectID }) => objectID)];
}

/** What a call asks for, with rows in place of ids. */
export function limitsOf(
  { limit = DEFAULT_LIMIT, filters = {}, include, exclude = [], threshold = 0, rules = {} }: SearchOptions,
  rowOf: ReadonlyMap<string, number>,
): Limits {
  const rows = (ids: readonly string[]) => new Set(ids.flatMap((id) => rowOf.get(id) ?? []));
  return {
    limit,
    threshold,
    rules,
    admission: {
      filters,
      included: include && rows(include),
      excluded: rows(exclude),
      excludesUnknown: exclude.some((id) => !rowOf.has(id)),
    },
  };
}

/** The same for a search, where every score counts unless the call names a threshold. */
export function searchLimits(options: SearchOptions, rowOf: ReadonlyMap<string, number>): Limits {
  return limitsOf({ ...options, threshold: options.threshold ?? -Infinity }, rowOf);
}

/** Checks a list of ids. @throws {VitrineError} `bad-argument` */
export const checkedIds = (given: unknown) => checked(ids, given) as readonly string[];

const passphrase = v.optional(v.object({ passphrase: v.optional(v.string()) }), {});

/** Checks the options of a profile's export or import. @throws {VitrineError} `bad-argument` */
export const checkedPassphrase = (options: unknown) => checked(passphrase, options) as PassphraseOptions;

/** @throws {VitrineError} `bad-argument`, naming the field that is wrong. */
export function checked(schema: v.GenericSchema, options: unknown): unknown {
  const { success, output, issues } = v.safeParse(schema, options);
  if (success) return output;
  const [issue] = issues;
  throw new VitrineError(
    'bad-argument',
    `${v.getDotPath(issue) ?? 'the options'}: ${issue.message.slice(0, 200)}`,
  );
}
