import type { Entry } from '../../../core/feed/nested.ts';
import type { Row } from '../row.ts';
import { recordOf } from './record.ts';

/** An item that waits for its id. */
export interface Waiting {
  readonly line: number;
  readonly record: Entry;
  readonly sku: string | undefined;
  /** Its id on the platform, for an item whose SKU is missing or that others have too. */
  readonly own: string | undefined;
  readonly guessed?: readonly string[] | undefined;
}

/** Gives items their SKUs as ids, as pages and orders name them, once it is known which SKU is of one item alone. */
export function createSkuIds() {
  const waiting: Waiting[] = [];
  const owners = new Map<string, number>();
  return {
    add: (item: Waiting): void => {
      waiting.push(item);
      if (item.sku !== undefined) owners.set(item.sku, (owners.get(item.sku) ?? 0) + 1);
    },
    *rows(): Iterable<Row> {
      for (const { line, record, sku, own, guessed } of waiting) {
        const isUnique = sku !== undefined && owners.get(sku) === 1;
        const id = isUnique ? sku : (own ?? sku);
        yield { line, record: recordOf({ id, sku }, record), ...(guessed && { guessed }) };
      }
    },
  };
}
