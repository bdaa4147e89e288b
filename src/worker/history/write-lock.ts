import { hold } from '../../wire/locks.ts';

/** What an engine tells the others of the shop. No event goes over the channel: they read it from the disk. */
export type News =
  /** There is more on the disk, or something else. */
  | 'appended'
  | 'replaced'
  /** Is about to be, and has been. */
  | 'erasing'
  | 'erased'
  | 'granted'
  | 'denied';

/** News as it goes over the channel. */
export interface Heard {
  readonly news: News;
  /** When it was said, by the clock of all tabs, in milliseconds: what is told may come late, and out of order. */
  readonly at: number;
}

/** What the others are told before the work and after it. */
export interface Told {
  readonly first?: News;
  readonly then?: News;
  /** When it was said, if not now. */
  readonly at?: number;
}

/**
 * The turns in which the engines of a shop write: those of tabs without SharedWorker, and those of older and newer code.
 * A Web Lock says whose turn it is; whoever dies in the middle loses it.
 */
export class WriteLock {
  readonly #channel: BroadcastChannel;

  /** @param hear Takes what the others tell. */
  constructor(
    private readonly name: string,
    hear: (heard: Heard) => void,
  ) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Heard>) => {
      hear(data);
    };
  }

  /** Works when nobody else does. What the others are told, they are told before it is the next one's turn. */
  async take(work: () => Promise<void>, { first, then, at }: Told): Promise<void> {
    const letGo = await hold(this.name);
    try {
      if (first) this.#tell(first, at);
      await work();
      if (then) this.#tell(then, at);
    } finally {
      letGo();
    }
  }

  #tell(news: News, at = Date.now()): void {
    this.#channel.postMessage({ news, at } satisfies Heard);
  }

  close(): void {
    this.#channel.close();
  }
}
