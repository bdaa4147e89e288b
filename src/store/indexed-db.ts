import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { EventStore } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import type { ShopperEvent } from '../types.ts';

interface Schema extends DBSchema {
  /** Keyed by an ever growing number, so that order is the order of writing. */
  events: { key: number; value: ShopperEvent };
}

/** Version of the database's layout. */
const VERSION = 1;

/**
 * Keeps events in IndexedDB. Opens on the first use, and again after another tab has erased or upgraded the database.
 * Every method rejects with `store` where IndexedDB refuses.
 *
 * @param name Of the database: one a shop, so that two shops on one origin do not mix.
 */
export function createIndexedDbStore(name: string): EventStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;

  function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(name, VERSION, {
      upgrade: (database) => {
        database.createObjectStore('events', { autoIncrement: true });
      },
      blocking: close, // let another tab erase or upgrade
      terminated: () => {
        opening = undefined;
      },
    });
    opening.catch(() => {
      opening = undefined; // may be retried
    });
    return opening;
  }

  function close(): void {
    const closing = opening;
    opening = undefined;
    closing?.then(
      (database) => {
        database.close();
      },
      () => undefined,
    );
  }

  return {
    kept: 'disk',
    append: (event) =>
      refusing(async () => {
        // Acknowledged when it is on the disk, not when the system has promised to write it.
        const transaction = (await open()).transaction('events', 'readwrite', { durability: 'strict' });
        await Promise.all([transaction.store.add(event), transaction.done]);
      }),
    since: (mark = 0) =>
      refusing(async () => {
        const { store } = (await open()).transaction('events');
        const range = IDBKeyRange.lowerBound(mark, true);
        const [keys, events] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return { events, mark: keys.at(-1) ?? mark, whole: mark === 0 };
      }),
    all: () => refusing(async () => (await open()).getAll('events')),
    replace: (events) =>
      refusing(async () => {
        const transaction = (await open()).transaction('events', 'readwrite', { durability: 'strict' });
        const { store } = transaction;
        await Promise.all([store.clear(), ...events.map((event) => store.add(event)), transaction.done]);
      }),
    erase: () =>
      refusing(async () => {
        close();
        await deleteDB(name);
      }),
    close,
  };
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new VitrineError(
      'store',
      `IndexedDB refused: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
