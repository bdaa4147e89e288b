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
import { answered } from './answered.ts';
import { hold } from '../wire/locks.ts';
import type { HalfFile } from './half-file.ts';
import type { SealedEvents } from './sealed-events.ts';
import { createKeptHalf, isKeptHalf, joinHalves, type KeptHalf } from './sealing-key.ts';
import type { ClockMark } from './clock.ts';
import { versionOf } from './version-of.ts';

interface Schema extends DBSchema {
  /**
   * `key`: one half of the key that records are sealed with. `layout`: a random text that changes when records are rewritten. `clock`: by
   * what the device's clock is judged.
   */
  meta: { key: 'key' | 'layout' | 'clock'; value: KeptHalf | string | ClockMark };
  /** Keys only grow, so that the order of keys is the order of writing. */
  records: { key: number; value: SealedEvents };
}

export interface OpenDatabase {
  readonly database: IDBPDatabase<Schema>;
  readonly sealingKey: CryptoKey;
}

/** What a database needs to open. */
export interface OpenOptions {
  /** The other half of its key. */
  readonly half: HalfFile;
  /** Called when the connection has ended, with an error if the browser has ended it. */
  readonly ended: (fault?: VitrineError) => void;
  /** Called if the key is lost, and the history begins anew. */
  readonly lost: (why: VitrineError) => void;
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
 * @throws {VitrineError} `store-crypto`, `store-blocked`; or what IndexedDB throws.
 */
export async function openDatabase(name: string, options: OpenOptions): Promise<OpenDatabase> {
  if (!(globalThis.crypto as Partial<Crypto> | undefined)?.subtle)
    throw new VitrineError(
      'store-crypto',
      'the history cannot be encrypted, so it is not written to disk: serve the page by https',
    );
  for (const pause of PAUSES) {
    try {
      return await open(name, options);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'UnknownError')) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return open(name, options);
}

async function open(name: string, options: OpenOptions): Promise<OpenDatabase> {
  const { ended } = options;
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
  try {
    return { database, sealingKey: await withKey(name, () => answered(sealingKeyOf(database, options))) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Does work on a database's key while no other tab does. */
async function withKey<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const holding = hold(`${name} key`);
  const release = await unblocked(holding);
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * Deletes a history's database, whatever its version. One half of its key is overwritten first: from then on nothing can be
 * read, also not from what the browser leaves in its files. Then its records and the other half are removed in one
 * transaction, so that they are gone even if the deletion itself fails.
 */
export async function deleteDatabase(name: string, half: HalfFile): Promise<void> {
  if (!(globalThis.indexedDB as IDBFactory | undefined)) return; // then there is no database
  await withKey(name, async () => {
    const destroyed = await half.destroy().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (destroyed) {
      await answered(empty(name), MAX_WAIT).catch(() => undefined); // the database stays, so that it is known that there is something to erase
      throw destroyed.error;
    }
    await emptyAndDelete(name);
  });
}

async function emptyAndDelete(name: string): Promise<void> {
  // A database that does not open may still be deleted.
  const emptied = await answered(empty(name), MAX_WAIT).then(
    () => true,
    () => false,
  );
  await unblocked(deleteDB(name)).catch((error: unknown) => {
    // Another tab keeps the database open; the browser deletes it when that tab closes it.
    if (!(emptied && error instanceof VitrineError)) throw error;
  });
}

/** Has nobody told, beside the caller, that a transaction has failed. */
export function quiet<Transaction extends { readonly done: Promise<void> }>(
  transaction: Transaction,
): Transaction {
  transaction.done.catch(() => undefined);
  return transaction;
}

/**
 * Makes requests of a transaction, and waits until it is done. If one fails, none of them counts. Throws why, and not only
 * that it was aborted.
 */
export async function committed<Names extends StoreNames<Schema>[]>(
  transaction: IDBPTransaction<Schema, Names, 'readwrite'>,
  ...requests: (() => Promise<unknown>)[]
): Promise<void> {
  try {
    await Promise.all([...requests.map(async (request) => request()), transaction.done]);
  } catch (error) {
    const why = transaction.error ?? error;
    try {
      transaction.abort();
    } catch {
      // it has ended already
    }
    throw why;
  }
}

async function empty(name: string): Promise<void> {
  if ((await versionOf(name)) === 0) return;
  const database = await unblocked(
    openDB(name, undefined, {
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close(); // else it would keep itself from being deleted, if a request never ends
      },
    }),
  );
  try {
    const names = [...database.objectStoreNames];
    if (names.length === 0) return;
    const transaction = quiet(database.transaction(names, 'readwrite', STRICT));
    await Promise.all([
      ...names.map(async (store) => transaction.objectStore(store).clear()),
      transaction.done,
    ]);
  } finally {
    database.close();
  }
}

/** The database's key. If it has none, makes one, and removes records that were sealed with a lost key. */
async function sealingKeyOf(database: IDBPDatabase<Schema>, { half, lost }: OpenOptions): Promise<CryptoKey> {
  const reading = quiet(database.transaction(['meta', 'records']));
  const [kept, count] = await Promise.all([
    reading.objectStore('meta').get('key'),
    reading.objectStore('records').count(),
  ]);
  const halves = isKeptHalf(kept) ? kept : undefined;
  const key = halves && (await joinHalves(halves, halves.digest && (await half.read())));
  if (key) return key;
  const other = await half.make();
  const made = await createKeptHalf(other);
  const transaction = quiet(database.transaction(['meta', 'records'], 'readwrite', STRICT));
  const [meta, records] = [transaction.objectStore('meta'), transaction.objectStore('records')];
  await committed(
    transaction,
    () => records.clear(),
    () => meta.put(made, 'key'),
    () => meta.put(crypto.randomUUID(), 'layout'),
  );
  if (count > 0)
    lost(new VitrineError('store', 'the key of the history is gone, so the history on the disk begins anew'));
  return (await joinHalves(made, other))!;
}

/** Waits for IndexedDB, which waits for ever while another tab keeps a database open. Lets go of what comes too late. */
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
        else if (typeof result === 'function') (result as () => void)();
      },
      () => undefined,
    );
    throw error;
  }
}
