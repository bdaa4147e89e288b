import { retained } from '../core/history/compact.ts';
import { RETENTION, within, type Retention } from '../core/history/retention.ts';
import type { EventStore, HistoryChange, Mark, Overwrite, Unread } from '../core/ports.ts';
import type { VitrineError } from '../errors.ts';
import type { ShopperEvent } from '../types.ts';
import { judgeClock } from './clock.ts';
import { Connection } from './connection.ts';
import { committed, quiet, STRICT, type OpenDatabase } from './database.ts';
import { HalfFile } from './half-file.ts';
import { isRewriteDue, MAX_SMALL, planRewrite } from './plan-rewrite.ts';
import { clockOf, load, rewrite, sealAll, type Loaded } from './records.ts';
import { versionOf } from './version-of.ts';

export interface StoreOptions {
  readonly retention?: Retention;
  /** Without it, all of the key is kept in the database. */
  readonly overwrite?: Overwrite;
  /** Called if the key is lost, and the history begins anew. */
  readonly lost?: (why: VitrineError) => void;
}

/**
 * Keeps events in IndexedDB, encrypted with a key of which one half stays in the same database, and the other in a file that
 * can be overwritten (see `HalfFile`), if the browser has one. Each append writes a record of its
 * own, and small records are merged into larger ones now and then. Events beyond the retention (see `compactHistory`)
 * are not returned; reading and merging remove them from the disk, unless the clock has jumped (see `judgeClock`). Records
 * that cannot be decrypted are dropped.
 *
 * Every method rejects with a code that begins with `store` if IndexedDB refuses. After `store-evicted` every method
 * rejects until the store is erased.
 */
export class IndexedDbStore implements EventStore {
  readonly kept = 'disk';
  readonly #connection: Connection;
  readonly #retention: Retention;
  /** The layout that was last read: the mark of a reader counts keys of this layout. */
  #layout: string | undefined;
  /** Key of the last record, as far as this store knows. */
  #lastKey = 0;
  /** How many small records this store has written since it last looked whether to merge them. */
  #small = 0;

  /** @param name Of the database. Each shop has its own, so that two shops on one origin do not mix. */
  constructor(
    private readonly name: string,
    { retention = RETENTION, overwrite, lost = () => undefined }: StoreOptions = {},
  ) {
    this.#retention = retention;
    this.#connection = new Connection(name, new HalfFile(name, overwrite), lost);
  }

  async append(event: ShopperEvent | readonly ShopperEvent[], mark?: Mark): Promise<Mark | undefined> {
    const events = [event].flat();
    if (events.length === 0) return mark;
    const next = await this.#connection.run((opened) => this.#add(opened, events, mark));
    if (++this.#small > MAX_SMALL)
      this.#connection.runLater(async (opened) => this.#tidy(opened, await load(opened)));
    return next;
  }

  async since(mark: Mark | undefined): Promise<Unread> {
    if (!mark || this.#connection.hasClosed) return this.#read();
    const { layout, records } = await this.#connection.run((opened) => load(opened, mark));
    if (layout !== this.#layout) return this.#read(); // records were rewritten: the mark's key means something else
    return { events: eventsOf(records), mark: records.at(-1)?.key ?? mark, whole: false };
  }

  async all(): Promise<ShopperEvent[]> {
    return (await this.#read()).events as ShopperEvent[];
  }

  replace(next: readonly ShopperEvent[] | HistoryChange): Promise<void> {
    return this.#connection.run(async (opened) => {
      const { database, sealingKey } = opened;
      const events = typeof next === 'function' ? next(eventsOf((await load(opened)).records)) : next;
      const { now, mark } = judgeClock(await clockOf(database), Date.now());
      const sealed = await sealAll(sealingKey, 1, retained(events, now, this.#retention));
      const transaction = quiet(database.transaction(['records', 'meta'], 'readwrite', STRICT));
      const records = transaction.objectStore('records');
      await committed(
        transaction,
        () => records.clear(),
        () => transaction.objectStore('meta').put(crypto.randomUUID(), 'layout'),
        () => transaction.objectStore('meta').put(mark, 'clock'),
        ...sealed.map(
          ({ key, record }) =>
            () =>
              records.put(record, key),
        ),
      );
      this.#lastKey = sealed.length;
    });
  }

  erase(): Promise<void> {
    return this.#connection.erase();
  }

  close(): void {
    this.#connection.close();
  }

  /** @returns The mark behind the events, if the reader at `mark` has read everything before them. */
  async #add(
    opened: OpenDatabase,
    events: readonly ShopperEvent[],
    mark: Mark | undefined,
  ): Promise<Mark | undefined> {
    const sealed = await sealAll(opened.sealingKey, this.#lastKey + 1, events);
    const transaction = quiet(opened.database.transaction(['records', 'meta'], 'readwrite', STRICT));
    const records = transaction.objectStore('records');
    const [cursor, layout] = await Promise.all([
      records.openKeyCursor(null, 'prev'),
      transaction.objectStore('meta').get('layout'),
    ]);
    const before = cursor?.key ?? 0;
    if (before > this.#lastKey) {
      this.#lastKey = before; // another store has written records: ours go behind them
      return this.#add(opened, events, mark);
    }
    await committed(
      transaction,
      ...sealed.map(
        ({ key, record }) =>
          () =>
            records.add(record, key),
      ),
    );
    this.#lastKey += sealed.length;
    return before === mark && layout === this.#layout ? this.#lastKey : undefined;
  }

  async #tidy(opened: OpenDatabase, { layout, clock, records }: Loaded): Promise<void> {
    this.#small = 0;
    const { now, mark } = judgeClock(clock, Date.now());
    if (mark.day !== clock?.day || mark.doubt !== clock.doubt)
      await opened.database.put('meta', mark, 'clock');
    if (isRewriteDue(records, now, this.#retention))
      await rewrite(opened, layout, planRewrite(records, now, this.#retention));
  }

  async #read(): Promise<Unread> {
    // Opening would create a database that another tab has erased.
    if (this.#connection.hasClosed && (await versionOf(this.name)) === 0)
      return { events: [], mark: 0, whole: true };
    const loaded = await this.#connection.run((opened) => load(opened));
    const { layout, records } = loaded;
    this.#layout = layout;
    this.#connection.runLater((opened) => this.#tidy(opened, loaded));
    const events = within(eventsOf(records), Date.now(), this.#retention);
    return { events, mark: records.at(-1)?.key ?? 0, whole: true };
  }
}

function eventsOf(records: Loaded['records']): ShopperEvent[] {
  return records.flatMap(({ events }) => events ?? []);
}
