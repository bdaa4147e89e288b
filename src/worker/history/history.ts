import { eventKey, isRepeated } from '../../core/history/event.ts';
import { trim, within, type Retention } from '../../core/history/retention.ts';
import type { EventStore, HistoryChange, Mark, Overwrite, Unread } from '../../core/ports.ts';
import { arrived, storeCode, VitrineError, type StoreCode } from '../../errors.ts';
import { createMemoryStore } from '../../store/memory.ts';
import { storeError } from '../../store/store-error.ts';
import { versionOf } from '../../store/version-of.ts';
import type { Consent, ShopperEvent, Stored } from '../../types.ts';
import { WriteLock, type Announce, type Change, type ChangeMessage, type Decision } from './write-lock.ts';

export interface HistoryOptions {
  /** Of the database, of its lock, and of the channel between engines. */
  readonly name: string;
  readonly persist: 'auto' | 'memory' | 'visit';
  /** Whether Global Privacy Control is on: then nothing is written to disk, whatever the shop says. */
  readonly gpc: boolean;
  readonly retention: Retention;
  readonly overwrite: Overwrite;
  /** Tells the shop's developer what no call fails with. */
  readonly warn: (why: VitrineError) => void;
}

/**
 * The shopper's events: always in memory, and also on disk once that is allowed. Changes are made one after the other,
 * and engines of the same shop take turns. If the disk refuses, memory takes over for the rest of the visit, and what
 * is on the disk stays there.
 */
export class History {
  #events: ShopperEvent[] = [];
  #store: EventStore = createMemoryStore();
  #keptReason: StoreCode | undefined;
  /** How far `#events` has read the store; undefined if it must be read from the start. */
  #mark: Mark | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  /** Whether a write to the disk is under way. */
  #writing = false;
  /** When the last write ended, in epoch milliseconds. */
  #wroteAt = 0;
  /** Whether the disk could not be erased when that was asked for. */
  #owesErasure = false;
  /** Whether another engine is erasing the disk: until it has done so, there is nothing to read. */
  #erasing = false;
  #consent: Consent | undefined;
  /** When the latest decision on consent that is known was made, in epoch milliseconds. */
  #consentAt = 0;
  /** The ids of all refusals that have counted. */
  readonly #refusals = new Set<number>();
  readonly #lock: WriteLock;
  readonly #listeners = new Set<() => void>();

  constructor(readonly options: HistoryOptions) {
    this.#lock = new WriteLock(options.name, (message) => void this.#receive(message).catch(() => undefined));
  }

  /** Oldest first. */
  get events(): readonly ShopperEvent[] {
    return this.#events;
  }

  /** Whether an equal event is there, or a purchase of the same order. */
  has(event: ShopperEvent): boolean {
    return isRepeated(event, this.#events);
  }

  get kept(): 'disk' | 'memory' {
    return this.#store.kept;
  }

  /** Why the events are not on disk although they may be. */
  get keptReason(): StoreCode | undefined {
    return this.#keptReason;
  }

  /** Where the events are kept, and how many they are. */
  get stored(): Stored {
    const { kept, options } = this;
    const [first] = this.#events;
    return {
      kept,
      ...(kept === 'disk' && { database: options.name }),
      events: this.#events.length,
      bytes: this.#events.reduce((sum, event) => sum + JSON.stringify(event).length, 0),
      ...(first && { oldest: first.at }),
      encrypted: kept === 'disk',
    };
  }

  /** The last consent or refusal, of this tab or another. */
  get consent(): Consent | undefined {
    return this.#consent;
  }

  append(event: ShopperEvent): Promise<void> {
    return this.#change('appended', async () => {
      const events = this.#events;
      const next = await this.#inStore((store) => store.append(event, this.#mark));
      // The store is read only if there is more to read: other engines may have written or erased meanwhile.
      if (next === undefined || events !== this.#events) {
        const { kept } = this;
        await this.#catchUp();
        // The disk has taken the event, but can no longer be read.
        if (kept !== this.kept && !this.has(event)) await this.#appendToMemory(event);
        return;
      }
      events.push(event);
      trim(events, Date.now(), this.options.retention);
      this.#mark = next;
    });
  }

  async #appendToMemory(event: ShopperEvent): Promise<void> {
    await this.#store.append(event);
    await this.#catchUp();
  }

  /** @param alone Whether other engines keep what they remember: if not, it would go to the disk with a later grant. */
  replace(events: readonly ShopperEvent[], alone = false): Promise<void> {
    const write = async () => {
      const kept = within(events, Date.now(), this.options.retention);
      // The disk has its own judgement of the clock.
      await this.#inStore((store) => store.replace(store.kept === 'disk' ? events : kept));
      await this.#reload();
    };
    if (alone) return this.#change('replaced', write);
    return this.#enqueue(() =>
      this.#withLock(async (announce) => {
        announce('erasing');
        // If that fails, it is done before anything is read from the disk.
        if (this.kept === 'memory') await this.#eraseDisk().catch(() => undefined);
        await write();
        announce(this.kept === 'disk' ? 'replaced' : 'erased');
      }),
    );
  }

  /**
   * Changes all events at once, also those on the disk that this visit does not read.
   *
   * @throws {VitrineError} a code that begins with `store`, if the disk refuses and still holds the events before.
   */
  async edit(change: HistoryChange): Promise<void> {
    const { kept } = this;
    await this.#change('replaced', async () => {
      await this.#inStore((store) => store.replace(change));
      await this.#reload();
    });
    const code = this.#keptReason;
    if (kept === 'disk' && code)
      throw new VitrineError(code, 'the disk still holds what was to be forgotten: erase the history');
  }

  /**
   * Removes all events, from memory and from disk, in every tab.
   *
   * @throws {VitrineError} a code that begins with `store`, if the disk may still hold events.
   */
  erase(): Promise<void> {
    return this.#enqueue(() =>
      this.#withLock(async (announce) => {
        announce('erasing');
        await this.#forget();
        announce('erased');
      }),
    );
  }

  /** Granted: the events in memory are appended to those on disk. Denied: the disk is erased, and memory stays. */
  setConsent(consent: Consent): Promise<void> {
    this.#consent = consent;
    const at = (this.#consentAt = Math.max(Date.now(), this.#consentAt + 1));
    const decision = { at, id: Math.random() };
    if (consent === 'granted' && this.#mayPersist) return this.#grant(decision);
    this.#refusals.add(decision.id);
    return this.#enqueue(() =>
      this.#withLock(async (announce) => {
        this.#consent = consent; // a grant that another tab made before may have been heard while this waited
        await this.#deny(decision, announce);
      }),
    );
  }

  #grant(decision: Decision): Promise<void> {
    const { size } = this.#refusals;
    return this.#enqueue(() =>
      this.#withLock(async (announce) => {
        if (size !== this.#refusals.size) return; // refused meanwhile, in this tab or another
        this.#consent = 'granted';
        await this.#moveToDisk();
        if (size === this.#refusals.size) announce('granted', decision);
      }),
    );
  }

  async #deny(decision: Decision, announce: Announce): Promise<void> {
    announce('denied', decision);
    this.#leaveDisk();
    await this.#eraseDisk();
  }

  /** Reads the store again, for a page that was stopped and may have missed changes of other engines. */
  reread(): Promise<void> {
    return this.#enqueue(() => this.#reload());
  }

  /** @returns A function that removes the listener. */
  on(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls the listeners: also if no event has come, but the events mean something else now. */
  emit(): void {
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  async close(): Promise<void> {
    await this.#queue.catch(() => undefined);
    this.#listeners.clear();
    this.#lock.close();
    this.#store.close();
  }

  /** Does one piece of work after the other, and then calls the listeners. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.catch(() => undefined).then(work);
    this.#queue = done;
    return done.then(() => {
      this.emit();
    });
  }

  /** Other engines are told only of changes of the disk: they do not share this engine's memory. */
  #change(change: Change, work: () => Promise<void>): Promise<void> {
    const onDisk = async (announce: Announce) => {
      await work();
      announce(change);
    };
    return this.#enqueue(() => (this.kept === 'memory' ? work() : this.#withLock(onDisk)));
  }

  #withLock(work: (announce: Announce) => Promise<void>): Promise<void> {
    return this.#lock.run(async (announce) => {
      this.#writing = true;
      this.#erasing = false; // an engine that was erasing held the lock until now
      await work(announce).finally(() => {
        this.#writing = false;
        this.#wroteAt = Date.now();
      });
    });
  }

  /** Another engine has changed the disk, or is about to erase it. */
  async #receive({ change, decision }: ChangeMessage): Promise<void> {
    this.#erasing = change === 'erasing';
    if (change === 'erasing') await this.#empty();
    if (change === 'denied' && decision) await this.#beDenied(decision);
    if (change === 'granted' && decision) await this.#beGranted(decision);
    // An engine that is granted brings what it remembers.
    if (['appended', 'replaced', 'granted'].includes(change) && this.kept === 'disk') {
      const events = this.#events;
      const read = () => (change === 'replaced' ? this.#reload() : this.#catchUp());
      // If the history was erased meanwhile, reading would create an empty database.
      await this.#enqueue(async () => (events === this.#events ? read() : undefined));
    }
  }

  async #empty(): Promise<void> {
    this.#events = [];
    this.#mark = undefined;
    if (this.kept === 'memory') await this.#store.erase();
    this.emit();
  }

  /**
   * A refusal counts whenever it is heard, since clocks may be wrong. One that has counted before is announced once more by
   * an engine that has erased the disk once more: then what is granted since goes back to the disk.
   */
  async #beDenied(decision: Decision): Promise<void> {
    if (!this.#refusals.has(decision.id)) this.#consent = 'denied';
    this.#refusals.add(decision.id);
    this.#consentAt = Math.max(this.#consentAt, decision.at);
    // If the message came late, this engine may have written since the refusal: then the disk is erased once more.
    const isLate = this.kept === 'disk' && (this.#writing || this.#wroteAt >= decision.at);
    this.#leaveDisk();
    if (this.#consent === 'granted') return this.#returnToDisk();
    if (!isLate) {
      this.emit();
      return;
    }
    await this.#enqueue(() =>
      this.#withLock(async (announce) => {
        if (this.#consent !== 'granted') await this.#deny(decision, announce);
      }),
    );
  }

  /** A grant counts if it is later than what is known. */
  async #beGranted({ at }: Decision): Promise<void> {
    if (at <= this.#consentAt) return;
    this.#consent = 'granted';
    this.#consentAt = at;
    if (this.#mayPersist && this.kept === 'memory') await this.#returnToDisk();
  }

  #returnToDisk(): Promise<void> {
    return this.#enqueue(() =>
      this.#withLock(async (announce) => {
        await this.#moveToDisk();
        announce('appended');
      }),
    );
  }

  get #mayPersist(): boolean {
    return this.options.persist !== 'memory' && !this.options.gpc;
  }

  async #forget(): Promise<void> {
    this.#events = [];
    this.#mark = undefined;
    try {
      await this.#store.erase();
      if (this.kept === 'memory') await this.#eraseDisk(); // another tab may have events there that this one was not told of
    } catch (cause) {
      this.#owesErasure = true;
      this.#leaveDisk();
      this.emit();
      throw storeError(cause);
    }
  }

  async #moveToDisk(): Promise<void> {
    // Consent may have been withdrawn while this waited for the lock.
    if (this.kept === 'disk' || this.#consent !== 'granted') return;
    try {
      if (this.#owesErasure) await this.#eraseDisk();
      const disk = await this.#openDisk();
      const onDisk = new Set((await disk.all()).map(eventKey)); // other tabs remember the same events
      await disk.append(this.#events.filter((event) => !onDisk.has(eventKey(event))));
      this.#store = disk;
      this.#keptReason = undefined;
    } catch (error) {
      this.#keptReason = storeCode(error);
      throw error;
    }
    await this.#reload();
  }

  /** Happens at once, so that no queued work writes to disk again. */
  #leaveDisk(): void {
    this.#keptReason = undefined;
    if (this.kept === 'memory') return;
    this.#store.close();
    this.#store = createMemoryStore(this.#events);
    this.#mark = undefined;
  }

  /** Works on the store. If the disk refuses, or consent is withdrawn meanwhile, works on the memory store instead. */
  async #inStore<Result>(work: (store: EventStore) => Promise<Result>): Promise<Result> {
    const store = this.#store;
    try {
      const result = await work(store);
      if (store === this.#store) return result;
    } catch (error) {
      if (store === this.#store) this.#giveUpDisk(error);
    }
    return work(this.#store);
  }

  #giveUpDisk(error: unknown): void {
    const code = storeCode(error);
    if (code === undefined || this.kept === 'memory') throw error;
    this.#leaveDisk();
    this.#keptReason = code;
    this.options.warn(new VitrineError(code, `${(error as Error).message}; the history stays in memory`));
  }

  /** Loads the store's code: its own chunk, which a shopper without consent does not need. */
  async #openDisk(): Promise<EventStore> {
    const { IndexedDbStore } = await arrived(() => import('../../store/indexed-db.ts')).catch(
      (cause: unknown) => {
        throw new VitrineError('store', `the script that keeps a history did not load: ${String(cause)}`, {
          cause,
        });
      },
    );
    const { name, warn: lost, ...options } = this.options;
    return new IndexedDbStore(name, { ...options, lost });
  }

  /** @throws {VitrineError} a code that begins with `store`. Then it is done before anything is read from the disk. */
  async #eraseDisk(): Promise<void> {
    if (!(globalThis.indexedDB as IDBFactory | undefined)) return; // then there is nothing to erase
    this.#owesErasure = true;
    try {
      // A full disk may not even say which databases there are.
      const version = await versionOf(this.options.name).catch(() => undefined);
      if (version !== 0) await (await this.#openDisk()).erase();
      this.#owesErasure = false;
    } catch (cause) {
      throw storeError(cause);
    }
  }

  /** Reads what this engine and others have added to the store. Drops the result if the store was changed meanwhile. */
  async #catchUp(): Promise<void> {
    if (this.#erasing && this.kept === 'disk') return;
    const store = this.#store;
    const events = this.#events;
    let unread: Unread;
    try {
      unread = await store.since(this.#mark);
    } catch (error) {
      if (store === this.#store) this.#giveUpDisk(error);
      return;
    }
    if (store !== this.#store || events !== this.#events) return;
    if (unread.whole) this.#events = [...unread.events];
    else for (const event of unread.events) events.push(event); // as arguments, 100,000 of them would be too many
    trim(this.#events, Date.now(), this.options.retention);
    this.#mark = unread.mark;
  }

  #reload(): Promise<void> {
    this.#mark = undefined;
    return this.#catchUp();
  }
}
