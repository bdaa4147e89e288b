import { eventKey } from '../../core/history/event-key.ts';
import type { EventStore, Mark, Unread } from '../../core/ports.ts';
import { trim, within, type Retention } from '../../core/history/retention.ts';
import { storeCode, VitrineError, type StoreCode } from '../../errors.ts';
import { createMemoryStore } from '../../store/memory.ts';
import { versionOf } from '../../store/version-of.ts';
import type { Consent, ShopperEvent } from '../../types.ts';
import { WriteLock, type Heard, type News, type Told } from './write-lock.ts';

export interface HistoryOptions {
  /** Of the database, of the lock on it, and of the channel between engines. */
  readonly name: string;
  readonly persist: 'auto' | 'memory';
  /** Whether Global Privacy Control is on: then nothing goes to disk, whatever the shop says. */
  readonly gpc: boolean;
  readonly retention: Retention;
}

/**
 * The shopper's events: always in memory, and on disk once that is allowed. Writes are done one after the other, in turn
 * with the shop's other engines, if there are any; after each, what is new on the disk is read, of whomever it is.
 * Where the disk refuses, memory takes over for the rest of the visit: what is on the disk by then stays there.
 */
export class History {
  #events: ShopperEvent[] = [];
  #store: EventStore = createMemoryStore();
  #keptReason: StoreCode | undefined;
  /** As far as `#events` has the store's; nothing, where it is to be read from the start. */
  #mark: Mark | undefined;
  #work: Promise<unknown> = Promise.resolve();
  /** Whether a write to the disk is under way. */
  #writing = false;
  /** When the last of them ended. */
  #wrote = 0;
  /** Whether another engine is erasing the disk: until it has, there is nothing to read. */
  #erasing = false;
  #consent: Consent | undefined;
  /** When it was said. */
  #consentAt = 0;
  readonly #turns: WriteLock;
  readonly #listeners = new Set<() => void>();

  constructor(readonly options: HistoryOptions) {
    this.#turns = new WriteLock(options.name, (heard) => void this.#hear(heard).catch(() => undefined));
  }

  /** Oldest first. */
  get events(): readonly ShopperEvent[] {
    return this.#events;
  }

  get kept(): 'disk' | 'memory' {
    return this.#store.kept;
  }

  /** Why the events are not kept on disk, where they may be. */
  get keptReason(): StoreCode | undefined {
    return this.#keptReason;
  }

  /** What was last said of it, in this tab or another. */
  get consent(): Consent | undefined {
    return this.#consent;
  }

  append(event: ShopperEvent): Promise<void> {
    return this.#write('appended', async () => {
      await this.#keep((store) => store.append(event));
      await this.#catchUp();
    });
  }

  replace(events: readonly ShopperEvent[]): Promise<void> {
    return this.#write('replaced', async () => {
      const kept = within(events, Date.now(), this.options.retention);
      await this.#keep((store) => store.replace(kept));
      await this.#reload();
    });
  }

  /** Leaves nothing, in memory and on disk, in every tab. */
  erase(): Promise<void> {
    const told = { first: 'erasing', then: 'erased' } as const;
    return this.#queue(() => this.#inTurn(() => this.#forget(), told));
  }

  /** Granted: what is in memory goes to disk, behind what is there. Denied: the disk is erased, memory stays. */
  setConsent(consent: Consent): Promise<void> {
    this.#consent = consent;
    const at = (this.#consentAt = Math.max(Date.now(), this.#consentAt + 1));
    return this.#queue(() =>
      consent === 'granted' && this.#mayPersist
        ? this.#inTurn(() => this.#moveToDisk(), { then: 'granted', at })
        : this.#inTurn(() => this.#moveToMemory(), { first: 'denied', at }),
    );
  }

  /** Reads anew, where what the others told may have been missed: a page that comes back had been stopped. */
  refresh(): Promise<void> {
    return this.#queue(() => this.#reload());
  }

  on(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the history means has changed in this tab, though no event has come. */
  tell(): void {
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  async close(): Promise<void> {
    await this.#work.catch(() => undefined);
    this.#listeners.clear();
    this.#turns.close();
    this.#store.close();
  }

  /** Does one thing after the other with store and memory. */
  #queue(work: () => Promise<void>): Promise<void> {
    const done = this.#work.catch(() => undefined).then(work);
    this.#work = done;
    return done.then(() => {
      this.tell();
    });
  }

  /** What is in memory is of no other tab's concern. */
  #write(news: News, work: () => Promise<void>): Promise<void> {
    return this.#queue(() => (this.kept === 'memory' ? work() : this.#inTurn(work, { then: news })));
  }

  #inTurn(work: () => Promise<void>, told: Told): Promise<void> {
    const writing = async () => {
      this.#writing = true;
      this.#erasing = false; // our turn: whoever was erasing has done so, or died
      await work().finally(() => {
        this.#writing = false;
        this.#wrote = Date.now();
      });
    };
    return this.#turns.take(writing, told);
  }

  /** Another engine has written, or is about to erase. */
  async #hear({ news, at }: Heard): Promise<void> {
    this.#erasing = news === 'erasing';
    if (news === 'granted' || news === 'denied') {
      // Something else has been said since, or at the same time: then the refusal counts.
      if (at < this.#consentAt || (at === this.#consentAt && news === 'granted')) return;
      this.#consent = news;
      this.#consentAt = at;
    }
    if (news === 'erasing') await this.#empty();
    if (news === 'denied') await this.#beDenied(at);
    if (news === 'granted' && this.#mayPersist && this.kept === 'memory')
      await this.#queue(() => this.#inTurn(() => this.#moveToDisk(), { then: 'appended' }));
    if ((news === 'appended' || news === 'replaced') && this.kept === 'disk') {
      const events = this.#events;
      // What has been erased or read since then is not to be read, which would make an empty database.
      const read = () => (news === 'replaced' ? this.#reload() : this.#catchUp());
      await this.#queue(async () => (events === this.#events ? read() : undefined));
    }
  }

  async #empty(): Promise<void> {
    this.#events = [];
    this.#mark = undefined;
    if (this.kept === 'memory') await this.#store.erase();
    this.tell();
  }

  /** The news may have come late, when we had begun to write again: then the disk is erased once more. */
  async #beDenied(at: number): Promise<void> {
    const late = this.kept === 'disk' && (this.#writing || this.#wrote >= at);
    this.#keepInMemory();
    if (late) await this.#queue(() => this.#inTurn(() => this.#moveToMemory(), { first: 'denied', at }));
    else this.tell();
  }

  get #mayPersist(): boolean {
    return this.options.persist === 'auto' && !this.options.gpc;
  }

  async #forget(): Promise<void> {
    this.#events = [];
    this.#mark = undefined;
    await this.#store.erase();
    if (this.kept === 'disk') return;
    // Events of another tab may be on disk, though nobody has told this one. One that refuses has none.
    await this.#eraseDisk().catch(() => undefined);
  }

  async #moveToDisk(): Promise<void> {
    // Consent may have been withdrawn while this waited for its turn.
    if (this.kept === 'disk' || this.#consent !== 'granted') return;
    try {
      const disk = await this.#disk();
      const there = new Set((await disk.all()).map(eventKey)); // other tabs remember the same
      await disk.append(this.#events.filter((event) => !there.has(eventKey(event))));
      this.#store = disk;
      this.#keptReason = undefined;
    } catch (error) {
      this.#keptReason = storeCode(error);
      throw error;
    }
    await this.#reload();
  }

  async #moveToMemory(): Promise<void> {
    this.#keepInMemory();
    await this.#eraseDisk();
  }

  /** At once: whoever is next in turn must not write to disk again. */
  #keepInMemory(): void {
    this.#keptReason = undefined;
    if (this.kept === 'memory') return;
    this.#store.close();
    this.#store = createMemoryStore(this.#events);
    this.#mark = undefined;
  }

  /** Does it to the store; and to memory, where that is a disk that refuses, or consent is withdrawn meanwhile. */
  async #keep(work: (store: EventStore) => Promise<void>): Promise<void> {
    const store = this.#store;
    await work(store).catch((error: unknown) => {
      if (store === this.#store) this.#leaveDisk(error);
    });
    if (store !== this.#store) await work(this.#store);
  }

  #leaveDisk(error: unknown): void {
    const code = storeCode(error);
    if (code === undefined || this.kept === 'memory') throw error;
    this.#keepInMemory();
    this.#keptReason = code;
    // eslint-disable-next-line no-console -- no call fails by it: the shop's developer would not know
    console.warn(`vitrine [${code}] ${(error as Error).message}; the history stays in memory`);
  }

  /** A part of its own: a shopper who has not consented does not load it. */
  async #disk(): Promise<EventStore> {
    const { createIndexedDbStore } = await import('../../store/indexed-db.ts').catch((cause: unknown) => {
      throw new VitrineError('store', `the script that keeps a history did not load: ${String(cause)}`, {
        cause,
      });
    });
    return createIndexedDbStore(this.options.name, this.options.retention);
  }

  async #eraseDisk(): Promise<void> {
    if (!(globalThis.indexedDB as IDBFactory | undefined)) return; // then there is nothing
    if ((await versionOf(this.options.name)) > 0) await (await this.#disk()).erase();
  }

  /** Reads what has come to the store, of ours and of others'. It counts for nothing, if there is another store by then. */
  async #catchUp(): Promise<void> {
    if (this.#erasing) return;
    const store = this.#store;
    const events = this.#events;
    let unread: Unread;
    try {
      unread = await store.since(this.#mark);
    } catch (error) {
      if (store === this.#store) this.#leaveDisk(error);
      return;
    }
    if (store !== this.#store || events !== this.#events) return;
    if (unread.whole) this.#events = [...unread.events];
    else events.push(...unread.events);
    trim(this.#events, Date.now(), this.options.retention);
    this.#mark = unread.mark;
  }

  #reload(): Promise<void> {
    this.#mark = undefined;
    return this.#catchUp();
  }
}
