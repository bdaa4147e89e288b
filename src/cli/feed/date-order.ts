import { orderShownBy, type DateOrder } from '../../core/feed/time-of.ts';

/** Rows that wait at most for a date that shows the order: then the day is taken to come first. */
const MAX_WAITING = 100_000;

/** A row that waits, and the date in it. */
export interface Dated<R> {
  readonly row: R;
  readonly line: number;
  /** As the file writes it; `undefined` if the row has none. */
  readonly date: string | undefined;
}

/** What a file's dates have shown of their order, and by which of them. */
export interface Decision {
  readonly order: DateOrder;
  readonly line: number;
  /** The date that shows it; `undefined` if none does, so that it was guessed. */
  readonly by?: string;
}

/**
 * Decides for a whole file whether `05/04/2026` has the day or the month first: by the first date of which one number is
 * over 12. Rows wait until then.
 *
 * @returns `add` and `end` give the rows that need wait no longer, in their order; `decided` is the order, once it matters.
 */
export function createDateOrder<R>() {
  let waiting: Dated<R>[] = [];
  let first: Dated<R> | undefined;
  let decided: Decision | undefined;

  const flush = (): Dated<R>[] => {
    const rows = waiting;
    waiting = [];
    return rows;
  };
  const guess = (): void => {
    if (first) decided ??= { order: 'day-first', line: first.line };
  };
  return {
    decided: (): Decision | undefined => decided,
    add: (row: Dated<R>): Dated<R>[] => {
      waiting.push(row);
      if (decided) return flush();
      const shown = row.date === undefined ? undefined : orderShownBy(row.date);
      if (shown === 'either') first ??= row;
      else if (shown !== undefined) decided = { order: shown, line: row.line, by: row.date! };
      if (waiting.length >= MAX_WAITING) guess();
      return decided || !first ? flush() : [];
    },
    end: (): Dated<R>[] => {
      guess();
      return flush();
    },
  };
}
