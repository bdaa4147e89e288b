import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ShopperEvent } from '../types.ts';
import { IndexedDbStore, type StoreOptions } from './indexed-db.ts';
import { FULL_RECORD, MAX_SMALL } from './plan-rewrite.ts';
import type { SealedEvents } from './sealed-events.ts';
import { isKeptHalf, type KeptHalf } from './sealing-key.ts';
import { storeContract } from './store.contract.ts';
import { overwriteHere } from './testing/overwrite-here.ts';
import { contentOf, openPlain, put, request } from './testing/plain.ts';

let count = 0;
/** A store whose key has a half in a file. */
const storeOf = (name: string, options: StoreOptions = {}) =>
  new IndexedDbStore(name, { overwrite: overwriteHere, ...options });
storeContract('IndexedDB store', () => storeOf(`contract-${count++}`));
storeContract(
  'IndexedDB store in a browser without private files',
  () => new IndexedDbStore(`contract-${count++}`),
);

const DAY = 24 * 60 * 60_000;
const NOW = Date.now();
const like = (id: string, days = 0): ShopperEvent => ({ name: 'like', ids: [id], at: NOW - days * DAY });
const likes = (length: number) => Array.from({ length }, (_, i) => like(`${i}`));
const idsOf = (events: readonly ShopperEvent[]) => events.flatMap(({ ids }) => ids);
const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
/** Writes events to a database of their own, one record each. Returns its name. */
async function kept(events: readonly ShopperEvent[]) {
  const name = `kept-${count++}`;
  const store = storeOf(name);
  for (const event of events) await store.append(event);
  store.close();
  return name;
}
const read = async (name: string) => {
  const store = storeOf(name);
  const events = await store.all();
  store.close();
  return events;
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the database of the store', () => {
  it('holds no plain text, and a key whose bytes no script can read', async () => {
    const name = await kept([like('a-very-special-chair')]);
    const [{ iv, data }] = (await contentOf<SealedEvents>(name, 'records')) as [SealedEvents];
    expect(iv).toHaveLength(12);
    expect(new TextDecoder('latin1').decode(data)).not.toContain('chair');
    const { key } = (await contentOf<KeptHalf>(name, 'meta')).find(isKeptHalf)!;
    expect(key).toMatchObject({ algorithm: { name: 'HKDF' }, extractable: false });
  });

  it('merges its records when there are many small ones, and keeps their order', async () => {
    const events = likes(2 * MAX_SMALL + 3);
    const name = await kept(events);
    const store = storeOf(name);
    await store.append(like('last'));
    expect(idsOf(await store.all())).toEqual([...idsOf(events), 'last']);
    store.close();
    expect((await contentOf(name, 'records')).length).toBeLessThan(MAX_SMALL);
    expect(idsOf(await read(name))).toEqual([...idsOf(events), 'last']);
  });

  it('loses events that are older than the retention when it is read', async () => {
    const name = await kept([like('old', 91), like('new', 1)]);
    const before = (await contentOf<SealedEvents>(name, 'records')).length;
    const store = storeOf(name);
    expect(idsOf(await store.all())).toEqual(['new']);
    await store.append([like('newer')]); // behind the rewrite
    store.close();
    expect([before, (await contentOf(name, 'records')).length]).toEqual([2, 2]);
    const generous = storeOf(name, { retention: { days: 1000, max: 10 } });
    expect(idsOf(await generous.all())).toEqual(['new', 'newer']); // the old event was removed, not only left out
    generous.close();
  });

  it('loses events beyond the number of the retention when it is written', async () => {
    const name = `most-${count++}`;
    const store = storeOf(name, { retention: { days: 90, max: 5 } });
    for (const event of likes(MAX_SMALL + 1)) await store.append(event);
    await store.append([]);
    expect(await store.all()).toHaveLength(5);
    store.close();
    const generous = storeOf(name);
    expect(idsOf(await generous.all())).toEqual(idsOf(likes(MAX_SMALL + 1).slice(-5)));
    generous.close();
  });

  it('loses records that are damaged or moved, and keeps the others', async () => {
    const name = await kept(likes(4));
    const [first, second, third] = (await contentOf<SealedEvents>(name, 'records')) as [
      SealedEvents,
      SealedEvents,
      SealedEvents,
    ];
    new Uint8Array(second.data)[3]! ^= 1;
    await put(name, 'records', second, 2);
    await put(name, 'records', 'nonsense', 3);
    await put(name, 'records', first, 4); // a copy of another record
    await put(name, 'records', third, 5);
    const store = storeOf(name);
    expect(idsOf(await store.all())).toEqual(['0']);
    await store.append(like('next'));
    store.close();
    expect(await contentOf(name, 'records')).toHaveLength(2);
    expect(idsOf(await read(name))).toEqual(['0', 'next']);
  });

  it('starts empty if its key is lost', async () => {
    const name = await kept(likes(3));
    await put(name, 'meta', 'no key', 'key');
    const store = storeOf(name);
    expect(await store.all()).toEqual([]);
    await store.append(like('new'));
    store.close();
    expect(await contentOf(name, 'records')).toHaveLength(1);
    expect(idsOf(await read(name))).toEqual(['new']);
  });
});

describe('several stores of one database', () => {
  it('lose no event when they write at once and merge', async () => {
    const name = `together-${count++}`;
    const stores = Array.from({ length: 5 }, () => storeOf(name));
    const each = 60;
    await Promise.all(
      stores.map(async (store, s) => {
        for (let i = 0; i < each; i++) {
          await store.append(like(`${s}-${i}`));
          if (i % 20 === s) await store.all();
        }
      }),
    );
    const ids = idsOf(await stores[0]!.all());
    expect(ids.toSorted()).toEqual(
      stores.flatMap((_, s) => Array.from({ length: each }, (_, i) => `${s}-${i}`)).toSorted(),
    );
    for (const s of stores.keys())
      expect(ids.filter((id) => id.startsWith(`${s}-`))).toEqual(
        Array.from({ length: each }, (_, i) => `${s}-${i}`),
      );
    for (const store of stores) store.close();
  });

  it('give a reader all events again after another store has rewritten records', async () => {
    const name = await kept(likes(3));
    const [reader, writer] = [storeOf(name), storeOf(name)];
    let { mark } = await reader.since(undefined);
    await writer.append(like('a'));
    expect(idsOf((await reader.since(mark)).events)).toEqual(['a']);
    for (const event of likes(MAX_SMALL)) await writer.append(event);
    await writer.append(like('b')); // behind the rewrite
    const anew = await reader.since(mark);
    expect([anew.whole, idsOf(anew.events).slice(0, 4)]).toEqual([true, ['0', '1', '2', 'a']]);
    expect(anew.events).toHaveLength(MAX_SMALL + 5);
    ({ mark } = anew);
    await writer.append(like('c'));
    expect(await reader.since(mark)).toMatchObject({ whole: false, events: [{ ids: ['c'] }] });
    for (const store of [reader, writer]) store.close();
  });

  it('keep the order of writing after records were removed and rewritten', async () => {
    const name = `order-${count++}`;
    const [full, expired] = [likes(FULL_RECORD), like('old', 91)];
    const [first, second] = [storeOf(name), storeOf(name)];
    await first.append(expired);
    await first.append(full);
    await second.all(); // removes the first record
    await second.append([]);
    const third = storeOf(name);
    await third.append(like('a'));
    await first.append(like('b'));
    await second.append(like('c'));
    expect(idsOf(await third.all())).toEqual([...idsOf(full), 'a', 'b', 'c']);
    for (const store of [first, second, third]) store.close();
  });

  it('go on after one of them has erased the database', async () => {
    const [mine, other] = [storeOf('two-tabs'), storeOf('two-tabs')];
    await mine.append(like('a'));
    await other.all();
    await mine.erase();
    expect(await other.all()).toEqual([]);
    await other.erase();
  });
});

describe('erasing', () => {
  it('leaves no database behind', async () => {
    const name = await kept(likes(3));
    await storeOf(name).erase();
    expect(await databases()).not.toContain(name);
  });

  it('leaves no readable event if it is interrupted', async () => {
    const name = await kept(likes(3));
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new Error('the browser is gone');
    });
    await expect(storeOf(name).erase()).rejects.toMatchObject({ code: 'store' });
    expect([await contentOf(name, 'records'), await contentOf(name, 'meta')]).toEqual([[], []]);
    vi.restoreAllMocks();
    expect(await read(name)).toEqual([]);
    await storeOf(name).erase();
    expect(await databases()).not.toContain(name);
  });

  it(
    'does not wait for a tab that keeps the database open: that database is empty',
    { tags: ['slow'] },
    async () => {
      const name = await kept(likes(3));
      const holding = await openPlain(name);
      await storeOf(name).erase();
      const transaction = holding.transaction(['records', 'meta']);
      expect(await request(transaction.objectStore('records').count())).toBe(0);
      expect(await request(transaction.objectStore('meta').count())).toBe(0);
      holding.close();
      await vi.waitFor(async () => {
        expect(await databases()).not.toContain(name);
      });
    },
  );
});

describe('a database that another tab holds', () => {
  it(
    'is refused while its deletion waits for that tab, and opens after that',
    { tags: ['slow'] },
    async () => {
      const name = await kept(likes(2));
      const holding = await openPlain(name);
      const deleting = request(indexedDB.deleteDatabase(name));
      const store = storeOf(name);
      await expect(store.all()).rejects.toMatchObject({ code: 'store-blocked' });
      holding.close();
      await deleting;
      expect(await store.all()).toEqual([]);
      await store.erase();
    },
  );

  it('is left as it is if newer code has written it', async () => {
    const name = `new-${count++}`;
    const database = await openPlain(name, 99, (made) => made.createObjectStore('other'));
    await request(database.transaction('other', 'readwrite').objectStore('other').put('precious', 1));
    const store = storeOf(name);
    await expect(store.all()).rejects.toMatchObject({ code: 'store-version' });
    await expect(store.append(like('a'))).rejects.toMatchObject({ code: 'store-version' });
    expect(await request(database.transaction('other').objectStore('other').get(1))).toBe('precious');
    database.close();
    await store.erase(); // but the shopper may erase it
    expect(await databases()).not.toContain(name);
  });
});

describe('a disk that refuses to keep a history', () => {
  it('is reported as full', async () => {
    const name = await kept(likes(1));
    const store = storeOf(name);
    await store.all();
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.append(like('a'))).rejects.toMatchObject({ code: 'store-quota' });
    vi.restoreAllMocks();
    expect(idsOf(await store.all())).toEqual(['0']);
    store.close();
  });

  it.each([
    ['throws when opened', () => vi.spyOn(indexedDB, 'open').mockImplementation(refuse)],
    ['is not there', () => vi.spyOn(globalThis, 'indexedDB', 'get').mockReturnValue(undefined as never)],
  ])('is reported with a code if IndexedDB %s', async (_, arrange) => {
    const store = storeOf(`refusing-${count++}`);
    arrange();
    await expect(store.append(like('a'))).rejects.toMatchObject({ code: 'store' });
    vi.restoreAllMocks();
    await store.append(like('b')); // it may be tried again
    expect(idsOf(await store.all())).toEqual(['b']);
    await store.erase();
  });

  it('gets no event if nothing can be encrypted', async () => {
    vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as never);
    const name = `insecure-${count++}`;
    await expect(storeOf(name).append(like('a'))).rejects.toMatchObject({
      code: 'store-crypto',
    });
    expect(await databases()).not.toContain(name);
  });

  it('is not written again after the browser has deleted the open database', async () => {
    const name = await kept(likes(2));
    const listen = vi.spyOn(IDBDatabase.prototype, 'addEventListener');
    const store = storeOf(name);
    await store.all();
    const [, ended] = listen.mock.calls.find(([type]) => type === 'close')!;
    (ended as (event: Event) => void)(new Event('close'));
    await expect(store.append(like('a'))).rejects.toMatchObject({ code: 'store-evicted' });
    await store.erase();
    await store.append(like('b'));
    expect(idsOf(await store.all())).toEqual(['b']);
    await store.erase();
  });
});

function refuse(): never {
  throw new DOMException('not in this window', 'SecurityError');
}
