/** Databases as tests need them, by IndexedDB's own calls. */

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

/** Opens a database, of the version that it has where none is given. Does not let go of it unless asked to. */
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

/** What is in a store of a database, in the order of its keys. */
export async function contentOf<Value>(name: string, store: string): Promise<Value[]> {
  const database = await openPlain(name);
  const values = (await request(database.transaction(store).objectStore(store).getAll())) as Value[];
  database.close();
  return values;
}

/** Names of a database's stores. */
export async function storesOf(name: string): Promise<string[]> {
  const database = await openPlain(name);
  database.close();
  return [...database.objectStoreNames];
}

/** Puts something into a store of a database. */
export async function put(name: string, store: string, value: unknown, key: IDBValidKey): Promise<void> {
  const database = await openPlain(name);
  await request(database.transaction(store, 'readwrite').objectStore(store).put(value, key));
  database.close();
}
