import { afterEach, beforeEach, expect, it } from 'vitest';
import { RETENTION } from '../../core/history/retention.ts';
import type { ShopperEvent } from '../../types.ts';
import { History, type HistoryOptions } from './history.ts';
import { hold } from '../../wire/locks.ts';
import type { Heard, News } from './write-lock.ts';

let name = '';
let open: History[] = [];
beforeEach(() => {
  name = `history ${crypto.randomUUID()}`;
  open = [];
});
afterEach(async () => {
  for (const history of open) await history.setConsent('denied');
  await Promise.all(open.map((history) => history.close()));
});

/** One engine's history of the shop. */
function engine(options: Partial<HistoryOptions> = {}): History {
  const history = new History({ name, persist: 'auto', gpc: false, retention: RETENTION, ...options });
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

it('has what another engine wrote before its own, whatever comes first', async () => {
  const [a, b] = [await granted(), await granted()];
  await Promise.all(['1', '2', '3'].flatMap((n) => [a.append(view(`a${n}`)), b.append(view(`b${n}`))]));
  await expect.poll(() => idsOf(b)).toHaveLength(6);
  await expect.poll(() => idsOf(a)).toEqual(idsOf(b));
  expect(idsOf(a).filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
});

it('keeps nothing on disk once consent is withdrawn, though another engine is in the middle of writing', async () => {
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

/** What another engine says, whenever that arrives. */
function tell(news: News, at: number): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage({ news, at } satisfies Heard);
  channel.close();
}

it('stays in memory where consent is withdrawn while the grant waits for its turn', async () => {
  const letGo = await hold(name);
  const history = engine();
  const grant = history.setConsent('granted');
  tell('denied', Date.now() + 1);
  await expect.poll(() => history.consent).toBe('denied');
  letGo();
  await grant;
  await history.append(view('a'));
  expect([history.kept, await isOnDisk()]).toEqual(['memory', false]);
});

it('erases what it wrote before it heard that consent was withdrawn', async () => {
  const history = await granted();
  const denied = Date.now() + 1;
  await expect.poll(() => Date.now()).toBeGreaterThan(denied);
  await history.append(view('a'));
  tell('denied', denied);
  await expect.poll(() => history.kept).toBe('memory');
  await expect.poll(isOnDisk).toBe(false);
  expect(idsOf(history)).toEqual(['a']);
});

it('takes no notice of a grant that is older than the denial, though it comes after', async () => {
  const history = engine();
  const before = Date.now() - 1;
  await history.setConsent('denied');
  tell('granted', before);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([history.consent, history.kept, await isOnDisk()]).toEqual(['denied', 'memory', false]);
  tell('granted', Date.now() + 1);
  await expect.poll(() => history.kept).toBe('disk');
});

it('is denied where another engine grants and denies at the same moment, whichever comes last', async () => {
  for (const order of [['granted', 'denied'] as const, ['denied', 'granted'] as const]) {
    const history = await granted();
    const at = Date.now() + 1000;
    for (const news of order) tell(news, at);
    await expect.poll(() => history.kept).toBe('memory');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([history.consent, history.kept]).toEqual(['denied', 'memory']);
  }
});

it('takes what several engines remember to disk once', async () => {
  const [a, b] = [await granted(), await granted()];
  await a.append(view('both'));
  await expect.poll(() => idsOf(b)).toEqual(['both']);
  await a.setConsent('denied');
  await expect.poll(() => b.kept).toBe('memory');
  await b.append(view('own', 2));
  await a.setConsent('granted');
  for (const history of [a, b]) await expect.poll(() => idsOf(history)).toEqual(['both', 'own']);
});

it('erases in memory, too, what other engines know', async () => {
  const [a, b] = [engine(), engine()];
  await b.append(view('b'));
  await a.erase();
  await expect.poll(() => idsOf(b)).toEqual([]);
});

it('does not take part in a grant with `persist: memory` or Global Privacy Control', async () => {
  const [memory, gpc] = [engine({ persist: 'memory' }), engine({ gpc: true })];
  await Promise.all([memory.append(view('m')), gpc.append(view('g'))]);
  const other = await granted();
  await other.append(view('d', 2));
  expect([memory.kept, gpc.kept, other.kept]).toEqual(['memory', 'memory', 'disk']);
  expect(idsOf(other)).toEqual(['d']);
});
