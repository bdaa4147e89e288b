import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShopperEvent } from '../types.ts';
import { IndexedDbStore, type StoreOptions } from './indexed-db.ts';
import type { SealedEvents } from './sealed-events.ts';
import { openEvents } from './sealed-events.ts';
import { isKeptHalf, joinHalves, type KeptHalf } from './sealing-key.ts';
import { halfFileOf, overwriteHere } from './testing/overwrite-here.ts';
import { contentOf } from './testing/plain.ts';

let name = '';
const lost = vi.fn();
const open = () => new IndexedDbStore(name, { overwrite: overwriteHere, lost });
const like = (id: string): ShopperEvent => ({ name: 'like', ids: [id], at: Date.now() });
const idsOf = (events: readonly ShopperEvent[]) => events.flatMap(({ ids }) => ids);

/** Writes two events, and closes the store. @returns What the database holds. */
async function kept() {
  const store = open();
  for (const id of ['a', 'b']) await store.append(like(id));
  store.close();
  const records = await contentOf<SealedEvents>(name, 'records');
  const half = (await contentOf<KeptHalf>(name, 'meta')).find(isKeptHalf)!;
  return { records, half };
}
const bytes = async () => (await halfFileOf(name)).bytes;

beforeEach(() => {
  name = `half ${crypto.randomUUID()}`;
  lost.mockReset();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await open().erase();
  expect(await bytes()).toBeUndefined();
});

describe('the half of a key that is kept in a file', () => {
  it('is needed to read what the database has held', async () => {
    const { records, half } = await kept();
    const key = (await joinHalves(half, await bytes()))!;
    expect(idsOf((await openEvents(key, 1, records[0]))!)).toEqual(['a']);
    for (const other of [undefined, new Uint8Array(32)]) {
      expect(await joinHalves(half, other)).toBeUndefined();
      const guessed = (await joinHalves({ key: half.key }, other))!;
      expect(await openEvents(guessed, 1, records[0])).toBeUndefined();
    }
  });

  it('is another one after the history was erased', async () => {
    const { half } = await kept();
    const before = await bytes();
    await open().erase();
    expect(await bytes()).toBeUndefined();
    await kept();
    const after = await bytes();
    expect(after).not.toEqual(before);
    expect(await joinHalves(half, after)).toBeUndefined();
  });

  it('is overwritten before it is removed, also if the file and the database cannot be removed', async () => {
    await kept();
    vi.spyOn(FileSystemDirectoryHandle.prototype, 'removeEntry').mockRejectedValue(
      new DOMException('no space', 'UnknownError'),
    );
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('no space', 'UnknownError');
    });
    vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
      throw new DOMException('no space', 'UnknownError');
    });
    await expect(open().erase()).rejects.toMatchObject({ code: 'store' });
    vi.restoreAllMocks();
    expect(await bytes()).toEqual(new Uint8Array(32));
    expect(await contentOf(name, 'records')).toHaveLength(2);
    expect(await open().all()).toEqual([]);
  });

  it.each<[string, StoreOptions]>([
    ['nobody can overwrite it', { overwrite: () => Promise.reject(new Error('no worker')) }],
    ['there is nobody to overwrite it', {}],
  ])('is removed though %s', async (_, options) => {
    await kept();
    await new IndexedDbStore(name, options).erase();
    expect(await bytes()).toBeUndefined();
  });

  it('is not reported as erased if it is neither overwritten nor removed', async () => {
    await kept();
    vi.spyOn(FileSystemDirectoryHandle.prototype, 'removeEntry').mockRejectedValue(
      new DOMException('no space', 'UnknownError'),
    );
    const silent = new IndexedDbStore(name, { overwrite: () => Promise.reject(new Error('no worker')) });
    await expect(silent.erase()).rejects.toMatchObject({ code: 'store' });
    vi.restoreAllMocks();
    expect(await contentOf(name, 'records')).toEqual([]);
    expect(await open().all()).toEqual([]);
  });
});

describe('a half that is lost', () => {
  it.each([
    ['removed', async (file: string) => (await navigator.storage.getDirectory()).removeEntry(file)],
    ['overwritten', (file: string) => overwriteHere(file, new Uint8Array(32))],
    ['cut short', (file: string) => overwriteHere(file, new Uint8Array(0))],
    ['that of another history', (file: string) => overwriteHere(file, new Uint8Array(32).fill(7))],
  ])('begins the history anew and is told, if it was %s', async (_, lose) => {
    await kept();
    await lose((await halfFileOf(name)).file);
    const store = open();
    expect(await store.all()).toEqual([]);
    expect(lost.mock.calls).toEqual([[expect.objectContaining({ code: 'store' })]]);
    await store.append(like('new'));
    store.close();
    expect(idsOf(await open().all())).toEqual(['new']);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it('is not one that the browser does not give: that history stays as it is', async () => {
    await kept();
    vi.spyOn(FileSystemFileHandle.prototype, 'getFile').mockRejectedValue(
      new DOMException('busy', 'NotReadableError'),
    );
    const store = open();
    await expect(store.all()).rejects.toMatchObject({ code: 'store' });
    vi.restoreAllMocks();
    vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError'));
    await expect(store.all()).rejects.toMatchObject({ code: 'store' });
    vi.restoreAllMocks();
    expect(idsOf(await store.all())).toEqual(['a', 'b']);
    expect(lost).not.toHaveBeenCalled();
  });
});

it('keeps a history in a browser that gives no private files', async () => {
  vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError'));
  await kept();
  vi.restoreAllMocks();
  expect(await bytes()).toBeUndefined();
  expect(idsOf(await open().all())).toEqual(['a', 'b']);
});

it('keeps a history in a browser that keeps no keys, and its bytes are worth nothing without the file', async () => {
  const { structuredClone: cloneAny } = globalThis;
  const clone = vi.spyOn(globalThis, 'structuredClone').mockImplementation((value: unknown) => {
    if (value instanceof CryptoKey) throw new DOMException('no keys here', 'DataCloneError');
    return cloneAny(value);
  });
  const { records, half } = await kept();
  expect(clone).toHaveBeenCalled();
  expect(half.key).toBeInstanceOf(ArrayBuffer);
  expect(idsOf(await open().all())).toEqual(['a', 'b']);
  expect(await joinHalves(half, new Uint8Array(32))).toBeUndefined();
  const guessed = (await joinHalves({ key: half.key }, undefined))!;
  expect(await openEvents(guessed, 1, records[0])).toBeUndefined();
  expect(lost).not.toHaveBeenCalled();
});

it('gives several tabs that open a new history at once the same key', async () => {
  const tabs = Array.from({ length: 5 }, open);
  await Promise.all(tabs.map((tab, i) => tab.append(like(`${i}`))));
  for (const tab of tabs) {
    expect(idsOf(await tab.all()).toSorted()).toEqual(['0', '1', '2', '3', '4']);
    tab.close();
  }
  expect(lost).not.toHaveBeenCalled();
});
