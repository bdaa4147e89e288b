/**
 * A file with lists of texts by item: what an item has beyond the fields that a first shelf needs. Raw deflate of JSON:
 *
 * ```
 * { version: 1, rows, columns: [{ name, values, gaps?, counts?, codes }] }
 * ```
 *
 * `values` are the distinct texts of a column in the order of their first use. `gaps` has an entry for each row that has a
 * list: how many rows without one come before it; it is left out if every row has a list. `counts` has the length of each
 * list, unless all are 1. `codes` has an entry for each text of all lists: 0 for the next of `values`, else the number of
 * a value that came before, counted from 1. So a column of ids, which are all distinct, is little more than the ids.
 */
import * as v from 'valibot';
import { VitrineError } from '../errors.ts';
import { badPack, packVersion } from './bad-pack.ts';
import { inflate, type Deflate } from './deflate.ts';

const DETAILS_VERSION = 1;
/** In place of larger numbers the file is damaged: no catalogue has so many rows. */
const natural = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));
const numbers = v.array(natural);
const file = v.object({
  version: v.literal(DETAILS_VERSION),
  rows: natural,
  columns: v.array(
    v.object({
      name: v.string(),
      values: v.array(v.string()),
      gaps: v.optional(numbers),
      counts: v.optional(numbers),
      codes: numbers,
    }),
  ),
});
type Column = v.InferOutput<typeof file>['columns'][number];

/** A list of texts for each row, `undefined` or empty for a row without one. */
export type Lists = readonly (readonly string[] | undefined)[];
export type ListColumns = ReadonlyMap<string, Lists>;

/** Writes columns of `rows` lists each. @throws {VitrineError} `bad-catalogue` if they are longer than a reader takes. */
export async function encodeDetails(
  columns: ListColumns,
  rows: number,
  deflate: Deflate,
): Promise<Uint8Array<ArrayBuffer>> {
  const coded = Array.from(columns, ([name, lists]) => encodeColumn(name, lists, rows));
  const json = JSON.stringify({ version: DETAILS_VERSION, rows, columns: coded });
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > maxBytes(rows))
    throw new VitrineError(
      'bad-catalogue',
      `the ids or attributes of ${rows} items take ${bytes.length} bytes, and a pack may have ${maxBytes(rows)}: leave out columns with long texts`,
    );
  return deflate(bytes);
}

/** The most that a file may inflate to: no reader can be made to fill its memory. */
function maxBytes(rows: number): number {
  return 2 ** 20 + 2 ** 14 * rows;
}

function encodeColumn(name: string, lists: Lists, rows: number): Column {
  const numberOf = new Map<string, number>();
  const [gaps, counts, codes]: [number[], number[], number[]] = [[], [], []];
  let gap = 0;
  for (let row = 0; row < rows; row++) {
    const list = lists[row] ?? [];
    if (list.length === 0) {
      gap++;
      continue;
    }
    gaps.push(gap);
    counts.push(list.length);
    gap = 0;
    for (const text of list) {
      codes.push(numberOf.get(text) ?? 0);
      if (!numberOf.has(text)) numberOf.set(text, numberOf.size + 1);
    }
  }
  return {
    name,
    values: [...numberOf.keys()],
    ...(gaps.length < rows && { gaps }),
    ...(counts.some((count) => count > 1) && { counts }),
    codes,
  };
}

/** @throws {VitrineError} `bad-pack` if the file is damaged or does not have `rows` rows, `pack-version` if it is newer. */
export async function decodeDetails(buffer: ArrayBuffer, rows: number): Promise<ListColumns> {
  const text = await inflate(new Uint8Array(buffer), 'a details file', maxBytes(rows));
  const json = parseJson(text);
  const result = v.safeParse(file, json);
  if (!result.success) {
    const { version } = (json ?? {}) as { readonly version?: unknown };
    if (typeof version === 'number' && version !== DETAILS_VERSION)
      throw packVersion('a details file', version, DETAILS_VERSION);
    throw badPack(`a details file is not valid: ${result.issues[0].message}`);
  }
  if (result.output.rows !== rows)
    throw badPack(`a details file has ${result.output.rows} rows, not ${rows}`);
  return new Map(result.output.columns.map((column) => [column.name, decodeColumn(column, rows)]));
}

function decodeColumn({ values, gaps, counts, codes }: Column, rows: number): Lists {
  const lists = new Array<string[] | undefined>(rows).fill(undefined);
  let [row, next, seen] = [0, 0, 0];
  const listed = gaps?.length ?? rows;
  for (let i = 0; i < listed; i++, row++) {
    row += gaps?.[i] ?? 0;
    const end = next + (counts ? (counts[i] ?? NaN) : 1);
    const list: string[] = [];
    for (; next < end; next++) {
      const code = codes[next] ?? NaN;
      const text = values[code === 0 ? seen++ : code - 1];
      if (text === undefined || code > seen) throw badColumn();
      list.push(text);
    }
    if (row >= rows || next !== end) throw badColumn();
    lists[row] = list;
  }
  if (next !== codes.length || seen !== values.length) throw badColumn();
  return lists;
}

function badColumn() {
  return badPack('a details file has lists that do not fit its rows');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badPack('a details file is not JSON', { cause });
  }
}
