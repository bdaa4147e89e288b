/** Takes single events out of a history. Its own chunk, loaded by the first event that is forgotten. */
import * as v from 'valibot';
import { EVENT_WEIGHTS } from '../../core/history/event.ts';
import { forgotten } from '../../core/history/forgotten.ts';
import type { HistoryChange } from '../../core/ports.ts';
import type { EventName } from '../../types.ts';
import { checked } from '../request.ts';

const schema = v.array(
  v.object({
    name: v.picklist(Object.keys(EVENT_WEIGHTS) as EventName[]),
    at: v.pipe(v.number(), v.finite()),
    ids: v.optional(v.array(v.string())),
  }),
);

/** @throws {VitrineError} `bad-argument`, naming the field that is wrong. */
export function forgetting(events: unknown): HistoryChange {
  const named = checked(schema, events) as v.InferOutput<typeof schema>;
  return (history) => forgotten(history, named);
}
