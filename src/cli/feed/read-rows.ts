import type { Readable } from 'node:stream';
import { VitrineError } from '../../errors.ts';
import { peek, unpacked } from './bytes.ts';
import { decodeText } from './decode.ts';
import { readDelimited } from './delimited.ts';
import { isDump, readDump } from './dump.ts';
import { formatOf, type Format, type TextFormat } from './format.ts';
import { readHtml } from './html.ts';
import { readJsonLines } from './json-lines.ts';
import { readJson } from './json.ts';
import { readParquet } from './parquet.ts';
import { withLineFeeds } from './line-feeds.ts';
import type { Note, Row } from './row.ts';
import type { Opened, Source } from './source.ts';
import { readSpreadsheet } from './spreadsheet/read-spreadsheet.ts';
import { readXml, type XmlFacts } from './xml.ts';
import { readYaml } from './yaml.ts';

/** What is known of a file once its first row has come. */
export interface FileFacts extends XmlFacts {
  format?: Format;
  /** Where it was fetched from. */
  address?: string;
}

/** Characters by which a format is known. */
const HEAD = 1 << 16;

const BINARY: readonly (readonly [start: string, what: string])[] = [
  ['%PDF', 'a PDF'],
  ['\u0089PNG', 'a picture'],
  ['ÿØÿ', 'a picture'],
  ['GIF8', 'a picture'],
  ['ÐÏ\u0011à', 'an old Excel file, or one with a password; save it as .xlsx without a password, or as CSV'],
  ['SQLite format 3', 'an SQLite database'],
  ['BZh', 'a bzip2 archive; unpack it, or pack it as gz'],
  ['(µ/ý', 'a zstd archive; unpack it, or pack it as gz'],
];

/**
 * Reads a file's entries one at a time, whatever its format, packing and encoding.
 *
 * @param format If it is known; else it is told by the file's beginning and name.
 * @param facts Are filled in.
 * @throws {VitrineError} `bad-catalogue` if it holds no table at all.
 */
export async function* readRows(
  source: Source,
  opened: Opened,
  {
    format,
    sheet,
    note,
    facts,
  }: {
    format?: Format | undefined;
    /** Name of a spreadsheet's sheet; else its first with a table. */
    sheet?: string | undefined;
    note: Note;
    facts: FileFacts;
  },
): AsyncGenerator<Row> {
  const { name } = source;
  if (opened.address !== undefined) facts.address = opened.address;
  const packed = await peek(opened.bytes, 8);
  const { head, bytes } = await peek(await unpacked(packed.bytes, name), 1024);
  if (format === 'parquet' || (format === undefined && head.subarray(0, 4).toString('latin1') === 'PAR1')) {
    facts.format = 'parquet';
    const inPlace = packed.head.subarray(0, 4).toString('latin1') === 'PAR1' ? source.file : undefined;
    if (inPlace !== undefined) bytes.destroy();
    yield* readParquet(name, inPlace, bytes);
    return;
  }
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    yield* readSpreadsheet(name, bytes, { sheet, note }, (kind) => {
      facts.format = kind;
    });
    return;
  }
  if (format === 'xlsx' || format === 'ods')
    throw new VitrineError('bad-catalogue', `${name}: is no ${format} file; leave --format out`);
  const { start, text } = await textOf(name, head, bytes, opened.type, note);
  const as = format ?? formatOf(opened.address ?? name, start, opened.type);
  facts.format = as;
  if ((as === 'csv' || as === 'tsv') && isDump(start.replace(/\r\n?/g, '\n')))
    yield* readDump(withLineFeeds(text), name, note, source.file);
  else yield* readText(as, text, start, name, note, facts);
}

async function textOf(name: string, head: Buffer, bytes: Readable, type: string | undefined, note: Note) {
  const beginning = head.toString('latin1');
  const binary = BINARY.find(([start]) => beginning.startsWith(start));
  if (binary) throw new VitrineError('bad-catalogue', `${name}: is ${binary[1]}`);
  const charset = /charset="?([\w.:-]+)/i.exec(type ?? '')?.[1];
  const { start, text } = await peekText(decodeText(bytes, charset, note), HEAD);
  if (start.trim() === '') throw new VitrineError('bad-catalogue', `${name} is empty`);
  if (start.includes('\0'))
    throw new VitrineError('bad-catalogue', `${name}: is no text, and no format that is known`);
  return { start, text };
}

async function peekText(
  all: AsyncGenerator<string>,
  enough: number,
): Promise<{ start: string; text: AsyncIterable<string> }> {
  let start = '';
  while (start.length < enough) {
    const { done, value } = await all.next();
    if (done) break;
    start += value;
  }
  async function* text(): AsyncGenerator<string> {
    try {
      if (start !== '') yield start;
      yield* all;
    } finally {
      await all.return(undefined);
    }
  }
  return { start, text: text() };
}

function readText(
  format: TextFormat,
  text: AsyncIterable<string>,
  start: string,
  name: string,
  note: Note,
  facts: FileFacts,
): AsyncGenerator<Row> {
  switch (format) {
    case 'json':
      return readJson(withLineFeeds(text), name, start, facts);
    case 'jsonl':
      return readJsonLines(withLineFeeds(text), name, note);
    case 'xml':
      return readXml(withLineFeeds(text), name, facts);
    case 'yaml':
      return readYaml(withLineFeeds(text), name);
    case 'html':
      return readHtml(withLineFeeds(text), facts);
    case 'csv':
      return readDelimited(text, name, note);
    case 'tsv':
      return readDelimited(
        text,
        name,
        note,
        start.split('\n', 3).some((line) => line.includes('\t')) ? '\t' : undefined,
      );
  }
}
