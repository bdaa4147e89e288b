import { eventKey } from '../core/event-key.ts';
import type { EventStore, Placed } from '../core/ports.ts';
import { createIndexedDbStore } from '../store/indexed-db.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Consent, ShopperEvent, Stored } from '../types.ts';
import { exclusively } from './locks.ts';

export interface HistoryOptions {
  /** Of the database, of the lock on it, and of the channel between engines. */
  readonly name: string;
  readonly persist: 'auto' | 'memory';
  /** Whether Global Privacy Control is on: then nothing goes to disk, whatever the shop says. */
  readonly gpc: boolean;
}

/** What an engine tells the others of the shop that it has done. No event goes over the channel. */
type News = 'appended' | 'replaced' | 'erased' | Consent;

/**
 * The shopper's events: always in memory, and on disk once that is allowed. One engine writes at a time: in one worker
 * writes are done one after the other, and between workers (tabs without SharedWorker, tabs with newer code) a Web Lock
 * says whose turn it is. The others then read what is new on the disk.
 */
export class History {
  #events: ShopperEvent[] = [];
  #store: EventStore = createMemoryStore();
  /** The place in the store of the last event that is in memory; 0 for none. */
  #last = 0;
  #work: Promise<unknown> = Promise.resolve();
  #writing = false;
  #consent: Consent | undefined;
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<() => void>();

  constructor(readonly options: HistoryOptions) {
    this.#channel = new BroadcastChannel(options.name);
    this.#channel.onmessage = ({ data }: MessageEvent<News>) => void this.#hear(data).catch(() => undefined);
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

  get stored(): Stored {
    const { kept, options } = this;
    const [first] = this.#events;
    return {
      kept,
      ...(kept === 'disk' && { database: options.name }),
      events: this.#events.length,
      bytes: this.#events.reduce((sum, event) => sum + JSON.stringify(event).length, 0),
      ...(first && { oldest: first.at }),
      encrypted: false,
    };
  }

  append(event: ShopperEvent): Promise<void> {
    return this.#write('appended', async () => {
      const store = this.#store;
      const place = await store.append(event);
      if (store !== this.#store)
        await this.#add(event); // withdrawn meanwhile: it stays in memory
      else if (place === this.#last + 1) this.#take([{ place, event }]);
      else await this.#catchUp(place);
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
    return this.#queue(() => this.#inTurn('erased', () => this.#forget()));
  }

  /** Granted: what is in memory goes to disk, behind what is there. Denied: the disk is erased, memory stays. */
  setConsent(consent: Consent): Promise<void> {
    this.#consent = consent;
    if (consent === 'granted' && this.#mayPersist)
      return this.#queue(() => this.#inTurn('granted', () => this.#moveToDisk()));
    return this.#queue(() => this.#inTurn('denied', () => this.#moveToMemory()));
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
    this.#channel.close();
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
    return this.#queue(() => (this.kept === 'memory' ? work() : this.#inTurn(news, work)));
  }

  /**
   * Does it under the lock, and tells the others before it is let go. A withdrawal they hear of before it is done, so
   * that none of them, next in turn, writes once more.
   */
  #inTurn(news: News, work: () => Promise<void>): Promise<void> {
    return exclusively(this.options.name, async () => {
      const early = news === 'erased' || news === 'denied';
      if (early) this.#channel.postMessage(news);
      this.#writing = true;
      await work().finally(() => (this.#writing = false));
      if (!early) this.#channel.postMessage(news);
    });
  }

  /** Another engine has written, or is about to erase. */
  async #hear(news: News): Promise<void> {
    if (news === 'granted' || news === 'denied') this.#consent = news;
    if (news === 'erased') {
      this.#begin([]);
      if (this.kept === 'memory') await this.#store.erase();
      this.tell();
    } else if (news === 'denied') {
      const mayBeLate = this.kept === 'disk' && this.#writing;
      this.#keepInMemory();
      if (mayBeLate) await this.#queue(() => this.#inTurn(news, () => this.#moveToMemory()));
      else this.tell();
    } else if (news === 'granted') {
      if (this.#mayPersist && this.kept === 'memory')
        await this.#queue(() => this.#inTurn('appended', () => this.#moveToDisk()));
    } else if (this.kept === 'disk') {
      await this.#queue(() => (news === 'appended' ? this.#catchUp() : this.#reload()));
    }
  }

  get #mayPersist(): boolean {
    return this.options.persist === 'auto' && !this.options.gpc;
  }

  async #forget(): Promise<void> {
    this.#begin([]);
    await this.#store.erase();
    // Events of another tab may be on disk, though nobody has told this one.
    if (this.kept === 'memory')
      await createIndexedDbStore(this.options.name)
        .erase()
        .catch(() => undefined);
  }

  async #moveToDisk(): Promise<void> {
    if (this.kept === 'disk') return;
    const disk = createIndexedDbStore(this.options.name);
    const all = await disk.after(0);
    const there = new Set(all.map(({ event }) => eventKey(event))); // other tabs remember the same
    for (const event of this.#events)
      if (!there.has(eventKey(event))) all.push({ place: await disk.append(event), event });
    this.#store = disk;
    this.#begin(all);
  }

  async #moveToMemory(): Promise<void> {
    this.#keepInMemory();
    await createIndexedDbStore(this.options.name).erase();
  }

  /** At once: whoever is next in turn must not write to disk again. */
  #keepInMemory(): void {
    if (this.kept === 'memory') return;
    const disk = this.#store;
    this.#store = createMemoryStore();
    void this.#store.replace(this.#events);
    this.#last = this.#events.length;
    disk.close();
  }

  async #add(event: ShopperEvent): Promise<void> {
    this.#take([{ place: await this.#store.append(event), event }]);
  }

  /** Reads what has come to the store since the last event that is in memory. */
  async #catchUp(newest = this.#last): Promise<void> {
    if (newest < this.#last)
      await this.#reload(); // the store has begun anew
    else
      await this.#read(this.#last, (more) => {
        this.#take(more);
      });
  }

  #reload(): Promise<void> {
    return this.#read(0, (all) => {
      this.#begin(all);
    });
  }

  /** What was read counts for nothing, if the history has begun anew meanwhile. */
  async #read(from: number, take: (more: readonly Placed[]) => void): Promise<void> {
    const events = this.#events;
    const store = this.#store;
    const more = await store.after(from);
    if (events === this.#events && store === this.#store) take(more);
  }

  #begin(all: readonly Placed[]): void {
    this.#events = [];
    this.#last = 0;
    this.#take(all);
  }

  #take(more: readonly Placed[]): void {
    for (const { event } of more) this.#events.push(event);
    this.#last = more.at(-1)?.place ?? this.#last;
  }
}
