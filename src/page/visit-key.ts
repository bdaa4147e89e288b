import { deleteDB, openDB } from 'idb';

/** The database of the key: not of a history. */
const DATABASE = 'vitrine visit';
const STORE = 'key';

/**
 * The key that seals the visits that tabs keep, see `VisitInTab`. One for all tabs of the origin, so that an erasure makes also
 * that unreadable which another tab keeps.
 *
 * @returns AES-GCM, 256 bits, whose bytes no script can read. undefined if there is none and none may be made.
 */
export async function visitKey({ make }: { make: boolean }): Promise<CryptoKey | undefined> {
  const database = await openDB(DATABASE, 1, {
    upgrade: (created) => {
      created.createObjectStore(STORE);
    },
  });
  try {
    const made = make
      ? await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
      : undefined;
    const transaction = database.transaction(STORE, 'readwrite');
    const kept = (await transaction.store.get(STORE)) as CryptoKey | undefined; // another tab may have made it meanwhile
    if (!kept && made) await transaction.store.put(made, STORE);
    await transaction.done;
    return kept ?? made;
  } finally {
    database.close();
  }
}

/** What is sealed can no longer be opened. */
export async function destroyVisitKey(): Promise<void> {
  await deleteDB(DATABASE);
}
