import { expect, it } from 'vitest';
import { createIndexedDbStore } from './indexed-db.ts';
import { storeContract } from './store.contract.ts';

let count = 0;
storeContract('IndexedDB store', () => createIndexedDbStore(`contract-${count++}`));

it('leaves no database behind after erasing', async () => {
  const store = createIndexedDbStore('erased');
  await store.append({ name: 'like', ids: ['a'], at: 1 });
  await store.erase();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('erased');
});

it('lets another tab erase while it is open, and goes on', async () => {
  const [mine, other] = [createIndexedDbStore('two-tabs'), createIndexedDbStore('two-tabs')];
  await mine.append({ name: 'like', ids: ['a'], at: 1 });
  await other.all();
  await mine.erase();
  expect(await other.all()).toEqual([]);
  await other.erase();
});
