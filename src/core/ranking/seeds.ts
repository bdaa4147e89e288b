import { shown, VitrineError } from '../../errors.ts';
import type { Catalogue } from '../catalogue.ts';
import { signalsOfRows, type AnySignal } from './signals.ts';
import type { Request } from './visit.ts';

/**
 * The items that a request names, as signals of weight 1. Ids that neither the pack nor the model knows are left out.
 *
 * @throws {VitrineError} `bad-argument` if the request names none.
 */
export function seedSignals(
  { model, objectIDs = [] }: Pick<Request, 'model' | 'objectIDs'>,
  { rowOf, unknownItems }: Pick<Catalogue, 'rowOf' | 'unknownItems'>,
): AnySignal[] {
  if (objectIDs.length === 0)
    throw new VitrineError('bad-argument', `${shown(model)} needs objectIDs: name at least one item`);
  const ids = [...new Set(objectIDs)];
  const rows = new Set(ids.flatMap((id) => rowOf.get(id) ?? []));
  const others = ids.flatMap((id) => {
    const vector = rowOf.has(id) ? undefined : unknownItems?.get(id);
    return vector ? [{ id, vector, weight: 1, event: 'seed' as const }] : [];
  });
  return [...signalsOfRows(rows, 'seed'), ...others];
}
