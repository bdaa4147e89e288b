/** Reads and writes databases by IndexedDB's own calls, for tests. */

export function request<Result>(asked: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => {
      resolve(asked.result);
    };
    asked.onerror = () => {
      reject(asked.error!);
    };
  });
}

/** Opens a database, by default at its own version. It stays open until the caller closes it. */
export function openPlain(
  name: string,
  version?: number,
  upgrade?: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    upgrade?.(opening.result);
  };
  return request(opening);
}

/** All values of a store of a database, in the order of their keys. */
export async function contentOf<Value>(name: string, store: string): Promise<Value[]> {
  const database = await openPlain(name);
  const values = (await request(database.transaction(store).objectStore(store).getAll())) as Value[];
  database.close();
  return values;
}

/** Writes a value into a store of a database. */
export async function put(name: string, store: string, value: unknown, key: IDBValidKey): Promise<void> {
  const database = await openPlain(name);
  await request(database.transaction(store, 'readwrite').objectStore(store).put(value, key));
  database.close();
}
