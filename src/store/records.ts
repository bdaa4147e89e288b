import type { ShopperEvent } from '../types.ts';
import type { ClockMark } from './clock.ts';
import { committed, quiet, STRICT, type OpenDatabase } from './database.ts';
import { FULL_RECORD, type OpenRecord, type Rewrite } from './plan-rewrite.ts';
import { openEvents, sealEvents, type SealedEvents } from './sealed-events.ts';

/** Records as they were at one moment. */
export interface Loaded {
  readonly layout: string | undefined;
  readonly clock: ClockMark | undefined;
  readonly records: readonly OpenRecord[];
}

/** By what the device's clock is judged. */
export async function clockOf(database: OpenDatabase['database']): Promise<ClockMark | undefined> {
  const transaction = quiet(database.transaction('meta'));
  return (await transaction.store.get('clock')) as ClockMark | undefined;
}

/** The records whose keys are above `after`. */
export async function load({ database, sealingKey }: OpenDatabase, after = 0): Promise<Loaded> {
  const range = IDBKeyRange.lowerBound(after, true);
  const transaction = quiet(database.transaction(['records', 'meta']));
  const [layout, clock, keys, records] = await Promise.all([
    transaction.objectStore('meta').get('layout') as Promise<string | undefined>,
    transaction.objectStore('meta').get('clock') as Promise<ClockMark | undefined>,
    transaction.objectStore('records').getAllKeys(range),
    transaction
      .objectStore('records')
      .getAll(range)
      .catch(() => undefined),
  ]);
  // If the browser cannot read one record, `getAll` fails for all of them.
  const readable: readonly (SealedEvents | undefined)[] =
    records ?? (await Promise.all(keys.map((key) => database.get('records', key).catch(() => undefined))));
  const opened = keys.map(async (key, i) => ({
    key,
    events: await openEvents(sealingKey, key, readable[i]),
  }));
  return { layout, clock, records: await Promise.all(opened) };
}

/** Carries out a plan, unless another tab has rewritten records since it was made. */
export async function rewrite(
  { database, sealingKey }: OpenDatabase,
  layout: string | undefined,
  plan: Rewrite,
): Promise<void> {
  const sealed = await Promise.all(
    plan.put.map(async ({ key, events }) => ({ key, record: await sealEvents(sealingKey, key, events) })),
  );
  const transaction = quiet(database.transaction(['records', 'meta'], 'readwrite', STRICT));
  const [records, meta] = [transaction.objectStore('records'), transaction.objectStore('meta')];
  if ((await meta.get('layout')) !== layout) return;
  await committed(
    transaction,
    () => meta.put(crypto.randomUUID(), 'layout'),
    ...plan.remove.map((key) => () => records.delete(key)),
    ...sealed.map(
      ({ key, record }) =>
        () =>
          records.put(record, key),
    ),
  );
}

/** Seals events as records of at most `FULL_RECORD` events, with the keys `firstKey`, `firstKey + 1` and so on. */
export function sealAll(sealingKey: CryptoKey, firstKey: number, events: readonly ShopperEvent[]) {
  const starts = Array.from({ length: Math.ceil(events.length / FULL_RECORD) }, (_, i) => i * FULL_RECORD);
  return Promise.all(
    starts.map(async (start, i) => ({
      key: firstKey + i,
      record: await sealEvents(sealingKey, firstKey + i, events.slice(start, start + FULL_RECORD)),
    })),
  );
}
