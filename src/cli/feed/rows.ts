import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { VitrineError } from '../../errors.ts';
import { explained, streamText } from './bytes.ts';
import { formatOf, readTable, type Row } from './table.ts';

/**
 * Reads a table row by row, so that a file of millions of lines need not be in memory: CSV, TSV and JSONL are streamed,
 * JSON is read whole.
 *
 * @throws {VitrineError} `bad-catalogue` if the file is not there or is no table at all.
 */
export async function* streamRows(file: string): AsyncGenerator<Row> {
  try {
    yield* rowsOf(file);
  } catch (error) {
    throw explained(file, error);
  }
}

async function* rowsOf(file: string): AsyncGenerator<Row> {
  const text = await streamText(file);
  const start = await beginning(text);
  if (start.trim() === '') throw new VitrineError('bad-catalogue', `${file} is empty`);
  const format = formatOf(file, start.replace(/^\uFEFF/, ''));
  if (format === 'jsonl') yield* jsonLines(text);
  else if (format !== 'json') yield* delimited(text, format === 'tsv' ? '\t' : ',');
  else {
    text.destroy();
    yield* await readTable(file);
  }
}

/** What comes first, put back. */
async function beginning(text: Readable): Promise<string> {
  for await (const chunk of text.iterator({ destroyOnReturn: false })) {
    text.unshift(chunk);
    return String(chunk);
  }
  return '';
}

async function* jsonLines(text: Readable): AsyncGenerator<Row> {
  let line = 0;
  for await (const content of createInterface({ input: text, crlfDelay: Infinity })) {
    line++;
    if (content.trim() !== '') yield jsonRow(line, content);
  }
}

function jsonRow(line: number, content: string): Row {
  try {
    const record: unknown = JSON.parse(content);
    if (typeof record === 'object' && record !== null && !Array.isArray(record))
      return { line, record: record as Record<string, unknown> };
    return { line, refused: 'is not an object' };
  } catch {
    return { line, refused: 'is not JSON' };
  }
}

interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

async function* delimited(text: Readable, delimiter: string): AsyncGenerator<Row> {
  const skipped: Row[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      skipped.push({ line: lineOf(error), refused: 'has a quote where none may be' });
      return undefined;
    },
  });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let columns: readonly string[] | undefined;
  let end = 0;
  for await (const { info, record } of parser as AsyncIterable<Parsed>) {
    yield* skipped.splice(0);
    const line = end + 1; // a record may span lines
    end = info.lines;
    if (!columns) columns = record.map((name) => name.trim());
    else if (record.length !== columns.length)
      yield { line, refused: `has ${record.length} fields where the header has ${columns.length}` };
    else yield { line, record: recordOf(columns, record) };
  }
  yield* skipped;
}

/** Without a prototype: a column may be called anything. */
export function recordOf(columns: readonly string[], fields: readonly string[]): Record<string, unknown> {
  const record = Object.create(null) as Record<string, unknown>;
  columns.forEach((name, i) => {
    record[name] = fields[i];
  });
  return record;
}

function lineOf(error: CsvError | undefined): number {
  return (error as { lines?: number } | undefined)?.lines ?? 0;
}
