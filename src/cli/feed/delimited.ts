import { CsvError, parse } from 'csv-parse/sync';
import { findHeader, LONGEST_HEADER } from './header.ts';
import { withLineFeeds } from './line-feeds.ts';
import { beyond, LIMITS, tooLong } from './limits.ts';
import type { Note, Row } from './row.ts';

/** Characters that are parsed at once. */
const BLOCK = 1 << 18;
/** A quote that is not closed within so many characters never is. */
const LONGEST = 1 << 20;
/** Characters that are parsed after a fault: where faults follow one another, a block would be parsed anew for each. */
const AFTER_FAULT = 1 << 9;
/** Empty lines at which a piece is cut, so that they can be passed over at once. */
const EMPTY_LINES = '\n'.repeat(100);

/**
 * Reads CSV, TSV and the like row by row, whatever sets the fields apart. Lines before the header, comments and empty
 * rows are passed over. Where quoting is broken the line is taken as it stands, if it then has as many fields as the
 * header, else refused; reading goes on with the next line, so that one stray quote does not swallow the rest.
 *
 * @throws {VitrineError} `bad-catalogue` if a line, or the number of columns, goes beyond the limit.
 */
export async function* readDelimited(
  text: AsyncIterable<string>,
  name: string,
  note: Note,
  given?: string,
): AsyncGenerator<Row> {
  const table = createTable(name, note, given);
  let rest = '';
  let hasLine = false;
  for await (const part of withLineFeeds(text)) {
    rest += part;
    hasLine ||= part.includes('\n');
    if (!hasLine && rest.length > LIMITS.entry) throw tooLong(name, table.line(), 'is a line');
    if (rest.length < BLOCK || !hasLine) continue;
    const taken = table.take(rest, false);
    rest = taken.rest;
    hasLine = rest.includes('\n');
    yield* taken.rows;
  }
  yield* table.take(rest, true).rows;
}

interface Taken {
  readonly rows: readonly Row[];
  /** What has to wait for more. */
  readonly rest: string;
}

interface RawRecord {
  readonly record: readonly string[];
  readonly raw: string;
}

interface Table {
  take(text: string, last: boolean): Taken;
  /** Where it has come to. */
  line(): number;
}

function createTable(name: string, note: Note, given: string | undefined): Table {
  let line = 1;
  let header: { readonly columns: readonly string[]; readonly delimiter: string } | undefined;
  let escape: '"' | '\\' = '"';
  let isQuotedRight = false; // whoever wrote the file puts a field with a separator in it between quotes

  function begin(text: string): string {
    const found = findHeader(text, given);
    line += found.line - 1;
    header = found;
    if (found.columns.length === 0) throw tooLong(name, line, 'begins with a line', LONGEST_HEADER);
    if (found.columns.length > LIMITS.fields)
      throw beyond(name, line, `has ${found.columns.length} columns; at most ${LIMITS.fields} are read`);
    const start = text.slice(found.start);
    const end = start.indexOf('\n') + 1 || start.length;
    escape = escapeIn(start);
    const { good } = parsed(start, found.delimiter, escape, 1);
    const raw = good[0]?.raw ?? start.slice(0, end);
    isQuotedRight = raw.includes('"');
    line += newlines(raw);
    return start.slice(raw.length);
  }

  /** A line whose quoting is broken, as it stands; nothing, if that makes no row of it. */
  function literal(content: string): Row | undefined {
    const [fields] = parse(content, {
      delimiter: header!.delimiter,
      quote: null,
      relax_column_count: true,
    }) as string[][];
    if (fields?.length !== header!.columns.length) return undefined;
    const isCode = fields.every((field) => !field.includes('"') || /^="[^"]*"$/.test(field.trim()));
    if (!isCode) note(line, 'has a quote where none may be, which was taken as it is');
    return { line, record: recordOf(header!.columns, fields.map(unquoted)) };
  }

  /** Whether each line of a row would be a row by itself, as between two quotes that mean inches. */
  function isSeveral(raw: string): boolean {
    const { columns, delimiter } = header!;
    if (isQuotedRight || (delimiter !== '\t' && columns.length < 4)) return false; // prose has commas, too
    const lines = raw.trimEnd().split('\n');
    return lines.length > 1 && lines.every((content) => content.split(delimiter).length === columns.length);
  }

  function rowOf(fields: readonly string[]): Row | undefined {
    const { columns, delimiter } = header!;
    if (fields.every((field) => field.trim() === '') || /^#INFO\b/.test(fields[0]!)) return undefined;
    if (fields.length === columns.length) return { line, record: recordOf(columns, fields) };
    if (fields[0]!.startsWith('#')) return undefined; // a comment
    if (fields.length > columns.length && fields.slice(columns.length).every((field) => field.trim() === ''))
      return { line, record: recordOf(columns, fields) };
    if (delimiter === '\t' && fields.length > 1 && fields.length < columns.length) {
      note(line, 'has fewer fields than the header, and the rest was taken as empty');
      return { line, record: recordOf(columns, fields) };
    }
    return { line, refused: `has ${fields.length} fields where the header has ${columns.length}` };
  }

  /** Whether a row of one line shows that its writer quotes: it has a separator or a quote within quotes. */
  function showsQuoting({ record, raw }: RawRecord): boolean {
    const { columns, delimiter } = header!;
    if (record.length !== columns.length || newlines(raw) > 1 || !raw.includes('"')) return false;
    return record.some((field) => field.includes(delimiter) || field.includes('"'));
  }

  function take(input: string, last: boolean): Taken {
    let text = input;
    const rows: Row[] = [];
    if (!header) text = begin(text);
    const unfinished = last ? 0 : text.length - text.lastIndexOf('\n') - 1; // characters of the last line
    let piece = Infinity;
    while (text.length > unfinished) {
      const empty = /^\n+/.exec(text)?.[0].length ?? 0;
      line += empty;
      text = text.slice(empty);
      const all = text.length - unfinished;
      if (all === 0) break;
      if (piece === Infinity) piece = text.indexOf(EMPTY_LINES) + 1 || Infinity;
      const end = piece < all ? text.lastIndexOf('\n', piece) + 1 || text.indexOf('\n') + 1 || all : all;
      const { good, problem } = parsed(text.slice(0, end), header!.delimiter, escape);
      let at = 0;
      let broken = problem;
      isQuotedRight ||= good.some(showsQuoting);
      for (const { record, raw } of good) {
        const row = rowOf(record);
        const lines = newlines(raw);
        if (lines > 1 && ((row && 'refused' in row && raw.includes('"')) || isSeveral(raw))) {
          broken = 'CSV_QUOTE_NOT_CLOSED'; // what looks like one row is several, from a stray quote to the next
          break;
        }
        if (row) rows.push(row);
        line += lines;
        at += raw.length;
      }
      text = text.slice(at);
      if (broken === undefined) {
        if (at === 0) break;
        piece *= 2;
        continue;
      }
      if (broken === 'CSV_QUOTE_NOT_CLOSED' && problem !== undefined) {
        if (end < all) {
          piece = 4 * end; // the quote may be closed further on
          continue;
        }
        if (!last && text.length < LONGEST) break;
      }
      piece = AFTER_FAULT;
      const next = text.indexOf('\n') + 1 || text.length;
      rows.push(literal(text.slice(0, next)) ?? { line, refused: explain(broken) });
      text = text.slice(next);
      line++;
    }
    return { rows, rest: text };
  }

  return { take, line: () => line };
}

function parsed(
  text: string,
  delimiter: string,
  escape: string,
  to?: number,
): { good: RawRecord[]; problem?: string } {
  const good: RawRecord[] = [];
  try {
    parse(text, {
      delimiter,
      escape,
      raw: true,
      relax_column_count: true,
      record_delimiter: '\n',
      ...(to !== undefined && { to }),
      on_record: (record: unknown) => {
        good.push(record as RawRecord);
        return null;
      },
    });
    return { good };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { good, problem: error.code };
  }
}

/** What stands before a quote within quotes: another quote, or a backslash, as databases export and programs print. */
function escapeIn(text: string): '"' | '\\' {
  const slashed = /[^",;\t|\n\\]\\"(?!\s*(?:[,;\t|\n]|$))/.test(text);
  return slashed && !/[^",;\t|\n]""[^",;\t|\n]/.test(text) ? '\\' : '"';
}

/** Without a prototype: a column may be called anything. Of columns that share a name the first that says something counts. */
function recordOf(columns: readonly string[], fields: readonly string[]): Record<string, unknown> {
  const record = Object.create(null) as Record<string, unknown>;
  for (const [i, name] of columns.entries()) {
    if (name === '' || (record[name] !== undefined && record[name] !== '')) continue;
    record[name] = valueOf(fields[i] ?? '');
  }
  return record;
}

/** A field without what spreadsheets (`="00123"`) and databases (`\\N` for null) put in place of it. */
function valueOf(field: string): string {
  if (field === '\\N') return '';
  return field.startsWith('="') && field.endsWith('"') ? field.slice(2, -1) : field;
}

function unquoted(field: string): string {
  const text = field.trim();
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replaceAll('""', '"');
  return text.startsWith('"') && !text.includes('"', 1) ? text.slice(1) : text;
}

function newlines(raw: string): number {
  let count = 0;
  for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) count++;
  return count;
}

function explain(code: string): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'has a quote that is never closed'
    : 'has a quote where none may be';
}
