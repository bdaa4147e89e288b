import type { Attributes, Availability, Item } from '../../types/items.ts';
import type { FoundColumns } from './columns.ts';
import type { Entry } from './nested.ts';
import { orderShownBy, timeOf } from './time-of.ts';
import { textOf } from './value.ts';

/** Pieces left of which a pack tells: a larger stock is nobody's business. */
const MAX_STOCK = 5;
const FEW = /^(?:.*schema\.org\/)?(?:limited\s?availability|limited\s?stock|low\s?stock|few\s?left)$/;
/** Milliseconds for which an item is new. */
const NEW = 30 * 86_400_000;
/** Labels of one item, and characters of each: a longer text does not fit on a card. */
const MAX_LABELS = 3;
const MAX_LABEL = 30;

/** Columns that other feeds fill with the number of pieces in a package. */
const AMBIGUOUS = /^(?:quantity|qty)$/i;

export interface CardContext {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly availability: Availability | undefined;
  readonly attributes: Attributes | undefined;
  /** Receives what had to be guessed, and what was left out, in words. */
  readonly guessed: (what: string) => void;
  readonly lost: (what: string) => void;
}

/** Reads what a card tells of an item beside its price: how few are left, whether it is new, and the shop's labels. */
export function itemCard(
  record: Entry,
  columns: FoundColumns,
  context: CardContext,
): Pick<Item, 'stock' | 'lowStock' | 'newUntil' | 'labels' | 'attributes'> {
  const { labels: written = [], ...attributes } = context.attributes ?? {};
  const stock = stockIn(record, columns, context.availability);
  const newUntil = newUntilIn(record, columns, context);
  const labels = labelsAmong(written, context.lost);
  return {
    ...(stock === 'few' ? { lowStock: true } : stock !== undefined && { stock }),
    ...(newUntil !== undefined && { newUntil }),
    ...(labels.length > 0 && { labels }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}

function stockIn(
  record: Entry,
  columns: FoundColumns,
  availability: Availability | undefined,
): number | 'few' | undefined {
  if (availability !== 'in_stock') return undefined;
  for (const column of columns['stock'] ?? []) {
    const text = AMBIGUOUS.test(column) ? undefined : textOf(record[column]);
    if (text === undefined || !/^\d+(?:[.,]0+)?$/.test(text)) continue;
    const pieces = Number.parseInt(text, 10);
    return pieces >= 1 && pieces <= MAX_STOCK ? pieces : undefined;
  }
  const words = [...(columns['availability'] ?? []), ...(columns['stock'] ?? [])].map((column) =>
    textOf(record[column])?.toLowerCase().replace(/[_-]/g, ' ').trim(),
  );
  return words.some((text) => text !== undefined && FEW.test(text)) ? 'few' : undefined;
}

/** Undefined also for what is new no longer. */
function newUntilIn(
  record: Entry,
  columns: FoundColumns,
  { now, guessed, lost }: CardContext,
): number | undefined {
  const until = timeIn(record, columns['newUntil'], lost);
  const added = until ? undefined : timeIn(record, columns['added'], lost);
  const end = until?.at ?? (added && added.at <= now ? added.at + NEW : undefined);
  if (end === undefined || end <= now) return undefined;
  const { text } = (until ?? added)!;
  if (orderShownBy(text) === 'either')
    guessed(`has a date since which it is offered of which the day was taken to come first: ${text}`);
  return end;
}

function timeIn(record: Entry, columns: readonly string[] = [], lost: CardContext['lost']) {
  for (const column of columns) {
    const text = textOf(record[column])?.trim();
    if (!text || /^0000-00-00/.test(text)) continue;
    const at = timeOf(text);
    if (!Number.isNaN(at)) return { at, text };
    lost(`has a date since which it is offered that cannot be read, which was left out: ${text}`);
  }
  return undefined;
}

/** What is written for shoppers: a column may also hold `yes`, or a whole sentence. */
function labelsAmong(written: readonly string[], lost: CardContext['lost']): string[] {
  const texts = written.filter((text) => /\p{L}/u.test(text) && !/^(?:yes|no|true|false)$/i.test(text));
  for (const text of texts)
    if (text.length > MAX_LABEL)
      lost(`has a label of more than ${MAX_LABEL} characters, which was left out: ${text}`);
  return texts.filter(({ length }) => length <= MAX_LABEL).slice(0, MAX_LABELS);
}
