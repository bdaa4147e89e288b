import type { Limits } from '../core/rank.ts';
import { VitrineError } from '../errors.ts';
import type { Adjustment, Rules, SearchOptions } from '../types.ts';

const DEFAULT_LIMIT = 8;
const MAX_LIMIT = 100;

/** Checks what a call asks for. @throws {VitrineError} `bad-argument` */
export function limitsOf(
  { limit = DEFAULT_LIMIT, filters = {}, include, exclude = [], threshold = 0, rules = {} }: SearchOptions,
  rowOf: ReadonlyMap<string, number>,
): Limits {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    refuse('limit', `an integer from 1 to ${MAX_LIMIT}`, limit);
  if (typeof threshold !== 'number' || Number.isNaN(threshold)) refuse('threshold', 'a number', threshold);
  if (typeof filters !== 'object') refuse('filters', 'an object', filters);
  checkRules(rules);
  const rows = (ids: readonly string[], name: string) => {
    if (!Array.isArray(ids)) refuse(name, 'a list of ids', ids);
    return new Set(ids.flatMap((id) => rowOf.get(id) ?? []));
  };
  return {
    limit,
    threshold,
    rules,
    admission: {
      filters,
      included: include && rows(include, 'include'),
      excluded: rows(exclude, 'exclude'),
    },
  };
}

function checkRules({ pin = [], boost = [], bury = [], diversity = 0, calibration = 0 }: Rules): void {
  for (const { position } of list(pin, 'rules.pin'))
    if (!Number.isInteger(position) || position < 1)
      refuse('position of a pin', 'an integer from 1', position);
  for (const { by = 0 } of [
    ...list<Adjustment>(boost, 'rules.boost'),
    ...list<Adjustment>(bury, 'rules.bury'),
  ])
    if (!Number.isFinite(by) || by < 0) refuse('by of a rule', 'a number from 0', by);
  for (const [name, value] of Object.entries({ diversity, calibration }))
    if (!(value >= 0 && value <= 1)) refuse(`rules.${name}`, 'in [0, 1]', value);
}

function list<Entry>(value: readonly Entry[], name: string): readonly Entry[] {
  if (!Array.isArray(value)) refuse(name, 'a list', value);
  return value;
}

function refuse(what: string, must: string, got: unknown): never {
  throw new VitrineError('bad-argument', `${what} must be ${must}, got ${String(got)}`);
}
