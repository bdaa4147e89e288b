import type { PageEvent } from '../item.ts';

/** What the parts that listen to a platform need of capture. */
export interface Platform {
  /** Takes a view or a search. */
  readonly emit: (event: PageEvent) => void;
  /** Takes a change of the cart that the platform reports as done. */
  readonly changed: (event: PageEvent) => void;
  /** Takes a form that was submitted, which may be refused. */
  readonly submitted: (event: PageEvent) => void;
  /** To be called when the platform begins a change: what becomes of a form, the platform says itself. */
  readonly begins: (name: PageEvent['name']) => void;
  /** Takes errors: pages hold odd data. */
  readonly warn: (error: unknown) => void;
  /** Ends the listeners. */
  readonly stopped: AbortSignal;
}
