import { hold } from './locks.ts';

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

/** What the others are told before the work and after it. */
export interface Told {
  readonly first?: News;
  readonly then?: News;
}

/**
 * The turns in which the engines of a shop write: those of tabs without SharedWorker, and those of older and newer code.
 * A Web Lock says whose turn it is; whoever dies in the middle loses it.
 */
export class Turns {
  readonly #channel: BroadcastChannel;

  /** @param hear Takes what the others tell. */
  constructor(
    private readonly name: string,
    hear: (news: News) => void,
  ) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<News>) => {
      hear(data);
    };
  }

  /** Works when nobody else does. What the others are told, they are told before it is the next one's turn. */
  async take(work: () => Promise<void>, { first, then }: Told): Promise<void> {
    const letGo = await hold(this.name);
    try {
      if (first) this.#channel.postMessage(first);
      await work();
      if (then) this.#channel.postMessage(then);
    } finally {
      letGo();
    }
  }

  close(): void {
    this.#channel.close();
  }
}
