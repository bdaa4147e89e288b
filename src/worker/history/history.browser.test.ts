import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ShopperEvent } from '../../types.ts';
import { History, type HistoryOptions } from './history.ts';
import { historyOptions } from './testing/history-options.ts';
import { hold } from '../../wire/locks.ts';
import type { Change, ChangeMessage } from './write-lock.ts';

let name = '';
let open: History[] = [];
beforeEach(() => {
  name = `history ${crypto.randomUUID()}`;
  open = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const history of open) await history.setConsent('denied');
  await Promise.all(open.map((history) => history.close()));
});

/** The history of one more engine of the shop. */
function engine(options: Partial<HistoryOptions> = {}): History {
  const history = new History({ ...historyOptions(name), ...options });
  open.push(history);
  return history;
}

async function granted(): Promise<History> {
  const history = engine();
  await history.setConsent('granted');
  return history;
}

const NOW = Date.now();
const view = (id: string, at = 1): ShopperEvent => ({ name: 'view_item', ids: [id], at: NOW + at });
const idsOf = (history: History) => history.events.flatMap(({ ids }) => ids);
const isOnDisk = async () => (await indexedDB.databases()).some((database) => database.name === name);

it('does not read back what it has appended itself', async () => {
  const history = await granted();
  const read = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const decrypt = vi.spyOn(SubtleCrypto.prototype, 'decrypt');
  for (const id of ['1', '2', '3']) await history.append(view(id));
  expect([read.mock.calls, decrypt.mock.calls]).toEqual([[], []]);
  expect(idsOf(history)).toEqual(['1', '2', '3']);
  await history.reread();
  expect(idsOf(history)).toEqual(['1', '2', '3']);
  expect(decrypt).toHaveBeenCalledTimes(3);
});

it('reads what another engine has written before its own event, before it was told of it', async () => {
  const [a, b] = [await granted(), await granted()];
  await a.append(view('a1'));
  await expect.poll(() => idsOf(b)).toEqual(['a1']);
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockReturnValue(undefined);
  await a.append(view('a2'));
  await b.append(view('b1'));
  expect(idsOf(b)).toEqual(['a1', 'a2', 'b1']);
});

it('has the same events in the same order as another engine that writes at the same time', async () => {
  const [a, b] = [await granted(), await granted()];
  await Promise.all(['1', '2', '3'].flatMap((n) => [a.append(view(`a${n}`)), b.append(view(`b${n}`))]));
  await expect.poll(() => idsOf(b)).toHaveLength(6);
  await expect.poll(() => idsOf(a)).toEqual(idsOf(b));
  expect(idsOf(a).filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
});

it('keeps nothing on disk after consent is withdrawn while another engine is writing', async () => {
  for (let round = 0; round < 20; round++) {
    const [a, b] = [await granted(), await granted()];
    const writes = Array.from({ length: 10 }, (_, i) => b.append(view(`${round}-${i}`)));
    await new Promise((resolve) => setTimeout(resolve, round));
    await Promise.all([a.setConsent('denied'), ...writes]);
    await expect.poll(() => b.kept).toBe('memory');
    await expect.poll(isOnDisk).toBe(false);
    expect(idsOf(b).filter((id) => id.startsWith(`${round}-`))).toHaveLength(10);
    await Promise.all([a.close(), b.close()]);
    open = [];
  }
});

/** Announces a change as another engine would. */
function announce(change: Change, at: number): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage({ change, decision: { at, id: Math.random() } } satisfies ChangeMessage);
  channel.close();
}

it('keeps a grant though an engine erases once more for a refusal that was before it', async () => {
  const [a, b] = [engine(), engine()];
  await a.setConsent('granted');
  await expect.poll(() => b.kept).toBe('disk');
  await b.append(view('kept'));
  const decision = { at: Date.now() + 1, id: Math.random() };
  const channel = new BroadcastChannel(name);
  const refuse = () => {
    channel.postMessage({ change: 'denied', decision } satisfies ChangeMessage);
  };
  refuse();
  for (const one of [a, b]) await expect.poll(() => one.kept).toBe('memory');
  await a.setConsent('granted');
  await expect.poll(() => b.kept).toBe('disk');
  refuse(); // once more
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const one of [a, b]) {
    await expect.poll(() => one.kept).toBe('disk');
    await expect.poll(() => idsOf(one)).toEqual(['kept']);
  }
  channel.close();
});

it('says the same in all engines after a grant and a refusal at once', async () => {
  for (let round = 0; round < 10; round++) {
    const [a, b, c] = [engine(), engine(), engine()];
    await Promise.all([a.setConsent('granted'), b.setConsent('denied')]);
    await expect.poll(() => new Set([a, b, c].map(({ kept }) => kept)).size).toBe(1);
    await c.setConsent('granted');
    for (const one of [a, b, c]) await expect.poll(() => one.kept).toBe('disk');
    await Promise.all([a, b, c].map((one) => one.close()));
    open = [];
  }
});

it('stays in memory if consent is withdrawn while the grant waits for the lock', async () => {
  const letGo = await hold(name);
  const history = engine();
  const grant = history.setConsent('granted');
  announce('denied', Date.now() + 1);
  await expect.poll(() => history.consent).toBe('denied');
  letGo();
  await grant;
  await history.append(view('a'));
  expect([history.kept, await isOnDisk()]).toEqual(['memory', false]);
});

it('erases what it wrote before it was told that consent was withdrawn', async () => {
  const history = await granted();
  const denied = Date.now() + 1;
  await expect.poll(() => Date.now()).toBeGreaterThan(denied);
  await history.append(view('a'));
  announce('denied', denied);
  await expect.poll(() => history.kept).toBe('memory');
  await expect.poll(isOnDisk).toBe(false);
  expect(idsOf(history)).toEqual(['a']);
});

it('ignores a grant that is older than the refusal, though it arrives later', async () => {
  const history = engine();
  const before = Date.now() - 1;
  await history.setConsent('denied');
  announce('granted', before);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([history.consent, history.kept, await isOnDisk()]).toEqual(['denied', 'memory', false]);
  announce('granted', Date.now() + 1);
  await expect.poll(() => history.kept).toBe('disk');
});

it('is denied if another engine grants and denies at the same moment, in whatever order the messages arrive', async () => {
  for (const order of [['granted', 'denied'] as const, ['denied', 'granted'] as const]) {
    const history = await granted();
    const at = Date.now() + 1000;
    for (const change of order) announce(change, at);
    await expect.poll(() => history.kept).toBe('memory');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([history.consent, history.kept]).toEqual(['denied', 'memory']);
  }
});

it('writes an event that several engines remember to disk once', async () => {
  const [a, b] = [await granted(), await granted()];
  await a.append(view('both'));
  await expect.poll(() => idsOf(b)).toEqual(['both']);
  await a.setConsent('denied');
  await expect.poll(() => b.kept).toBe('memory');
  await b.append(view('own', 2));
  await a.setConsent('granted');
  for (const history of [a, b]) await expect.poll(() => idsOf(history)).toEqual(['both', 'own']);
});

it('erases the memory of other engines, too', async () => {
  const [a, b] = [engine(), engine()];
  await b.append(view('b'));
  await a.erase();
  await expect.poll(() => idsOf(b)).toEqual([]);
});

it('replaces what other engines remember, too, on the disk and in memory, unless a tab takes up its visit', async () => {
  const [onDisk, inMemory, other] = [await granted(), engine({ persist: 'memory' }), engine()];
  const state = () => [onDisk, inMemory, other].map(idsOf);
  for (const [by, expected] of [
    [onDisk, [['new'], [], []]],
    [inMemory, [[], ['new'], []]],
  ] as const) {
    for (const [i, history] of [onDisk, inMemory, other].entries()) await history.append(view(`${i}`));
    await by.replace([view('new')]);
    await expect.poll(state).toEqual(expected);
  }
  await other.append(view('kept'));
  await inMemory.replace([view('visit')], true);
  await other.setConsent('granted');
  await expect.poll(state).toEqual([['kept'], ['visit'], ['kept']]);
});

it('stays in memory with `persist: memory` or Global Privacy Control, though another engine is granted', async () => {
  const [memory, gpc] = [engine({ persist: 'memory' }), engine({ gpc: true })];
  await Promise.all([memory.append(view('m')), gpc.append(view('g'))]);
  const other = await granted();
  await other.append(view('d', 2));
  expect([memory.kept, gpc.kept, other.kept]).toEqual(['memory', 'memory', 'disk']);
  expect(idsOf(other)).toEqual(['d']);
});

it('forgets an event on the disk and in every engine, and goes on', async () => {
  const [first, second] = [await granted(), await granted()];
  for (const [i, id] of ['1', '2', '3'].entries()) await first.append(view(id, i - 10));
  await first.edit((events) => events.filter(({ ids }) => ids[0] !== '2'));
  expect(idsOf(first)).toEqual(['1', '3']);
  await vi.waitFor(() => {
    expect(idsOf(second)).toEqual(['1', '3']);
  });
  await second.append(view('4'));
  expect(idsOf(await granted())).toEqual(['1', '3', '4']);
});

it('says so if the disk does not forget', async () => {
  const history = await granted();
  await history.append(view('1'));
  vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(history.edit(() => [])).rejects.toMatchObject({ code: 'store-quota' });
  expect(history.events).toEqual([]);
  expect(history.kept).toBe('memory');
});
