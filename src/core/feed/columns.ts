import { VitrineError } from '../../errors.ts';
import { unknownColumn } from './column-errors.ts';
import { currencyOf } from './currencies.ts';
import { ITEM_NAMES, ORDER_NAMES, type Names } from './names.ts';
import { didYouMean } from './nearest.ts';
import { outsideBrackets } from './outside-brackets.ts';

/** The column of each field, as the caller gives it. */
export type Columns = Readonly<Record<string, string>>;

/** Columns that may hold each field, the likeliest first. */
export type FoundColumns = Readonly<Record<string, readonly string[]>>;

/**
 * Finds each field's columns.
 *
 * @param given By the caller.
 * @throws {VitrineError} `bad-argument` if `given` names a column that is not present.
 */
export function findColumns(present: readonly string[], names: Names, given: Columns = {}): FoundColumns {
  const byName = columnsBy(present, plainName);
  const byPriceName = columnsBy(
    [0, 1, 2].flatMap((rank) => present.filter((name) => taxRank(name) === rank)),
    priceName,
  );
  const languages = [...new Set(present.flatMap((name) => languageOf(name) ?? []))];
  const byTextName =
    languages.length > 0
      ? columnsBy(present, (name) => plainName(name.slice(-MAX_NAME).replace(LANGUAGE, '')))
      : byName;
  const found = Object.entries(plainNames(names)).map(([field, candidates]): [string, readonly string[]] => {
    const own = given[field];
    const columns = PRICES.has(field) ? byPriceName : TEXTS.has(field) ? byTextName : byName;
    if (own === undefined) {
      const named = candidates.flatMap((name) => columns.get(name) ?? []);
      return [field, languages.length > 0 ? oneLanguageFirst(named, languages) : named];
    }
    const column = present.includes(own) ? own : byName.get(plainName(own))?.[0];
    if (column === undefined) throw unknownColumn(own, present);
    return [field, [column]];
  });
  return Object.fromEntries(found.filter(([, columns]) => columns.length > 0));
}

/** Columns by a form of their names, each in the order given. */
function columnsBy(present: readonly string[], form: (name: string) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of present) {
    const key = form(name);
    const columns = found.get(key);
    if (columns) columns.push(name);
    else found.set(key, [name]);
  }
  return found;
}

/** Fields that a table may have in several languages, each in a column: `name.en`, `title_de`, `name-fr`. */
const TEXTS = new Set(['title', 'description', 'category', 'brand', 'url', 'image']);
/** Without languages whose codes are words of columns' names: `id`, `no`, `in`, `is`, `to`. */
const LANGUAGE =
  /(?:[\s._-]|[\s._-]?[[({]\s*)(ar|bg|bn|ca|cs|cy|da|de|el|en|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|it|ja|ka|kk|ko|lt|lv|mk|ms|nb|nl|nn|pl|pt|ro|ru|sk|sl|sq|sr|sv|ta|te|th|tr|uk|ur|uz|vi|zh)(?:[_-](?:[a-z]{2}|[a-z]{4}))*\s*[\])}]?$/i;

function languageOf(name: string): string | undefined {
  return LANGUAGE.exec(name.slice(-MAX_NAME))?.[1]?.toLowerCase();
}

/** The columns with those of several languages in the order of the table's languages: an item's texts are in one language. */
function oneLanguageFirst(columns: readonly string[], languages: readonly string[]): readonly string[] {
  const rank = (name: string) => languages.indexOf(languageOf(name) ?? '');
  const ranked = columns.filter((name) => rank(name) >= 0).sort((a, b) => rank(a) - rank(b));
  return ranked.length < 2 ? columns : columns.map((name) => (rank(name) < 0 ? name : ranked.shift()!));
}

const PRICES = new Set(['price', 'salePrice']);
const WITH_TAX = /\b(?:incl?|including|inclusive|with|inkl|ttc|brutto|gross|iva incl\w*|tax incl\w*)\b/i;
const WITHOUT_TAX = /\b(?:excl?|ex|excluding|exclusive|without|exkl|zzgl|ht|netto|net|tax excl\w*)\b/i;
const TAX_WORDS =
  /(?:incl|including|inclusive|inkl|excl|excluding|exkl|with|without|ex)?\.?(?:tax(?:es)?|vat|gst|mwst|ust|tva|iva|btw|ttc|ht|gross|net|brutto|netto)(?:(?:incl|excl)\w{0,8})?$/;

/** Of two prices the shopper sees the one with tax. */
function taxRank(name: string): number {
  const words = name.slice(0, MAX_NAME).replace(/_/g, ' ');
  if (WITHOUT_TAX.test(words)) return 2;
  return WITH_TAX.test(words) ? 0 : 1;
}

/** A price's column without what it says of tax and currency: `price_usd`, `price_incl_tax`, `Prix TTC`. */
function priceName(name: string): string {
  const currency = /[\s_.-]([A-Z]{3})$/i.exec(name)?.[1];
  const bare = currency !== undefined && currencyOf(currency) ? name.slice(0, -4) : name;
  const key = plainName(bare);
  return key.replace(TAX_WORDS, '') || key;
}

const plain = new WeakMap<Names, FoundColumns>();

function plainNames(names: Names): FoundColumns {
  const known = plain.get(names);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(names).map(([field, candidates]) => [field, [...new Set(candidates.map(plainName))]]),
  );
  plain.set(names, made);
  return made;
}

/** Characters of a column's name that count: a line of prose that is taken for a header is long. */
const MAX_NAME = 200;

/** A column's name without prefix, case, accents, brackets and punctuation. */
export function plainName(name: string): string {
  if (name === '_id') return name; // a database's own key, which an item's id goes before
  const bare = name
    .slice(0, MAX_NAME)
    .replace(/^\uFEFF/, '')
    .replace(/^\s*[cg]:/i, '');
  // The first word may stand in brackets itself.
  return (bare.slice(0, 1) + outsideBrackets(bare.slice(1)))
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '')
    .replace(/(?<!\.)\.+$/, ''); // `Artikel-Nr.`
}

/** The given columns whose fields one kind of table has. */
export function columnsFor(names: Names, given: Columns = {}): Columns {
  return Object.fromEntries(Object.entries(given).filter(([field]) => Object.hasOwn(names, field)));
}

const FIELDS = new Set([...Object.keys(ITEM_NAMES), ...Object.keys(ORDER_NAMES)]);
/** Names that a catalogue and orders both have, and that are an order line's here: a catalogue calls its own `id`. */
const OF_ORDERS = new Set(['item_id', 'order_id', 'customer_id']);

/**
 * Reads `id=SKU,title=Product name`. A field may be called by any of its usual names: `order_id=Beleg` is `order=Beleg`. A
 * column's name may hold commas and `=`.
 *
 * @throws {VitrineError} `bad-argument`
 */
export function parseColumns(text: string): Columns {
  const pairs: [field: string, column: string][] = [];
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const last = pairs.at(-1);
    if (at >= 0) pairs.push([part.slice(0, at).trim(), part.slice(at + 1).trim()]);
    else if (last) last[1] += `,${part}`;
    else throw new VitrineError('bad-argument', `--columns takes field=column pairs, got ${text}`);
  }
  return Object.fromEntries(
    pairs.map(([name, column]) => {
      if (name === '' || column.trim() === '')
        throw new VitrineError('bad-argument', `--columns takes field=column pairs, got ${text}`);
      const field = fieldCalled(name);
      if (field !== undefined) return [field, column.trim()];
      const near = didYouMean(name, FIELDS);
      throw new VitrineError(
        'bad-argument',
        `unknown field ${name} in --columns; known: ${[...FIELDS].join(', ')}${near}`,
      );
    }),
  );
}

function fieldCalled(name: string): string | undefined {
  if (FIELDS.has(name)) return name;
  const plainly = plainName(name);
  const sameCase = [...FIELDS].find((field) => plainName(field) === plainly);
  const tables = OF_ORDERS.has(name) ? [ORDER_NAMES] : [ITEM_NAMES, ORDER_NAMES];
  return sameCase ?? tables.map((names) => fieldIn(names, plainly)).find((field) => field !== undefined);
}

/** The field that a name is likeliest to mean. */
function fieldIn(names: Names, plainly: string): string | undefined {
  const places = Object.entries(plainNames(names)).flatMap(([field, candidates]) => {
    const place = candidates.indexOf(plainly);
    return place < 0 ? [] : [{ field, place }];
  });
  return places.sort((a, b) => a.place - b.place)[0]?.field;
}
