import type { Attributes } from '../../types/items.ts';
import { attributeColumns, attributeName, isNoAttribute, STANDARD_NAMES } from './attribute-columns.ts';
import { standardValue, valuesOf } from './attribute-values.ts';
import type { FoundColumns } from './columns.ts';
import { namedValues, type NamedValue } from './named-values.ts';
import type { Entry } from './nested.ts';
import { textOf } from './value.ts';

/** Attributes of one item, and characters of a name: more are a mistake. */
const MAX_ATTRIBUTES = 100;
const MAX_NAME = 60;
const MAX_PAIRS = 1000;
/** Attributes that several columns hold together; of any other the first column with a value counts. */
const JOINED = new Set(['tags', 'customLabels', 'labels']);

/** The attributes of an entry, and the product codes among what its platform calls attributes. */
export interface EntryAttributes {
  readonly attributes?: Attributes;
  readonly codes: readonly NamedValue[];
}

/**
 * Reads all attributes of an entry: the columns of those that every shop has, and those that its platform names. What is
 * said of the item itself, as a variant's options, goes before the columns.
 *
 * @param lost Receives a value that has a standard spelling and could not be read, in words.
 */
export function attributesOf(
  record: Entry,
  columns: FoundColumns,
  lost: (what: string) => void,
): EntryAttributes {
  const found = new Map<string, string[]>();
  const names = new Map<string, string>();
  const codes: NamedValue[] = [];

  /** @param further Whether values are added to those that are there. */
  const add = (written: string, value: unknown, further: boolean) => {
    if (written.length > 2 * MAX_NAME) return;
    const name = attributeName(written);
    if (name === 'gtin' || name === 'mpn') codes.push([name, value]);
    else if (name.length <= MAX_NAME && /\p{L}/u.test(name) && !isNoAttribute(written)) {
      const key = name.toLowerCase();
      const before = found.get(key);
      if ((before && !further) || (!before && found.size >= MAX_ATTRIBUTES)) return;
      const read = valuesOf(value, name).flatMap((text) => {
        const standard = standardValue(name, text);
        if (standard === undefined)
          lost(`has a value of ${nameInWords(name)} that is not known, which was left out: ${text}`);
        return standard ?? [];
      });
      if (read.length > 0) found.set(key, [...new Set([...(before ?? []), ...read])]);
      if (!names.has(key)) names.set(key, name);
    }
  };

  const { lists, pairNames, pairValues, named } = attributeColumns(Object.keys(record), columns);
  const pairs = [
    ...pairsIn(record, pairNames, pairValues),
    ...lists.flatMap((list) => namedValues(record[list])),
  ];
  for (const [name, value] of pairs.slice(0, MAX_PAIRS))
    if (!isPlaceholder(name, value)) add(name, value, true);
  for (const name of STANDARD_NAMES) {
    const hadBefore = found.has(name.toLowerCase());
    for (const column of columns[name] ?? []) {
      if (!JOINED.has(name) && found.has(name.toLowerCase())) break;
      if (!hadBefore || JOINED.has(name)) add(name, record[column], JOINED.has(name));
    }
  }
  for (const [column, name] of named) add(name, record[column], false);
  const all = [...found].map(([key, values]) => [names.get(key)!, values] as const);
  return { codes, ...(all.length > 0 && { attributes: Object.fromEntries(all) }) };
}

function pairsIn(record: Entry, names: readonly string[], values: readonly string[]): NamedValue[] {
  return names.flatMap((column, i) => {
    const name = textOf(record[column]);
    return name === undefined ? [] : [[name, record[values[i]!]] as const];
  });
}

/** Shopify gives a product without variants the option `Title` with the value `Default Title`. */
function isPlaceholder(name: string, value: unknown): boolean {
  return name === 'Title' && /^default title$/i.test(textOf(value) ?? '');
}

function nameInWords(name: string): string {
  return name === 'ageGroup' ? 'age group' : name;
}
