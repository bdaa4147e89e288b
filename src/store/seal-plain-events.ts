import { openDB } from 'idb';
import { committed, createStores, keyOf, STRICT, unblocked, type Schema } from './database.ts';
import { sealAll } from './records.ts';

/**
 * Seals what version 1 kept in plain, in version 2, which has both; the next version has no room for plain text. Where it is
 * interrupted, the next visit goes on: the plain text goes in the transaction that writes the sealed.
 */
export async function sealPlainEvents(name: string): Promise<void> {
  const opening = openDB<Schema>(name, 2, {
    upgrade: createStores,
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
    },
  });
  const database = await unblocked(opening).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'VersionError') return undefined; // another tab was quicker
    throw error;
  });
  if (!database) return;
  try {
    const [key, events] = [await keyOf(database), await database.getAll('events')];
    const sealed = await sealAll(key, 1, events);
    const transaction = database.transaction(['events', 'records'], 'readwrite', STRICT);
    const plain = transaction.objectStore('events');
    if ((await plain.count()) === 0) return; // there are none, or another tab has done it
    const records = transaction.objectStore('records');
    await committed(transaction, plain.clear(), ...sealed.map(({ at, record }) => records.add(record, at)));
  } finally {
    database.close();
  }
}
