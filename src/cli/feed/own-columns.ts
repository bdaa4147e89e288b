import { attributeColumns, attributeName, isNoAttribute } from '../../core/feed/attribute-columns.ts';
import { valuesOf } from '../../core/feed/attribute-values.ts';
import { plainName, type FoundColumns } from '../../core/feed/columns.ts';
import { ORDER_NAMES } from '../../core/feed/names.ts';
import type { Entry } from '../../core/feed/nested.ts';
import { textOf } from '../../core/feed/value.ts';
import type { Item } from '../../types.ts';

/** A column with more distinct values says something of each item alone. */
const MAX_DISTINCT = 100;
/** How many items have each value, on average, at least. */
const MIN_ITEMS = 1.5;
/** Longer values are texts. */
const MAX_LENGTH = 60;

/** Words in the names of what a shop keeps for its own work, or of people: never shown to shoppers unless the shop names the column. */
const HOUSEKEEPING =
  /^(?:tax\w*|vat|mwst|shipping|versand|delivery|lieferzeit|fulfil\w*|seo|meta|og|robots|template|layout|theme|sort|order\w*|position|priority|rank|websites?|stores?|shop|view|visib\w*|status|state|enabled|active|published|hidden|flags?|sync|import|export|source|channel|owner|user|author|editor|buyer|vendor|customers?|clients?|emails?|phone|address|city|zip|region|country|created|updated|modified|dates?|day|month|time\w*|urls?|links?|images?|media|videos?|files?|paths?|redirect|campaign|promotions?|destinations?|ads?|bid|hash|token|\w*id|ids|codes?|handle|slug|prices?|discounts?|currency|quantity|qty|stock|inventory|notes?|remarks?|comments?|lager\w*|bin|shelf|location|aisle|staff|manager|team|approved|review\w*|rating\w*|language|locale|weight|length|width|height|depth|grams|unit|units)$/i;
const ORDERS = new Set(
  ['order', 'customer', 'date', 'quantity'].flatMap((field) => ORDER_NAMES[field]!.map(plainName)),
);

interface Column {
  readonly keys: string[];
  readonly values: string[];
  readonly distinct: Set<string>;
}

/**
 * Collects the columns of a shop's own table that no field has, to take those for attributes whose few values tell items
 * apart: words, not numbers, dates, addresses, or yes and no.
 *
 * @param given Columns that the shop names: they alone are taken, whatever they hold.
 */
export function createOwnColumns(given?: readonly string[]) {
  const columns = new Map<string, Column>();
  const dropped = new Set<string>();
  const wanted = given && new Set(given.map(plainName));
  let looked: FoundColumns | undefined;
  let free: readonly string[] = [];

  function freeIn(record: Entry, found: FoundColumns): readonly string[] {
    if (looked === found) return free;
    looked = found;
    const names = Object.keys(record);
    const { lists, pairNames, pairValues, named } = attributeColumns(names, found);
    const taken = new Set([
      ...Object.values(found).flat(),
      ...[...lists, ...pairNames, ...pairValues],
      ...named.map(([column]) => column),
    ]);
    free = names.filter((name) =>
      wanted ? wanted.has(plainName(name)) : !taken.has(name) && !dropped.has(name) && isForShoppers(name),
    );
    return free;
  }

  return {
    /** @param key Of the row's item. */
    see(record: Entry, found: FoundColumns, key: string): void {
      for (const name of freeIn(record, found)) {
        if (dropped.has(name)) continue;
        const value = record[name];
        const text = textOf(value);
        if (text === undefined) continue;
        const column = columns.get(name) ?? { keys: [], values: [], distinct: new Set<string>() };
        columns.set(name, column);
        column.distinct.add(text);
        if (!wanted && (!isWord(value, text) || column.distinct.size > MAX_DISTINCT)) {
          dropped.add(name);
          columns.delete(name);
        } else {
          column.keys.push(key);
          column.values.push(text);
        }
      }
    },
    /** Gives the items their values, and the names of the columns that became attributes. */
    apply(items: Map<string, Item>): string[] {
      const kept = [...columns].filter(
        ([, { distinct, keys }]) => wanted ?? (distinct.size > 1 && distinct.size * MIN_ITEMS <= keys.length),
      );
      for (const [written, { keys, values }] of kept) {
        const name = attributeName(written);
        keys.forEach((key, i) => {
          const item = items.get(key);
          const own = valuesOf(values[i], name);
          if (item && own.length > 0)
            items.set(key, { ...item, attributes: { ...item.attributes, [name]: own } });
        });
      }
      return kept.map(([name]) => name);
    },
  };
}

function isForShoppers(name: string): boolean {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1_$2');
  return (
    /\p{L}/u.test(name) &&
    !/^(?:_|unnamed|column ?\d)|^(?:is|has|use|can|show|display|allow|include|exclude)[\s_]/i.test(spaced) &&
    !spaced.split(/[\s_./-]/).some((word) => HOUSEKEEPING.test(word)) &&
    !isNoAttribute(name) &&
    !ORDERS.has(plainName(name))
  );
}

function isWord(value: unknown, text: string): boolean {
  return (
    typeof value === 'string' &&
    text.length <= MAX_LENGTH &&
    /\p{L}{2}/u.test(text) &&
    !/^(?:yes|no|true|false|ja|nein|oui|non|si|sí|on|off|enabled|disabled|active|inactive)$/i.test(text) &&
    !/^[.,:/\s-]*\d[\d.,:/\sTZ+-]*(?:am|pm|utc|gmt)?$/i.test(text) &&
    !/^\d{4}-\d\d-\d\d/.test(text) &&
    !/:\/\/|^www\.|@|[<>{}]|\\|^\/\w|\.(?:jpe?g|png|webp|html?|php)$/i.test(text)
  );
}
