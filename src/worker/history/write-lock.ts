import { hold } from '../../wire/locks.ts';

/** A change of the shop's history that engines announce to each other. Events are not sent: each engine reads the disk. */
export type Change =
  /** There are more events on the disk. */
  | 'appended'
  /** There are other events on the disk. */
  | 'replaced'
  | 'erasing'
  | 'erased'
  | 'granted'
  | 'denied';

/** A change as it goes over the channel. */
export interface ChangeMessage {
  readonly change: Change;
  /** When it was announced, in epoch milliseconds. Messages may arrive late and out of order. */
  readonly at: number;
}

/** What to announce to the other engines. */
export interface Announcements {
  readonly before?: Change;
  readonly after?: Change;
  /** When the change was decided. Default: now. */
  readonly at?: number;
}

/**
 * Has the engines of one shop write one after the other. A shop has several engines if its tabs have no SharedWorker or
 * run different code. The Web Lock of an engine that dies is released by the browser.
 */
export class WriteLock {
  readonly #channel: BroadcastChannel;

  /** @param receive Takes the changes that other engines announce. */
  constructor(
    private readonly name: string,
    receive: (message: ChangeMessage) => void,
  ) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<ChangeMessage>) => {
      receive(data);
    };
  }

  /** Runs `work` while no other engine writes. The others receive both announcements before the next one writes. */
  async run(work: () => Promise<void>, { before, after, at }: Announcements): Promise<void> {
    const release = await hold(this.name);
    try {
      if (before) this.#announce(before, at);
      await work();
      if (after) this.#announce(after, at);
    } finally {
      release();
    }
  }

  #announce(change: Change, at = Date.now()): void {
    this.#channel.postMessage({ change, at } satisfies ChangeMessage);
  }

  close(): void {
    this.#channel.close();
  }
}
