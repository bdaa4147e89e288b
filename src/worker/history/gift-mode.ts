/** Its own chunk, loaded the first time that somebody shops for somebody else. */
import * as v from 'valibot';
import { isRepeated } from '../../core/history/event.ts';
import type { ShopperEvent } from '../../types.ts';
import { checked } from '../request.ts';

/** What the shopper does for somebody else: in memory alone, apart from the history. */
export class GiftMode {
  /** undefined if no page has said anything of it. */
  #on: boolean | undefined;
  /** Oldest first. Once gift mode has ended: only orders, so that none of them counts if its page is opened again. */
  #events: readonly ShopperEvent[] = [];

  /** @param changed Called after every change. */
  constructor(private readonly changed: () => void) {}

  get on(): boolean {
    return this.#on === true;
  }

  /** Oldest first; none once it has ended. */
  get events(): readonly ShopperEvent[] {
    return this.on ? this.#events : [];
  }

  has(event: ShopperEvent): boolean {
    return isRepeated(event, this.#events);
  }

  append(event: ShopperEvent): void {
    this.#change(true, [...this.#events, event]);
  }

  /** @throws {VitrineError} `bad-argument` */
  set(given: unknown): void {
    const on = checked(v.boolean(), given) as boolean;
    if (on === this.on) this.#on = on;
    else this.#change(on, on ? [] : this.#events.filter(({ transaction }) => transaction !== undefined));
  }

  /** A page's tab has been in gift mode. @returns Whether it still is: not if another tab has ended it. */
  resume(): boolean {
    if (this.#on === undefined) this.set(true);
    return this.on;
  }

  /** Forgets what was done, and goes on. */
  clear(): void {
    this.#events = [];
  }

  #change(on: boolean, events: readonly ShopperEvent[]): void {
    this.#on = on;
    this.#events = events;
    this.changed();
  }
}
