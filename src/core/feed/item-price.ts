import type { FoundColumns } from './columns.ts';
import { currencyOf } from './currencies.ts';
import type { Entry } from './nested.ts';
import { priceOf } from './price-of.ts';
import type { Price } from './price.ts';
import { orderShownBy, timeOf } from './time-of.ts';
import { textOf } from './value.ts';

/** The fields of an item's price. */
export interface ItemPrice {
  /** The regular price. */
  readonly price?: number;
  /** The reduced price, lower than the regular one. */
  readonly salePrice?: number;
  /** Epoch milliseconds: the beginning and the end of the sale, if it has them. */
  readonly saleFrom?: number;
  readonly saleTo?: number;
  /** ISO 4217. */
  readonly currency?: string;
}

export interface PriceContext {
  /** ISO 4217, for prices without a currency in the feed. */
  readonly currency?: string | undefined;
  /** Epoch milliseconds; a sale that is over by then is left out. */
  readonly now: number;
  /** Receives what had to be guessed, and a price that could not be read. */
  readonly guessed: (what: string) => void;
  readonly lost: (what: string) => void;
}

/**
 * Reads the price of an entry of a feed. If the price cannot be read, the item is kept without one.
 *
 * @returns A reason to refuse the row if the price's column holds a word: then the row does not fit its columns.
 */
export function itemPrice(record: Entry, columns: FoundColumns, context: PriceContext): ItemPrice | string {
  const named = currencyIn(record, columns['currency']) ?? context.currency;
  const regular = firstPrice(record, columns['price'], named, context);
  if (typeof regular === 'string') return regular;
  const other = (field: string) => {
    const found = firstPrice(record, columns[field], named ?? regular?.currency, context);
    if (typeof found !== 'object') return undefined;
    if (regular?.currency === undefined || found.currency === regular.currency) return found;
    context.lost(
      `has two prices in different currencies, of which one was left out: ${regular.currency} ${found.currency ?? ''}`,
    );
    return undefined;
  };
  const was = other('wasPrice');
  const sale = other('salePrice');
  if (regular && was && was.price > regular.price) {
    // A sale beside a price that is reduced already counts if it is lower still, and has begun.
    const isLower = sale !== undefined && sale.price < regular.price;
    const further = isLower ? saleOf(was, sale, record, columns, context) : undefined;
    const holds = further?.salePrice !== undefined && !((further.saleFrom ?? 0) > context.now);
    return pricesOf(was, regular, named, holds ? further : saleOf(was, regular, record, columns, context));
  }
  return pricesOf(regular, sale, named, regular && sale && saleOf(regular, sale, record, columns, context));
}

function pricesOf(
  regular: Price | undefined,
  sale: Price | undefined,
  named: string | undefined,
  reduction: ReturnType<typeof saleOf> | undefined,
): ItemPrice {
  const currency = regular?.currency ?? sale?.currency ?? named;
  const price = regular?.price ?? sale?.price;
  return {
    ...(price !== undefined && { price }),
    ...reduction,
    ...(currency !== undefined && { currency }),
  };
}

/** The sale, unless it is over or its price is not lower. */
function saleOf(
  regular: Price,
  sale: Price,
  record: Entry,
  columns: FoundColumns,
  context: PriceContext,
): Pick<ItemPrice, 'salePrice' | 'saleFrom' | 'saleTo'> {
  if (sale.price <= 0 || sale.price >= regular.price) return {};
  const [from, to] = saleTimes(record, columns, context);
  if (to !== undefined && to < context.now) return {};
  return {
    salePrice: sale.price,
    ...(from !== undefined && { saleFrom: from }),
    ...(to !== undefined && { saleTo: to }),
  };
}

/** The first of the columns that holds a price. */
function firstPrice(
  record: Entry,
  columns: readonly string[] = [],
  named: string | undefined,
  { guessed, lost }: PriceContext,
): Price | string | undefined {
  for (const column of columns) {
    const price = priceOf(record[column], named ?? currencyOfHeader(column));
    if (price === undefined) continue;
    const written = textOf(record[column]) ?? JSON.stringify(record[column]);
    if (price === 'unreadable') {
      // A word where a price belongs: quoting or separators are broken, and the other fields are not where they should be.
      if (!/\p{N}/u.test(written)) return `has a price that cannot be read: ${written}`;
      lost(`has a price that cannot be read, which was left out: ${written}`);
      continue;
    }
    if (price.guessed !== undefined) guessed(`has a price read as ${price.guessed}: ${written}`);
    return price;
  }
  return undefined;
}

/** A code or a sign in a column of its own; anything else names no currency. */
function currencyIn(record: Entry, columns: readonly string[] = []): string | undefined {
  for (const column of columns) {
    const text = textOf(record[column]);
    const currency = text === undefined ? undefined : currencyOf(text.trim());
    if (currency) return currency;
  }
  return undefined;
}

/** `Preis (EUR)`, `Price [$]`, `price_usd`. */
function currencyOfHeader(column: string): string | undefined {
  const unit =
    /[([{]([^()[\]{}]*)[)\]}]\s*$/.exec(column)?.[1] ?? /[\s_.-]([a-z]{3}|[€$£¥₹])$/i.exec(column)?.[1];
  return (unit !== undefined && currencyOf(unit.trim())) || undefined;
}

/** A day's sale lasts until its end. */
function saleTimes(
  record: Entry,
  columns: FoundColumns,
  { lost, guessed }: PriceContext,
): [number | undefined, number | undefined] {
  const text = (name: string) =>
    columns[name]?.map((column) => textOf(record[column])).find((found) => found !== undefined);
  const [start, end] = text('saleDates')?.split(/\/|(?<=\s)-(?=\s)/) ?? [text('saleFrom'), text('saleTo')];
  const time = (written: string | undefined, add: number): number | undefined => {
    const trimmed = written?.trim();
    if (!trimmed || /^0000-00-00/.test(trimmed)) return undefined;
    const at = timeOf(trimmed);
    if (Number.isNaN(at)) {
      lost(`has a date of a sale that cannot be read, which was left out: ${trimmed}`);
      return undefined;
    }
    if (orderShownBy(trimmed) === 'either')
      guessed(`has a date of a sale of which the day was taken to come first: ${trimmed}`);
    const hasHour = /\d:\d|^\d{9,}/.test(trimmed);
    return at + (hasHour ? 0 : add);
  };
  return [time(start, 0), time(end, 86_399_999)];
}
