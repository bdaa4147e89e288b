import type { Shelf } from '../../src/index.ts';

export interface Timing {
  /** Milliseconds inside the worker. */
  readonly worker: number;
  /** Milliseconds as the page saw it, the way there and back included. */
  readonly page: number;
  readonly provider?: string | undefined;
}

/** How long each shelf took the last time, by its name. */
export class Timings {
  readonly last = new Map<string, Timing>();
  onChange: () => void = () => undefined;

  async measure(name: string, ask: () => Promise<Shelf>): Promise<Shelf> {
    const began = performance.now();
    const shelf = await ask();
    this.last.set(name, { worker: shelf.ms, page: performance.now() - began, provider: shelf.provider });
    this.onChange();
    return shelf;
  }
}
