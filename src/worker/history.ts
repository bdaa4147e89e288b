import { eventKey } from '../core/event-key.ts';
import type { EventStore, Mark } from '../core/ports.ts';
import { createIndexedDbStore } from '../store/indexed-db.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Consent, ShopperEvent } from '../types.ts';
import { Turns, type News, type Told } from './turns.ts';

export interface HistoryOptions {
  /** Of the database, of the lock on it, and of the channel between engines. */
  readonly name: string;
  readonly persist: 'auto' | 'memory';
  /** Whether Global Privacy Control is on: then nothing goes to disk, whatever the shop says. */
  readonly gpc: boolean;
}

/**
 * The shopper's events: always in memory, and on disk once that is allowed. Writes are done one after the other, in turn
 * with the shop's other engines, if there are any; after each, what is new on the disk is read, of whomever it is.
 */
export class History {
  #events: ShopperEvent[] = [];
  #store: EventStore = createMemoryStore();
  /** As far as `#events` has the store's; nothing, where it is to be read from the start. */
  #mark: Mark | undefined;
  #work: Promise<unknown> = Promise.resolve();
  /** Whether a write to the disk is under way. */
  #writing = false;
  /** Whether another engine is erasing the disk: until it has, there is nothing to read. */
  #erasing = false;
  #consent: Consent | undefined;
  readonly #turns: Turns;
  readonly #listeners = new Set<() => void>();

  constructor(readonly options: HistoryOptions) {
    this.#turns = new Turns(options.name, (news) => void this.#hear(news).catch(() => undefined));
  }

  /** Oldest first. */
  get events(): readonly ShopperEvent[] {
    return this.#events;
  }

  get kept(): 'disk' | 'memory' {
    return this.#store.kept;
  }

  /** What was last said of it, in this tab or another. */
  get consent(): Consent | undefined {
    return this.#consent;
  }

  append(event: ShopperEvent): Promise<void> {
    return this.#write('appended', async () => {
      const store = this.#store;
      await store.append(event);
      if (store !== this.#store) await this.#store.append(event); // withdrawn meanwhile: it stays in memory
      await this.#catchUp();
    });
  }

  replace(events: readonly ShopperEvent[]): Promise<void> {
    return this.#write('replaced', async () => {
      await this.#store.replace(events);
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
    return this.#queue(() =>
      consent === 'granted' && this.#mayPersist
        ? this.#inTurn(() => this.#moveToDisk(), { then: 'granted' })
        : this.#inTurn(() => this.#moveToMemory(), { first: 'denied' }),
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
      await work().finally(() => (this.#writing = false));
    };
    return this.#turns.take(writing, told);
  }

  /** Another engine has written, or is about to erase. */
  async #hear(news: News): Promise<void> {
    this.#erasing = news === 'erasing';
    if (news === 'granted' || news === 'denied') this.#consent = news;
    if (news === 'erasing') await this.#empty();
    if (news === 'denied') await this.#beDenied();
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

  /** The news may have come late, when we were writing again: then the disk is erased once more. */
  async #beDenied(): Promise<void> {
    const late = this.kept === 'disk' && this.#writing;
    this.#keepInMemory();
    if (late) await this.#queue(() => this.#inTurn(() => this.#moveToMemory(), { first: 'denied' }));
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
    await this.#disk()
      .erase()
      .catch(() => undefined);
  }

  async #moveToDisk(): Promise<void> {
    if (this.kept === 'disk') return;
    const disk = this.#disk();
    const there = new Set((await disk.all()).map(eventKey)); // other tabs remember the same
    for (const event of this.#events) if (!there.has(eventKey(event))) await disk.append(event);
    this.#store = disk;
    await this.#reload();
  }

  async #moveToMemory(): Promise<void> {
    this.#keepInMemory();
    await this.#disk().erase();
  }

  /** At once: whoever is next in turn must not write to disk again. */
  #keepInMemory(): void {
    if (this.kept === 'memory') return;
    this.#store.close();
    this.#store = createMemoryStore(this.#events);
    this.#mark = undefined;
  }

  #disk(): EventStore {
    return createIndexedDbStore(this.options.name);
  }

  /** Reads what has come to the store, of ours and of others'. It counts for nothing, if there is another store by then. */
  async #catchUp(): Promise<void> {
    if (this.#erasing) return;
    const store = this.#store;
    const events = this.#events;
    const { mark, whole, events: more } = await store.since(this.#mark);
    if (store !== this.#store || events !== this.#events) return;
    if (whole) this.#events = [...more];
    else events.push(...more);
    this.#mark = mark;
  }

  #reload(): Promise<void> {
    this.#mark = undefined;
    return this.#catchUp();
  }
}
