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

/** A decision on consent, as engines tell it to each other. */
export interface Decision {
  /** When it was made, in epoch milliseconds, and later than every decision that its engine knew. */
  readonly at: number;
  /** Tells a decision that is announced once more from another one. */
  readonly id: number;
}

/** A change as it goes over the channel. */
export interface ChangeMessage {
  readonly change: Change;
  /** Of `granted` and `denied`. */
  readonly decision?: Decision;
}

export type Announce = (change: Change, decision?: Decision) => void;

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

  /** Runs `work` while no other engine writes. The others receive what it announces before the next one writes. */
  async run(work: (announce: Announce) => Promise<void>): Promise<void> {
    const release = await hold(this.name);
    try {
      await work((change, decision) => {
        this.#channel.postMessage({ change, ...(decision && { decision }) } satisfies ChangeMessage);
      });
    } finally {
      release();
    }
  }

  close(): void {
    this.#channel.close();
  }
}
