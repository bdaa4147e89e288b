import type { Readable } from 'node:stream';
import { VitrineError } from '../../../errors.ts';
import { inMemory } from '../bytes.ts';
import { knownColumns } from '../header.ts';
import { beyond, inWords, LIMITS } from '../limits.ts';
import type { Note, Row } from '../row.ts';
import { odsSheets } from './ods.ts';
import { cellText, cellValue, type Sheet, type SheetRow } from './sheet.ts';
import { xlsxSheets } from './xlsx.ts';

export interface SpreadsheetOptions {
  /** Name of the sheet to read; else the first with a table. */
  readonly sheet?: string | undefined;
  readonly note: Note;
}

/** Rows among which the header is looked for: a title, a date, an empty row may stand above it. */
const BEFORE = 30;

/**
 * Reads a sheet of an Excel or OpenDocument file row by row. Numbers and dates are read as such, so that nothing is guessed.
 *
 * @param format Is told which of the two it is.
 * @throws {VitrineError} `bad-catalogue` if it is damaged, too large, or without a table; `bad-argument` for an unknown sheet.
 */
export async function* readSpreadsheet(
  name: string,
  bytes: Readable,
  { sheet: wanted, note }: SpreadsheetOptions,
  format: (format: 'xlsx' | 'ods') => void,
): AsyncGenerator<Row> {
  const whole = await inMemory(bytes, LIMITS.spreadsheet, () =>
    beyond(
      name,
      undefined,
      `is a zip archive of more than ${inWords(LIMITS.spreadsheet)} bytes; save the sheet as CSV`,
    ),
  );
  const kind = kindOf(name, whole);
  format(kind);
  const sheets = kind === 'ods' ? odsSheets(name, whole) : await xlsxSheets(name, whole);
  const { sheet, header } = tableIn(name, sheets, wanted);
  const columns = header.cells.map(cellText);
  const skipped = sheet.rows.filter(({ line, cells }) => line < header.line && !isEmpty(cells)).length;
  if (skipped > 0) note(header.line, `has its header below ${skipped} other rows, which were passed over`);
  const others = sheets.filter((other) => other !== sheet && other.rows.some(({ cells }) => !isEmpty(cells)));
  if (others.length > 0 && wanted === undefined)
    note(header.line, `is of one sheet; --sheet reads another: ${sheet.name}, of ${sheets.length} sheets`);
  for (const { line, cells } of sheet.rows) {
    if (line <= header.line || isEmpty(cells)) continue;
    const record = Object.create(null) as Record<string, unknown>; // a column may be called anything
    for (const [i, column] of columns.entries())
      if (column !== '') record[column] = cellValue(record[column] as undefined) ?? cellValue(cells[i]) ?? '';
    yield { line, record };
  }
}

/** Both are zip archives; an OpenDocument file has its type at its beginning. */
function kindOf(name: string, bytes: Uint8Array): 'xlsx' | 'ods' {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  if (start.includes('opendocument.spreadsheet')) return 'ods';
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (whole.includes('xl/workbook.xml')) return 'xlsx';
  if (whole.includes('content.xml')) return 'ods';
  throw beyond(name, undefined, 'is a zip archive, and no spreadsheet; unpack it');
}

function tableIn(
  name: string,
  sheets: readonly Sheet[],
  wanted: string | undefined,
): { readonly sheet: Sheet; readonly header: SheetRow } {
  const same = (text: string) => text.trim().toLowerCase();
  const chosen = wanted === undefined ? sheets : sheets.filter((sheet) => same(sheet.name) === same(wanted));
  if (chosen.length === 0)
    throw new VitrineError(
      'bad-argument',
      `--sheet names ${wanted!}, but the sheets of ${name} are ${sheets.map((sheet) => sheet.name).join(', ')}`,
    );
  const tables = chosen.flatMap((sheet) => {
    const header = headerOf(sheet);
    return header ? [{ sheet, header, known: knownColumns(header.cells.map(cellText)) }] : [];
  });
  const found = tables.find(({ known }) => known >= 2) ?? tables[0];
  if (!found)
    throw new VitrineError(
      'bad-catalogue',
      `${name}: has no sheet with a table: a header, and rows below it`,
    );
  return found;
}

/** The row, among the first that are not empty, with the most columns that are known; failing that the first of several cells. */
function headerOf({ rows }: Sheet): SheetRow | undefined {
  const filled = rows.filter(({ cells }) => !isEmpty(cells));
  const isTemplate = filled.slice(0, 1).some(({ cells }) => cellText(cells[0]).startsWith('TemplateType='));
  let best: { readonly row: SheetRow; readonly score: number } | undefined;
  for (const row of filled.slice(0, Math.min(BEFORE, filled.length - 1))) {
    const names = row.cells.map(cellText).filter((text) => text !== '');
    if (names.length > LIMITS.fields || (isTemplate && row.line < 3)) continue;
    const score = 1000 * Math.max(0, knownColumns(names) - 1) + (best || names.length < 2 ? 0 : 1);
    if (score > 0 && (!best || score > best.score)) best = { row, score };
  }
  return best?.row;
}

function isEmpty(cells: SheetRow['cells']): boolean {
  return cells.every((cell) => cellText(cell) === '');
}
