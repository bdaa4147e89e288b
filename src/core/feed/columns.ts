import { VitrineError } from '../../errors.ts';
import { ITEM_NAMES, ORDER_NAMES, type Names } from './names.ts';

/** Which column of a table holds which field, as the caller says. */
export type Columns = Readonly<Record<string, string>>;

/** Columns that may hold a field, the likeliest first. */
export type FoundColumns = Readonly<Record<string, readonly string[]>>;

/**
 * Finds each field's columns.
 *
 * @param given By the caller; a name that is not there is an error.
 * @throws {VitrineError} `bad-argument`
 */
export function findColumns(present: readonly string[], names: Names, given: Columns = {}): FoundColumns {
  const byName = new Map<string, string>();
  for (const name of present) {
    const key = plainName(name);
    if (!byName.has(key)) byName.set(key, name); // the first of two wins
  }
  const found = Object.entries(plainNames(names)).map(([field, candidates]): [string, readonly string[]] => {
    const own = given[field];
    if (own === undefined) return [field, candidates.flatMap((name) => byName.get(name) ?? [])];
    const column = present.includes(own) ? own : byName.get(plainName(own));
    if (column === undefined)
      throw new VitrineError(
        'bad-argument',
        `--columns names ${own}, but the columns are ${present.join(', ')}`,
      );
    return [field, [column]];
  });
  return Object.fromEntries(found.filter(([, columns]) => columns.length > 0));
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

/** A column's name without what writers of tables differ in. */
export function plainName(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .replace(/^\s*[cg]:/i, '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/(?<=.)[([{].*?[)\]}]/g, '')
    .replace(/[^\p{L}\p{N}.]+/gu, '');
}

/** Those of the columns given that are of one table. */
export function columnsFor(names: Names, given: Columns = {}): Columns {
  return Object.fromEntries(Object.entries(given).filter(([field]) => Object.hasOwn(names, field)));
}

const FIELDS = new Set([...Object.keys(ITEM_NAMES), ...Object.keys(ORDER_NAMES)]);

/** Reads `id=SKU,title=Product name`. @throws {VitrineError} `bad-argument` */
export function parseColumns(text: string): Columns {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  for (const [field, column, ...more] of pairs) {
    if (!field || !column || more.length > 0)
      throw new VitrineError('bad-argument', `--columns takes field=column pairs, got ${text}`);
    if (!FIELDS.has(field)) {
      throw new VitrineError(
        'bad-argument',
        `--columns knows no field ${field}, only ${[...FIELDS].join(', ')}`,
      );
    }
  }
  return Object.fromEntries(pairs) as Columns;
}
