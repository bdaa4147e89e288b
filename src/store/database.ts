import {
  deleteDB,
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import { VitrineError } from '../errors.ts';
import { inTime } from '../wire/in-time.ts';
import { createSealingKey, type SealedEvents } from './sealed-events.ts';
import type { ClockMark } from './clock.ts';
import { versionOf } from './version-of.ts';

interface Schema extends DBSchema {
  /**
   * `key`: the key that records are sealed with. `layout`: a random text that changes when records are rewritten. `clock`: by
   * what the device's clock is judged.
   */
  meta: { key: 'key' | 'layout' | 'clock'; value: CryptoKey | string | ClockMark };
  /** Keys only grow, so that the order of keys is the order of writing. */
  records: { key: number; value: SealedEvents };
}

export interface OpenDatabase {
  readonly database: IDBPDatabase<Schema>;
  readonly sealingKey: CryptoKey;
}

/** Version of the database's schema. */
const VERSION = 1;
/** A write is acknowledged when it is on the disk, not when the system has promised to write it. */
export const STRICT = { durability: 'strict' } as const;
/** Milliseconds after which a database that neither opens nor refuses counts as blocked. */
const MAX_WAIT = 3000;
/**
 * Milliseconds before each further attempt after the browser failed at its own files: a browser that was just killed
 * may still hold them.
 */
const PAUSES = [200, 800];

/**
 * Opens a history's database, and creates it if there is none. Closes it when another tab wants to erase or upgrade it.
 *
 * @param ended Called when the connection has ended, with an error if the browser has ended it.
 * @throws {VitrineError} `store-crypto`, `store-blocked`; or what IndexedDB throws.
 */
export async function openDatabase(
  name: string,
  ended: (fault?: VitrineError) => void,
): Promise<OpenDatabase> {
  if (!(globalThis.crypto as Partial<Crypto> | undefined)?.subtle)
    throw new VitrineError(
      'store-crypto',
      'the history cannot be encrypted, so it is not written to disk: serve the page by https',
    );
  for (const pause of PAUSES) {
    try {
      return await open(name, ended);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'UnknownError')) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return open(name, ended);
}

async function open(name: string, ended: (fault?: VitrineError) => void): Promise<OpenDatabase> {
  const opening = openDB<Schema>(name, VERSION, {
    upgrade: (database) => {
      database.createObjectStore('meta');
      database.createObjectStore('records');
    },
    blocking: (_current, _blocked, event) => {
      ended();
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      ended(new VitrineError('store-evicted', 'the browser has deleted the history from the disk'));
    },
  });
  const database = await unblocked(opening);
  return { database, sealingKey: await sealingKeyOf(database) };
}

/**
 * Deletes a history's database, whatever its version. Its records and its key are removed first, in one transaction:
 * from then on nothing can be read, even if the deletion itself fails.
 */
export async function deleteDatabase(name: string): Promise<void> {
  if (!(globalThis.indexedDB as IDBFactory | undefined)) return; // then there is no database
  // A database that does not open may still be deleted.
  const emptied = await empty(name).then(
    () => true,
    () => false,
  );
  await unblocked(deleteDB(name)).catch((error: unknown) => {
    // Another tab keeps the database open; the browser deletes it when that tab closes it.
    if (!(emptied && error instanceof VitrineError)) throw error;
  });
}

/** Waits until a transaction is done. If it fails, throws why, and not only that it was aborted. */
export async function committed<Names extends StoreNames<Schema>[]>(
  transaction: IDBPTransaction<Schema, Names, 'readwrite'>,
  ...requests: Promise<unknown>[]
): Promise<void> {
  try {
    await Promise.all([...requests, transaction.done]);
  } catch (error) {
    throw transaction.error ?? error;
  }
}

async function empty(name: string): Promise<void> {
  if ((await versionOf(name)) === 0) return;
  const database = await unblocked(openDB(name));
  try {
    const names = [...database.objectStoreNames];
    if (names.length === 0) return;
    const transaction = database.transaction(names, 'readwrite', STRICT);
    await Promise.all([...names.map((store) => transaction.objectStore(store).clear()), transaction.done]);
  } finally {
    database.close();
  }
}

/** The database's key. If it has none, makes one, and removes records that were sealed with a lost key. */
async function sealingKeyOf(database: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const kept = await database.get('meta', 'key').catch(() => undefined);
  if (kept instanceof CryptoKey) return kept;
  const made = await createSealingKey();
  const transaction = database.transaction(['meta', 'records'], 'readwrite', STRICT);
  const [meta, records] = [transaction.objectStore('meta'), transaction.objectStore('records')];
  const other = await meta.get('key'); // another tab may have been faster
  if (other instanceof CryptoKey) return other;
  await committed(
    transaction,
    records.clear(),
    meta.put(made, 'key'),
    meta.put(crypto.randomUUID(), 'layout'),
  );
  return made;
}

/** Waits for IndexedDB, which waits for ever while another tab keeps a database open. Closes what opens too late. */
async function unblocked<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await inTime(
      work,
      MAX_WAIT,
      () =>
        new VitrineError('store-blocked', 'another tab keeps an older history open: close it, or reload it'),
    );
  } catch (error) {
    work.then(
      (result) => {
        if (result instanceof IDBDatabase) result.close();
      },
      () => undefined,
    );
    throw error;
  }
}
