import { retained } from '../core/history/compact.ts';
import type { EventStore, Unread } from '../core/ports.ts';
import { RETENTION, within, type Retention } from '../core/history/retention.ts';
import type { VitrineError } from '../errors.ts';
import type { ShopperEvent } from '../types.ts';
import { committed, deleteDatabase, openDatabase, STRICT, type OpenDatabase } from './database.ts';
import { isRewriteDue, MOST_SMALL, planRewrite } from './plan-rewrite.ts';
import { load, rewrite, sealAll, type Loaded } from './records.ts';
import { storeError } from './store-error.ts';
import { versionOf } from './version-of.ts';

/**
 * Keeps events in IndexedDB, sealed with a key that stays in the same database. Events are appended a record each, and
 * merged into larger ones now and then; what is over the retention (see `compactHistory`) is not given out, and is removed from the
 * disk on reading and on merging. Records that do not open are dropped.
 *
 * Opens on the first use, and again after another tab has erased or upgraded the database. Every method rejects with a code
 * that begins with `store` where IndexedDB refuses; after `store-evicted` each does until the store is erased.
 *
 * @param name Of the database: one a shop, so that two shops on one origin do not mix.
 */
export function createIndexedDbStore(name: string, retention: Retention = RETENTION): EventStore {
  let opening: Promise<OpenDatabase> | undefined;
  let fault: VitrineError | undefined;
  /** Whether the database has been open and no longer is. */
  let hasLetGo = false;
  let turn: Promise<unknown> = Promise.resolve();
  /** The layout that was last read. */
  let seen: string | undefined;
  /** Key of the last record, as far as is known. */
  let last = 0;
  /** How many small records have come since there was a look at them. */
  let small = 0;

  function open(): Promise<OpenDatabase> {
    if (opening) return opening;
    const mine = openDatabase(name, (why) => {
      fault = why;
      hasLetGo = true;
      if (opening === mine) opening = undefined;
    });
    mine.catch(() => {
      if (opening === mine) opening = undefined; // may be retried
    });
    last = 0;
    hasLetGo = false;
    return (opening = mine);
  }

  /** One after the other; once more, where another tab has made us let go of the database meanwhile. */
  function inTurn<Result>(work: (database: OpenDatabase) => Promise<Result>): Promise<Result> {
    const attempt = async () => {
      if (fault) throw fault;
      return work(await open());
    };
    const done = turn.then(attempt).catch((error: unknown) => {
      if (!isClosed(error)) throw fault ?? storeError(error);
      return attempt().catch((again: unknown) => {
        throw fault ?? storeError(again);
      });
    });
    turn = done.catch(() => undefined);
    return done;
  }

  /** Nobody waits for this, and what goes wrong in it leaves everything as it was. Not worth opening a database for. */
  function afterwards(work: (database: OpenDatabase) => Promise<void>): void {
    turn = turn.then(async () => opening && work(await opening)).catch(ignore);
  }

  async function add(opened: OpenDatabase, events: readonly ShopperEvent[]): Promise<void> {
    const sealed = await sealAll(opened.key, last + 1, events);
    const transaction = opened.database.transaction('records', 'readwrite', STRICT);
    const { store } = transaction;
    const behind = (await store.openKeyCursor(null, 'prev'))?.key ?? 0;
    if (behind > last) {
      last = behind; // there are records that we did not know of: ours go behind them
      await add(opened, events);
      return;
    }
    await committed(transaction, ...sealed.map(({ at, record }) => store.add(record, at)));
    last += sealed.length;
  }

  async function tidy(opened: OpenDatabase, { layout, records }: Loaded): Promise<void> {
    small = 0;
    const now = Date.now();
    if (isRewriteDue(records, now, retention))
      await rewrite(opened, layout, planRewrite(records, now, retention));
  }

  /** All there is, and from which key on there may be more. */
  async function read(): Promise<Unread> {
    // Reading must not bring back a database that was erased.
    if (hasLetGo && !fault && (await versionOf(name)) === 0) return { events: [], mark: 0, whole: true };
    const { layout, records } = await inTurn((opened) => load(opened));
    seen = layout;
    afterwards((opened) => tidy(opened, { layout, records }));
    const events = records.flatMap((record) => record.events ?? []);
    return { events: within(events, Date.now(), retention), mark: records.at(-1)?.at ?? 0, whole: true };
  }

  return {
    kept: 'disk',
    append: async (event) => {
      const events = [event].flat();
      if (events.length === 0) return;
      await inTurn((opened) => add(opened, events));
      if (++small > MOST_SMALL) afterwards(async (opened) => tidy(opened, await load(opened)));
    },
    since: async (mark) => {
      if (!mark || hasLetGo) return read();
      const { layout, records } = await inTurn((opened) => load(opened, mark));
      // Keys mean something else, once records have been rewritten.
      if (layout !== seen) return read();
      const events = records.flatMap((record) => record.events ?? []);
      return { events, mark: records.at(-1)?.at ?? mark, whole: false };
    },
    all: async () => (await read()).events as ShopperEvent[],
    replace: (events) =>
      inTurn(async ({ database, key }) => {
        const sealed = await sealAll(key, 1, retained(events, Date.now(), retention));
        const transaction = database.transaction(['records', 'meta'], 'readwrite', STRICT);
        const records = transaction.objectStore('records');
        await committed(
          transaction,
          records.clear(),
          transaction.objectStore('meta').put(crypto.randomUUID(), 'layout'),
          ...sealed.map(({ at, record }) => records.put(record, at)),
        );
        last = sealed.length;
      }),
    erase: () => {
      const erasing = turn.then(async () => {
        close();
        fault = undefined;
        await deleteDatabase(name);
      });
      turn = erasing.catch(() => undefined);
      return erasing.catch((error: unknown) => {
        throw storeError(error);
      });
    },
    close,
  };

  function close(): void {
    const closing = opening;
    opening = undefined;
    hasLetGo = true;
    closing?.then(({ database }) => {
      database.close();
    }, ignore);
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

function ignore(): undefined {
  return undefined;
}
