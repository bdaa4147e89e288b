import type { EventStore } from '../core/ports.ts';
import { createIndexedDbStore } from '../store/indexed-db.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Consent, ShopperEvent } from '../types.ts';

export interface HistoryOptions {
  /** Of the database and of the channel between tabs. */
  readonly name: string;
  readonly persist: 'auto' | 'memory';
  /** Whether Global Privacy Control is on: then nothing goes to disk, whatever the shop says. */
  readonly gpc: boolean;
}

/**
 * The shopper's events: always in memory, and on disk once that is allowed. Writes are done one after the other.
 */
export class History {
  #events: ShopperEvent[] = [];
  #store: EventStore = createMemoryStore();
  #writes: Promise<unknown> = Promise.resolve();
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<() => void>();

  constructor(readonly options: HistoryOptions) {
    this.#channel = new BroadcastChannel(options.name);
    this.#channel.onmessage = () => void this.#reload();
  }

  /** Oldest first. */
  get events(): readonly ShopperEvent[] {
    return this.#events;
  }

  get kept(): 'disk' | 'memory' {
    return this.#store.kept;
  }

  append(event: ShopperEvent): Promise<void> {
    return this.#write(async () => {
      await this.#store.append(event);
      this.#events.push(event);
    });
  }

  replace(events: readonly ShopperEvent[]): Promise<void> {
    return this.#write(async () => {
      await this.#store.replace(events);
      this.#events = [...events];
    });
  }

  /** Leaves nothing, in memory and on disk, in every tab. */
  erase(): Promise<void> {
    return this.#write(async () => {
      this.#events = [];
      await this.#store.erase();
    });
  }

  /** Granted: what is in memory goes to disk, behind what is there. Denied: the disk is erased, memory stays. */
  setConsent(consent: Consent): Promise<void> {
    const toDisk = consent === 'granted' && this.options.persist === 'auto' && !this.options.gpc;
    return this.#write(async () => {
      if (toDisk && this.kept === 'memory') await this.#moveToDisk();
      if (!toDisk) await this.#moveToMemory();
    });
  }

  on(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the history means has changed in this tab, though no event has come. */
  tell(): void {
    this.#changed();
  }

  async close(): Promise<void> {
    await this.#writes.catch(() => undefined);
    this.#listeners.clear();
    this.#channel.close();
    this.#store.close();
  }

  async #moveToDisk(): Promise<void> {
    const disk = createIndexedDbStore(this.options.name);
    const before = await disk.all();
    for (const event of this.#events) await disk.append(event);
    this.#store = disk;
    this.#events = [...before, ...this.#events];
  }

  async #moveToMemory(): Promise<void> {
    await createIndexedDbStore(this.options.name).erase();
    const memory = createMemoryStore();
    await memory.replace(this.#events);
    this.#store.close();
    this.#store = memory;
  }

  #write(work: () => Promise<void>): Promise<void> {
    const before = this.kept; // what is in memory is of no other tab's concern
    const done = this.#writes.catch(() => undefined).then(work);
    this.#writes = done;
    return done.then(() => {
      this.#changed();
      if ([before, this.kept].includes('disk')) this.#channel.postMessage('changed');
    });
  }

  /** Another tab has written. */
  async #reload(): Promise<void> {
    if (this.kept === 'disk') this.#events = await this.#store.all();
    this.#changed();
  }

  #changed(): void {
    this.#listeners.forEach((listener) => {
      listener();
    });
  }
}
