import { extname } from 'node:path';
import { VitrineError } from '../../errors.ts';
import { readText, unpackedName } from './bytes.ts';
import { readDelimited } from './delimited.ts';
import { readJson, readJsonLines } from './json.ts';

/** One entry of a file, as its columns, or why it could not be read. */
export type Row =
  | { readonly line: number; readonly record: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly refused: string };

/**
 * Reads a table from CSV, TSV, JSON or JSONL, gz or not, by the file's ending, else by how it begins.
 *
 * @throws {VitrineError} `bad-catalogue` if the file is not there or is no table at all.
 */
export async function readTable(file: string): Promise<Row[]> {
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new VitrineError('bad-catalogue', `${file} is empty`);
  switch (formatOf(file, text)) {
    case 'json':
      return readJson(text, file);
    case 'jsonl':
      return readJsonLines(text);
    case 'tsv':
      return readDelimited(text, '\t');
    case 'csv':
      return readDelimited(text, ',');
  }
}

export type Format = 'csv' | 'tsv' | 'json' | 'jsonl';
const ENDINGS: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** By a file's ending, else by how its text begins. */
export function formatOf(file: string, text: string): Format {
  const known = ENDINGS[extname(unpackedName(file)).toLowerCase()];
  if (known) return known;
  const start = text.trimStart();
  if (start.startsWith('[')) return 'json';
  if (start.startsWith('{')) return /^\{.*\}\s*\n\s*\{/.test(start) ? 'jsonl' : 'json';
  return start.split('\n', 1)[0]!.includes('\t') ? 'tsv' : 'csv';
}
