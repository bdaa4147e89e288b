import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPlain, request } from '../../store/testing/plain.ts';
import type { ShopperEvent } from '../../types.ts';
import { History, type HistoryOptions } from './history.ts';
import { historyOptions } from './testing/history-options.ts';

const DAY = 24 * 60 * 60_000;
const view = (id: string, days = 0): ShopperEvent => ({
  name: 'view_item',
  ids: [id],
  at: Date.now() - days * DAY,
});
const idsOf = ({ events }: History) => events.flatMap(({ ids }) => ids);
const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

let name = '';
let count = 0;
const warn = vi.fn<HistoryOptions['warn']>();
let open: History[] = [];
function tab(options: Partial<HistoryOptions> = {}): History {
  const history = new History({ ...historyOptions(name), warn, ...options });
  open.push(history);
  return history;
}
async function granted(options?: Partial<HistoryOptions>): Promise<History> {
  const history = tab(options);
  await history.setConsent('granted');
  return history;
}

beforeEach(() => {
  name = `faults-${count++}`;
  warn.mockReset();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await open[0]?.erase().catch(() => undefined);
  await Promise.all(open.map((history) => history.close()));
  open = [];
});

/**
 * Has the database refuse to open, as browsers do that cannot read its files.
 *
 * @returns How often it was asked to open.
 */
function refuse(times: number): () => number {
  const open = Reflect.get(IDBFactory.prototype, 'open');
  let asked = 0;
  vi.spyOn(indexedDB, 'open').mockImplementation((...given) => {
    if (++asked > times) return open.apply(indexedDB, given);
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  });
  return () => asked;
}

describe('the history goes on in memory and says why', () => {
  const full = () =>
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });

  it('if the disk is full, and writes the missing events when there is room', async () => {
    const history = await granted();
    await history.append(view('a'));
    full();
    await history.append(view('b'));
    await history.append(view('c'));
    expect([history.kept, history.keptReason, idsOf(history)]).toEqual([
      'memory',
      'store-quota',
      ['a', 'b', 'c'],
    ]);
    expect(warn.mock.calls).toEqual([[expect.objectContaining({ code: 'store-quota' })]]);
    vi.restoreAllMocks();
    await history.setConsent('granted');
    expect([history.kept, history.keptReason, idsOf(history)]).toEqual(['disk', undefined, ['a', 'b', 'c']]);
    expect(idsOf(await granted())).toEqual(['a', 'b', 'c']);
  });

  it('if the disk throws when it is opened', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not in this window', 'SecurityError');
    });
    const history = tab();
    await history.append(view('a'));
    await expect(history.setConsent('granted')).rejects.toMatchObject({ code: 'store' });
    await history.append(view('b'));
    expect([history.kept, history.keptReason, idsOf(history)]).toEqual(['memory', 'store', ['a', 'b']]);
  });

  it('if the files of the disk are broken at three attempts', async () => {
    const asked = refuse(3);
    const history = tab();
    await expect(history.setConsent('granted')).rejects.toMatchObject({ code: 'store' });
    expect([asked(), history.kept, history.keptReason]).toEqual([3, 'memory', 'store']);
  });

  it('if nothing can be encrypted', async () => {
    vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as never);
    const history = tab();
    await expect(history.setConsent('granted')).rejects.toMatchObject({ code: 'store-crypto' });
    await history.append(view('a'));
    expect([history.kept, history.keptReason, idsOf(history)]).toEqual(['memory', 'store-crypto', ['a']]);
    expect(await databases()).not.toContain(name);
  });

  it('if newer code has written the database, which is left as it is', async () => {
    const database = await openPlain(name, 99, (made) => made.createObjectStore('other'));
    await request(database.transaction('other', 'readwrite').objectStore('other').put('precious', 1));
    const history = tab();
    await expect(history.setConsent('granted')).rejects.toMatchObject({ code: 'store-version' });
    await history.append(view('a'));
    expect([history.kept, history.keptReason]).toEqual(['memory', 'store-version']);
    expect(await request(database.transaction('other').objectStore('other').get(1))).toBe('precious');
    database.close();
  });

  it('if a deletion of the database waits for another tab', async () => {
    const holding = await openPlain(name, 1);
    const deleting = request(indexedDB.deleteDatabase(name));
    const history = tab();
    await expect(history.setConsent('granted')).rejects.toMatchObject({ code: 'store-blocked' });
    expect([history.kept, history.keptReason]).toEqual(['memory', 'store-blocked']);
    holding.close();
    await deleting;
  });
});

it('opens the disk at the third attempt, as after a browser was killed that still held its files', async () => {
  await (await granted()).append(view('a'));
  refuse(2);
  const history = await granted();
  expect([history.kept, history.keptReason, idsOf(history)]).toEqual(['disk', undefined, ['a']]);
});

it('erases what an earlier visit kept before anybody has consented', async () => {
  await (await granted()).append(view('a'));
  await open.shift()!.close();
  await tab().erase();
  expect(await databases()).not.toContain(name);
});

it('drops events that are older than the retention or beyond its number', async () => {
  const history = await granted({ retention: { days: 10, max: 3 } });
  await history.replace([view('old', 11), view('a', 9), view('b', 8)]);
  expect(idsOf(history)).toEqual(['a', 'b']);
  await history.append(view('c'));
  await history.append(view('d'));
  expect(idsOf(history)).toEqual(['b', 'c', 'd']);
  expect(idsOf(await granted({ retention: { days: 10, max: 3 } }))).toEqual(['b', 'c', 'd']);
  expect(idsOf(await granted({ retention: { days: 7, max: 3 } }))).toEqual(['c', 'd']);
});

describe('what cannot be erased', () => {
  const failing: readonly (readonly [string, () => void])[] = [
    [
      'the deletion and the emptying fail',
      () => {
        vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
          throw new DOMException('no space', 'UnknownError');
        });
        vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
          throw new DOMException('full', 'QuotaExceededError');
        });
      },
    ],
    [
      'the list of databases cannot be read',
      () => {
        vi.spyOn(indexedDB, 'databases').mockRejectedValue(new DOMException('no space', 'UnknownError'));
        vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
          throw new DOMException('no space', 'UnknownError');
        });
      },
    ],
  ];

  it.each(failing)('is reported with a code, and gone before anything is read again: %s', async (_, fail) => {
    for (const forget of [(one: History) => one.erase(), (one: History) => one.setConsent('denied')]) {
      const history = await granted();
      await history.append(view('secret'));
      fail();
      await expect(forget(history)).rejects.toMatchObject({ code: expect.stringMatching(/^store/) });
      if (history.consent === 'granted') expect(history.events).toEqual([]);
      vi.restoreAllMocks();
      const before = idsOf(history);
      await history.setConsent('granted');
      expect(history.kept).toBe('disk');
      expect(idsOf(history)).toEqual(before);
      expect(before.length === 0 || history.consent === 'granted').toBe(true);
      await history.erase();
    }
  });

  it('is not reported as erased after the disk has failed and memory has taken over', async () => {
    const history = await granted();
    await history.append(view('secret'));
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await history.append(view('more'));
    expect(history.kept).toBe('memory');
    failing[0]![1]();
    await expect(history.erase()).rejects.toMatchObject({ code: expect.stringMatching(/^store/) });
    vi.restoreAllMocks();
    await history.setConsent('granted');
    expect(history.events).toEqual([]);
  });
});

describe('a clock that is wrong', () => {
  it('does not undo a refusal: it counts when it is heard', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 });
    const ahead = await granted();
    await ahead.append(view('before'));
    vi.useRealTimers();
    await tab().setConsent('denied');
    await expect.poll(() => ahead.kept).toBe('memory');
    await ahead.append(view('after'));
    expect(await databases()).not.toContain(name);
  });

  it('does not delete a history that one visit saw from a hundred days later', async () => {
    const events = Array.from({ length: 10 }, (_, i) => view(`item-${i}`, 1));
    const first = await granted();
    for (const event of events) await first.append(event);
    await first.close();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 100 * DAY });
    const wrong = await granted();
    await wrong.append(view('late'));
    await wrong.close();
    vi.useRealTimers();
    expect(idsOf(await granted())).toEqual([...events.flatMap(({ ids }) => ids), 'late']);
  });

  it('keeps an event of the far future no longer than others', async () => {
    const history = await granted();
    await history.replace([{ ...view('future'), at: Date.UTC(2100, 0) }]);
    await history.close();
    for (const days of [20, 40, 60, 80]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * DAY });
      const visit = await granted();
      expect(idsOf(visit)).toEqual(['future']);
      await visit.close();
      vi.useRealTimers();
    }
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 91 * DAY });
    expect(idsOf(await granted())).toEqual([]);
    vi.useRealTimers();
  });
});
