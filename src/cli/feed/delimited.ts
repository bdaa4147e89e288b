import { CsvError, parse } from 'csv-parse/sync';
import type { Row } from './table.ts';

/**
 * Reads CSV or TSV with a header. A row whose quoting is broken, or that has another number of fields than the header,
 * is refused; reading goes on with the next line, so that one stray quote does not swallow the rest of the file.
 */
export function readDelimited(text: string, delimiter: ',' | '\t'): Row[] {
  const [header, ...rows] = [...records(text, delimiter)];
  if (!header) return [];
  if ('refused' in header) return [header, ...rows.filter((row) => 'refused' in row)];
  const columns = header.fields.map((name) => name.trim());
  return rows.map((row): Row => {
    if ('refused' in row) return row;
    const { line, fields } = row;
    if (fields.length !== columns.length) {
      return { line, refused: `has ${fields.length} fields where the header has ${columns.length}` };
    }
    // Without a prototype: a column may be called anything.
    const record: Record<string, unknown> = Object.assign(
      Object.create(null),
      Object.fromEntries(columns.map((name, i) => [name, fields[i]])),
    );
    return { line, record };
  });
}

type Fields =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly refused: string };

interface RawRecord {
  readonly record: readonly string[];
  readonly raw: string;
}

function* records(text: string, delimiter: string): Generator<Fields> {
  let rest = text;
  let line = 1;
  while (rest !== '') {
    const good: RawRecord[] = [];
    let problem: string | undefined;
    try {
      parse(rest, {
        delimiter,
        raw: true,
        relax_column_count: true,
        on_record: (record: unknown) => {
          good.push(record as RawRecord);
          return null;
        },
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      problem = explain(error);
    }
    for (const { record, raw } of good) {
      if (record.some((field) => field.trim() !== '')) yield { line, fields: record };
      line += newlines(raw);
      rest = rest.slice(raw.length);
    }
    if (problem === undefined) return;
    // A record was cut off: leave out its first line only.
    yield { line, refused: problem };
    const end = rest.indexOf('\n') + 1;
    rest = end === 0 ? '' : rest.slice(end);
    line++;
  }
}

function newlines(raw: string): number {
  return raw.split('\n').length - 1;
}

function explain({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'has a quote that is never closed'
    : 'has a quote where none may be';
}
