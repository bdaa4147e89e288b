import type { Limits } from '../core/rank.ts';
import { VitrineError } from '../errors.ts';
import type { SearchOptions } from '../types.ts';

const DEFAULT_LIMIT = 8;
const MAX_LIMIT = 100;

/** Checks what a call asks for. @throws {VitrineError} `bad-argument` */
export function limitsOf(
  { limit = DEFAULT_LIMIT, filters, exclude = [], threshold = 0 }: SearchOptions,
  rowOf: ReadonlyMap<string, number>,
): Limits {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new VitrineError(
      'bad-argument',
      `limit must be an integer from 1 to ${MAX_LIMIT}, got ${String(limit)}`,
    );
  }
  if (Number.isNaN(threshold)) throw new VitrineError('bad-argument', 'threshold must be a number');
  return { limit, filters, threshold, excluded: new Set(exclude.flatMap((id) => rowOf.get(id) ?? [])) };
}
