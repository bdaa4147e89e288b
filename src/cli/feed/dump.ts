import { existsSync, readFileSync } from 'node:fs';
import { knownColumns } from './header.ts';
import { LIMITS, tooLong } from './limits.ts';
import { linesOf } from './json-lines.ts';
import type { Note, Row } from './row.ts';

/**
 * Whether a text is what a database writes as text: `mysqldump --tab`, `SELECT INTO OUTFILE`, Postgres' `COPY`. It has tabs,
 * no quotes, and a backslash before what would end a field or a line.
 */
export function isDump(head: string): boolean {
  const lines = head.split('\n').slice(0, -1);
  if (!lines[0]?.includes('\t') || /(?:^|\t)"[^"\n]*"(?:\t|\n|$)/.test(head)) return false;
  if (/(?:^|\t)\\N(?=\t|\n|$)/m.test(head)) return true;
  if (!/\\[\t\n]/.test(head)) return false;
  // A text may end with a backslash: then rows are whole without its meaning anything.
  const rows = splitUnescaped(lines.join('\n'), '\n');
  return (
    !areOfOneLength(lines.map((line) => line.split('\t'))) && areOfOneLength(rows.slice(0, -1).map(fieldsOf))
  );
}

/** The fields of a row as they are written. */
function fieldsOf(row: string): string[] {
  return splitUnescaped(row, '\t');
}

/** The parts of a text between marks that no backslash stands before; a backslash after a backslash is itself meant. */
function splitUnescaped(text: string, mark: string): string[] {
  const parts: string[] = [];
  let open = '';
  for (const piece of text.split(mark)) {
    open += piece;
    if (endsEscaping(piece)) open += mark;
    else {
      parts.push(open);
      open = '';
    }
  }
  return open === '' ? parts : [...parts, open.slice(0, -mark.length)];
}

/** Whether a text ends with a backslash that changes what the next character means. */
function endsEscaping(text: string): boolean {
  const [slashes = ''] = /(?<!\\)\\+$/.exec(text) ?? [];
  return slashes.length % 2 === 1;
}

function areOfOneLength(rows: readonly (readonly string[])[]): boolean {
  return rows.every(({ length }) => length === rows[0]!.length);
}

/**
 * Reads a database's dump row by row. Without a header its columns are called as in the `.sql` file that `mysqldump --tab`
 * writes beside it, else 1, 2, 3 and so on.
 *
 * @param file Its path, if it is one.
 * @see https://dev.mysql.com/doc/refman/8.4/en/load-data.html
 * @see https://www.postgresql.org/docs/current/sql-copy.html
 */
export async function* readDump(
  text: AsyncIterable<string>,
  name: string,
  note: Note,
  file: string | undefined,
): AsyncGenerator<Row> {
  let columns: readonly string[] | undefined;
  for await (const { line, content } of recordsOf(text, name)) {
    if (content === '' || content === '\\.') continue;
    const fields = fieldsOf(content).map(unescaped);
    if (!columns) {
      const isHeader = looksLikeHeader(fields);
      columns = isHeader ? fields.map((field) => field.trim()) : columnsBeside(file, fields.length);
      if (isHeader) continue;
      note(
        line,
        'has no header above it, and its columns were called by their places, or as its .sql file has them',
      );
    }
    if (fields.length !== columns.length)
      yield { line, refused: `has ${fields.length} fields where the header has ${columns.length}` };
    else yield { line, record: recordOf(columns, fields) };
  }
}

/** A line goes on below if a backslash stands before its end. */
async function* recordsOf(
  text: AsyncIterable<string>,
  name: string,
): AsyncGenerator<{ readonly line: number; readonly content: string }> {
  let [line, start] = [0, 1];
  let open = '';
  for await (const content of linesOf(text, name)) {
    line++;
    if (open === '') start = line;
    open += content;
    if (endsEscaping(content) && content !== '\\.') {
      open += '\n';
      if (open.length > LIMITS.entry) throw tooLong(name, start, 'is a row');
      continue;
    }
    yield { line: start, content: open };
    open = '';
  }
  if (open !== '') yield { line: start, content: open };
}

const ESCAPES: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '',
};

function unescaped(field: string): string {
  if (field === '\\N') return '';
  return field.replace(/\\([^])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

function looksLikeHeader(fields: readonly string[]): boolean {
  return knownColumns(fields) >= 2 || fields.every((field) => /^[a-z_][a-z0-9_]*$/i.test(field.trim()));
}

function columnsBeside(file: string | undefined, count: number): string[] {
  const beside = file?.replace(/\.[^./]+(?:\.gz)?$/, '.sql');
  if (beside !== undefined && beside !== file && existsSync(beside)) {
    const names = [...readFileSync(beside, 'utf8').matchAll(/^[ \t]+[`"]([^`"]+)[`"]\s/gm)].map(
      ([, column]) => column!,
    );
    if (names.length === count) return names;
  }
  return Array.from({ length: count }, (_, i) => String(i + 1));
}

function recordOf(columns: readonly string[], fields: readonly string[]): Record<string, unknown> {
  const record = Object.create(null) as Record<string, unknown>;
  for (const [i, column] of columns.entries()) record[column] ??= fields[i];
  return record;
}
