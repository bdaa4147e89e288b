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
import type { ShopperEvent } from '../types.ts';
import { createSealingKey, type SealedEvents } from './sealed-events.ts';
import { versionOf } from './version-of.ts';

export interface Schema extends DBSchema {
  /** `key`: what the records are sealed with. `layout`: another word whenever records have been rewritten. */
  meta: { key: 'key' | 'layout'; value: CryptoKey | string };
  /** Keyed by an ever growing number, so that order is the order of writing. */
  records: { key: number; value: SealedEvents };
  /** Of version 1: events in plain, see `sealPlainEvents`. */
  events: { key: number; value: ShopperEvent };
}

export interface OpenDatabase {
  readonly database: IDBPDatabase<Schema>;
  readonly key: CryptoKey;
}

/** Version of the database's layout. */
const VERSION = 3;
/** Acknowledged when it is on the disk, not when the system has promised to write it. */
export const STRICT = { durability: 'strict' } as const;
/** Milliseconds after which a database that neither opens nor refuses counts as blocked. */
const PATIENCE = 3000;
/**
 * Milliseconds until a browser that fails at its own files is asked again: those of a browser that has just been killed may
 * still be held.
 */
const AGAIN = [200, 800];

/**
 * Opens a history's database, creating it where there is none. Lets go of it when another tab wants to erase or upgrade it.
 *
 * @param ended Called when the connection is no more; with an error, where the browser has ended it.
 */
export async function openDatabase(
  name: string,
  ended: (fault?: VitrineError) => void,
): Promise<OpenDatabase> {
  if (!(globalThis.crypto as Partial<Crypto> | undefined)?.subtle)
    throw new VitrineError('store-crypto', 'nothing is kept: only a page served by https can encrypt');
  for (const pause of AGAIN) {
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
  const version = await versionOf(name);
  if (version > 0 && version < VERSION) {
    const { sealPlainEvents } = await import('./seal-plain-events.ts');
    await sealPlainEvents(name);
  }
  const opening = openDB<Schema>(name, VERSION, {
    upgrade: (database, before) => {
      if (before === 0) createStores(database);
      else database.deleteObjectStore('events');
    },
    blocking: (_current, _blocked, event) => {
      ended();
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      ended(new VitrineError('store-evicted', 'the browser has deleted the history on the disk'));
    },
  });
  const database = await unblocked(opening);
  return { database, key: await keyOf(database) };
}

export function createStores(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('meta');
  database.createObjectStore('records');
}

/**
 * Removes a history's database, of whatever version. Its records and its key go first, in one transaction: from then on
 * nothing can be read, whatever becomes of the rest.
 */
export async function deleteDatabase(name: string): Promise<void> {
  if (!(globalThis.indexedDB as IDBFactory | undefined)) return; // then there is none
  await empty(name).catch(() => undefined); // what cannot be opened may still be deleted
  await unblocked(deleteDB(name)).catch((error: unknown) => {
    // Another tab holds on to what is empty now; the browser deletes it when that tab lets go.
    if (!(error instanceof VitrineError)) throw error;
  });
}

/** Waits until a transaction is done; where it is not, says why rather than that it was aborted. */
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

/** The key; where there is none, a new one, and what was sealed with the old one goes. */
export async function keyOf(database: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const kept = await database.get('meta', 'key').catch(() => undefined);
  if (kept instanceof CryptoKey) return kept;
  const fresh = await createSealingKey();
  const transaction = database.transaction(['meta', 'records'], 'readwrite', STRICT);
  const [meta, records] = [transaction.objectStore('meta'), transaction.objectStore('records')];
  const first = await meta.get('key'); // another tab may have been quicker
  if (first instanceof CryptoKey) return first;
  await committed(
    transaction,
    records.clear(),
    meta.put(fresh, 'key'),
    meta.put(crypto.randomUUID(), 'layout'),
  );
  return fresh;
}

/** Another tab that does not let go blocks for ever. What opens too late is closed. */
export async function unblocked<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await inTime(
      work,
      PATIENCE,
      () => new VitrineError('store-blocked', 'another tab does not let go of the history on the disk'),
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
