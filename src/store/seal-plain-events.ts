import type { IDBPDatabase } from 'idb';
import { committed, STRICT, type Schema } from './database.ts';
import { FULL } from './plan-rewrite.ts';
import { sealEvents } from './sealed-events.ts';

/** Seals what version 1 kept in plain, and removes the plain text in the same transaction. */
export async function sealPlainEvents(database: IDBPDatabase<Schema>, key: CryptoKey): Promise<void> {
  const events = await database.getAll('events');
  if (events.length === 0) return;
  const starts = Array.from({ length: Math.ceil(events.length / FULL) }, (_, i) => i * FULL);
  const sealed = await Promise.all(
    starts.map((start, i) => sealEvents(key, i + 1, events.slice(start, start + FULL))),
  );
  const transaction = database.transaction(['events', 'records'], 'readwrite', STRICT);
  const plain = transaction.objectStore('events');
  if ((await plain.count()) === 0) return; // another tab has done it
  const records = transaction.objectStore('records');
  await committed(transaction, plain.clear(), ...sealed.map((record, i) => records.add(record, i + 1)));
}
