import type { ShopperEvent } from '../../types.ts';

/** The same for an event told twice: nothing happens twice to the same items in one millisecond. */
export function eventKey({ at, name, ids, term }: ShopperEvent): string {
  return JSON.stringify([at, name, ids, term]);
}
