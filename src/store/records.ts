import type { ShopperEvent } from '../types.ts';
import { committed, STRICT, type OpenDatabase } from './database.ts';
import { FULL, type OpenRecord, type Rewrite } from './plan-rewrite.ts';
import { openEvents, sealEvents, type SealedEvents } from './sealed-events.ts';

/** Records as they were in one moment. */
export interface Loaded {
  readonly layout: string | undefined;
  readonly records: readonly OpenRecord[];
}

/** The records behind a key. */
export async function load({ database, key }: OpenDatabase, after = 0): Promise<Loaded> {
  const range = IDBKeyRange.lowerBound(after, true);
  const transaction = database.transaction(['records', 'meta']);
  const [layout, keys, records] = await Promise.all([
    transaction.objectStore('meta').get('layout') as Promise<string | undefined>,
    transaction.objectStore('records').getAllKeys(range),
    transaction
      .objectStore('records')
      .getAll(range)
      .catch(() => undefined),
  ]);
  // One record that the browser itself cannot read fails them all.
  const readable: readonly (SealedEvents | undefined)[] =
    records ?? (await Promise.all(keys.map((at) => database.get('records', at).catch(() => undefined))));
  const opened = keys.map(async (at, i) => ({ at, events: await openEvents(key, at, readable[i]) }));
  return { layout, records: await Promise.all(opened) };
}

/** Carries a plan out, unless another tab has rewritten records since it was made. */
export async function rewrite(
  { database, key }: OpenDatabase,
  layout: string | undefined,
  plan: Rewrite,
): Promise<void> {
  const sealed = await Promise.all(
    plan.put.map(async ({ at, events }) => ({ at, record: await sealEvents(key, at, events) })),
  );
  const transaction = database.transaction(['records', 'meta'], 'readwrite', STRICT);
  const [records, meta] = [transaction.objectStore('records'), transaction.objectStore('meta')];
  if ((await meta.get('layout')) !== layout) return;
  await committed(
    transaction,
    meta.put(crypto.randomUUID(), 'layout'),
    ...plan.remove.map((at) => records.delete(at)),
    ...sealed.map(({ at, record }) => records.put(record, at)),
  );
}

/** In records of at most `FULL` events, under keys from `first` on. */
export function sealAll(key: CryptoKey, first: number, events: readonly ShopperEvent[]) {
  const starts = Array.from({ length: Math.ceil(events.length / FULL) }, (_, i) => i * FULL);
  return Promise.all(
    starts.map(async (start, i) => ({
      at: first + i,
      record: await sealEvents(key, first + i, events.slice(start, start + FULL)),
    })),
  );
}
