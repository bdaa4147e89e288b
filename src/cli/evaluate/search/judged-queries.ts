import { readFile } from 'node:fs/promises';
import { VitrineError } from '../../../errors.ts';

/** A query with what people judged of its results. */
export interface JudgedQuery {
  readonly query: string;
  /** The gain of each judged item by its id, from 0 to 1. */
  readonly gains: ReadonlyMap<string, number>;
  /** The items with the best grade of the file. */
  readonly right: ReadonlySet<string>;
}

/** Names of columns, the first one first. */
const QUERY_ID = ['query_id', 'id', 'qid'];
const QUERY = ['query', 'text', 'search'];
const ITEM = ['product_id', 'item_id', 'objectID', 'id'];
const GRADE = ['grade', 'rating', 'relevance'];

/**
 * Reads queries and judgments: two files of columns separated by tabs, with a line of their names, without quoting. A grade
 * is a whole number, 0 for a wrong item and the largest one for a right one; each grade below the largest gains a tenth of
 * the one above. So grades from 0 to 3 gain 0, .01, .1 and 1, as in Amazon's ESCI, and 0 and 1 gain 0 and 1.
 *
 * @returns The queries that have judgments with a grade above 0, in the file's order.
 * @throws {VitrineError} `bad-argument` that names the file, the line and the column.
 */
export async function readJudgedQueries(queries: string, judgments: string): Promise<JudgedQuery[]> {
  const asked = await readTable(queries, { id: QUERY_ID, query: QUERY });
  const judged = await readTable(judgments, { id: QUERY_ID, item: ITEM, grade: GRADE });
  const known = new Set(asked.map(({ id }) => id));
  const graded = judged.map(({ id, item, grade, line }) => {
    if (!/^\d$/.test(grade))
      throw wrong(judgments, line, `has the grade "${grade}", and a grade is a whole number from 0 to 9`);
    if (!known.has(id))
      throw wrong(judgments, line, `judges the query "${id}", which ${queries} does not have`);
    return { id, item, grade: Number(grade) };
  });
  const best = graded.reduce((most, { grade }) => Math.max(most, grade), 0);
  const gainOf = (grade: number) => (grade === 0 ? 0 : 10 ** (grade - best));
  const byQuery = grouped(graded);
  return asked.flatMap(({ id, query }) => {
    const own = byQuery.get(id) ?? [];
    if (!own.some(({ grade }) => grade > 0)) return [];
    return [
      {
        query,
        gains: new Map(own.map(({ item, grade }) => [item, gainOf(grade)])),
        right: new Set(own.filter(({ grade }) => grade === best).map(({ item }) => item)),
      },
    ];
  });
}

function grouped<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.id);
    if (own) own.push(row);
    else groups.set(row.id, [row]);
  }
  return groups;
}

/** The rows of a file: a text for each column wanted, and the number of its line. */
async function readTable<Name extends string>(
  file: string,
  wanted: Readonly<Record<Name, readonly string[]>>,
): Promise<(Record<Name, string> & { readonly line: number })[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VitrineError('bad-argument', `${file} cannot be read: check its path`, { cause });
  });
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = head.split('\t').map((name) => name.trim());
  const columns = Object.entries<readonly string[]>(wanted).map(([name, names]) => {
    const column = names.map((one) => header.indexOf(one)).find((at) => at >= 0);
    if (column === undefined)
      throw wrong(
        file,
        1,
        `names the columns ${header.join(', ')}, and one must be named ${names.join(' or ')}; columns are separated by tabs`,
      );
    return [name, column] as const;
  });
  const rows = lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const row = columns.map(([name, column]) => {
      const value = cells[column]?.trim() ?? '';
      if (value === '') throw wrong(file, i + 2, `has nothing in the column ${header[column]!}`);
      return [name, value] as const;
    });
    return [{ ...(Object.fromEntries(row) as Record<Name, string>), line: i + 2 }];
  });
  if (rows.length === 0)
    throw wrong(file, 1, 'is the only one: below the names of the columns, a row is needed');
  return rows;
}

function wrong(file: string, line: number, what: string): VitrineError {
  return new VitrineError('bad-argument', `line ${line} of ${file} ${what}`);
}
