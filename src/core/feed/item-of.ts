import type { Item } from '../../types/items.ts';
import { attributesOf } from './attributes.ts';
import { availabilityOf } from './availability.ts';
import { categoryPath, isCategory } from './category.ts';
import type { FoundColumns } from './columns.ts';
import { firstOf, type Entry } from './nested.ts';
import { furtherIds } from './ids.ts';
import { hasMarkup, plainText } from './plain-text.ts';
import { itemCard } from './item-card.ts';
import { itemPrice } from './item-price.ts';
import { itemRating } from './item-rating.ts';
import { trimmedParts } from './trimmed-parts.ts';
import { addressOf, textOf } from './value.ts';

/** What reading an item needs besides the entry. */
export interface ItemContext {
  /** Receives what was put right, in words; what it was about stands after a colon. */
  readonly repaired?: (what: string) => void;
  /** Receives what had to be guessed, likewise. */
  readonly guessed?: (what: string) => void;
  /** Makes a link absolute; undefined if its host is unknown. */
  readonly resolve?: ((address: string) => string | undefined) | undefined;
  /** ISO 4217, of prices beside which the feed names no currency. */
  readonly currency?: string | undefined;
  /**
   * Receives a rating that does not say its scale, with its column: the item has it as it is written, and the whole column
   * shows the scale. Without this, the rating alone does.
   */
  readonly unscaled?: (rating: number, column: string) => void;
  /** Epoch milliseconds, for prices that hold for a time. */
  readonly now?: number;
}

/** Why an entry without a title is refused. */
export const NO_TITLE = 'has no title';

/**
 * Reads an item from one entry of a feed.
 *
 * @returns The item, or a sentence's end that says why the entry is refused.
 */
export function itemOf(record: Entry, columns: FoundColumns, context: ItemContext = {}): Item | string {
  const { repaired = () => undefined, guessed = repaired, currency, now = Date.now() } = context;
  const text = (name: string, holds?: (value: string) => boolean) =>
    textIn(record, columns[name], holds)?.text;
  const address = (name: string) =>
    columns[name]?.map((column) => addressOf(record[column])).find((found) => found !== undefined);
  const plain = (name: string, holds?: (value: string) => boolean) => {
    const value = name === 'description' ? joinedIn(record, columns[name]) : text(name, holds);
    if (value === undefined || !hasMarkup(value)) return value?.replace(/\s+/g, ' ');
    repaired(`has HTML in its ${name}, which was stripped`);
    return plainText(value) || undefined;
  };
  const id = idIn(record, columns['id']);
  if (id === undefined) {
    const spoiled = text('id');
    return spoiled === undefined
      ? 'has no id'
      : `has an id that a spreadsheet has rounded, export that column as text: ${spoiled}`;
  }
  const title = plain('title');
  if (title === undefined) return NO_TITLE;
  const from = textIn(record, columns['title'])!.column;
  if (from !== columns['title']![0]) repaired(`has its title filled from elsewhere: ${from}`);
  const cost = itemPrice(record, columns, { currency, now, guessed, lost: repaired });
  if (typeof cost === 'string') return cost;
  const availability = availabilityIn(record, columns, repaired);
  const category = plain('category', isCategory);
  const description =
    textIn(record, columns['description'])?.column === from ? undefined : plain('description');
  const { attributes, codes } = attributesOf(record, columns, repaired);
  return {
    id,
    title: title.length > LONGEST_TITLE ? shortened(title) : title,
    ...texts({
      description,
      category: category === undefined ? undefined : categoryPath(category),
      brand: plain('brand'),
    }),
    ...cost,
    ...texts({
      image: absolute('image', firstAddress(address('image')), context.resolve, repaired),
      url: absolute('url', address('url'), context.resolve, repaired),
      group: text('group', (value) => value !== '0'), // no parent
      language: text('language'),
    }),
    ...(availability && { availability }),
    ...furtherIds(record, columns, id, codes, repaired),
    ...itemRating(record, columns, { ...context, lost: repaired }),
    ...itemCard(record, columns, {
      now,
      availability: isUncounted(record) ? undefined : availability,
      attributes,
      guessed,
      lost: repaired,
    }),
  };
}

/** Codes that a spreadsheet has written as numbers, `8.41E+12`, are of many items at once. */
function idIn(record: Entry, columns: readonly string[] | undefined): string | undefined {
  const id = textIn(record, columns, (value) => !/^\d(?:[.,]\d+)?E\+\d{2}$/i.test(value))?.text;
  return id?.replace(/^'(?=\d)/, ''); // a spreadsheet's mark for text
}

/** A field that takes the place of a title may be a whole description. */
const LONGEST_TITLE = 300;

function shortened(text: string): string {
  const [sentence] = text.split(/(?<=[.!?])\s/, 1);
  return sentence!.length <= LONGEST_TITLE ? sentence! : `${text.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

function texts(fields: Readonly<Record<string, string | undefined>>): Partial<Item> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A description may be a list of paragraphs. */
function joinedIn(record: Entry, columns: readonly string[] = []): string | undefined {
  const column = textIn(record, columns)?.column;
  const value = column === undefined ? undefined : record[column];
  if (!Array.isArray(value)) return textOf(value);
  return (value as unknown[]).flatMap((part) => textOf(part) ?? []).join(' ') || undefined;
}

/** The first of the columns that is not empty. */
function textIn(
  record: Entry,
  columns: readonly string[] = [],
  holds: (value: string) => boolean = () => true,
): { readonly text: string; readonly column: string } | undefined {
  for (const column of columns) {
    const text = textOf(record[column]);
    if (text !== undefined && holds(text)) return { text, column };
  }
  return undefined;
}

function availabilityIn(
  record: Entry,
  columns: FoundColumns,
  repaired: (what: string) => void,
): Item['availability'] {
  const said = textIn(record, columns['availability']);
  if (said) {
    const availability = availabilityOf(said.text);
    if (!availability) repaired(`has an availability that is not known, which was left out: ${said.text}`);
    if (availability) return availability;
  }
  const pieces = textIn(record, columns['stock'], (text) => /^[+-]?\d+([.,]\d+)?$/.test(text));
  if (pieces) return Number.parseFloat(pieces.text) > 0 || isUncounted(record) ? 'in_stock' : 'out_of_stock';
  const words = textIn(record, columns['stock']);
  return words && availabilityOf(words.text);
}

/** Whether the shop does not count an item's stock: its level is 0 and says nothing. */
function isUncounted(record: Entry): boolean {
  const said = textOf(firstOf(record, ...TRACKING));
  return (
    said !== undefined && /^(?:none|no|n|false|0|off|unlimited|not[ _]tracked|do not track)$/i.test(said)
  );
}

const TRACKING = [
  ...[
    'Track Inventory',
    'track_inventory',
    'trackInventory',
    'inventory_tracking',
    'inventory_tracked',
    'manage_stock',
  ],
  ...['trackQuantity', 'track_quantity', 'is_track_inventory', 'stock_tracking', 'tracked'],
];

/** The first of several addresses in one field. */
function firstAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return trimmedParts(text, /[|;\n]|,\s*(?=https?:|\/)|\s(?=https?:)/).find((part) => part !== '');
}

function absolute(
  what: string,
  address: string | undefined,
  resolve: ItemContext['resolve'],
  repaired: (what: string) => void,
): string | undefined {
  if (address?.startsWith('//') === true) return `https:${address}`;
  if (address === undefined || !resolve || /^[a-z][a-z\d+.-]*:/i.test(address)) return address;
  const whole = resolve(address);
  if (whole === undefined) return address;
  repaired(`has a relative ${what}, which was made absolute: ${address}`);
  return whole;
}
