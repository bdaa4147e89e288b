import { strFromU8, zipSync } from 'fflate';
import { beyond } from '../limits.ts';
import { openArchive, type Archive } from './archive.ts';
import { checkSize, type Cell, type Sheet, type SheetRow } from './sheet.ts';

/** Images, drawings, macros and the like are not looked at. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:_rels\/.*|workbook\.xml|sharedStrings\.xml|styles\.xml|worksheets\/[^/]*\.xml))$/i;

/**
 * The sheets of an Excel file. A cell that is merged over several rows holds its value in each of them.
 *
 * @throws {VitrineError} `bad-catalogue` if it is damaged or too large.
 */
export async function xlsxSheets(name: string, bytes: Uint8Array): Promise<Sheet[]> {
  const archive = openArchive(name, bytes, (path) => WANTED.test(path));
  const places = sheetPlaces(archive);
  for (const [sheet, path] of places) checkSize(name, sheet, cellsOf(textIn(archive, path)));
  const { default: readExcelFile } = await import('read-excel-file/node');
  // Packed anew, so that the library unpacks no more than has been looked at.
  const safe = Buffer.from(zipSync({ ...archive }, { level: 0 }));
  const sheets = await readExcelFile(safe, { trim: false }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0]! : String(cause);
    throw beyond(name, undefined, `is a damaged Excel file (${why})`);
  });
  return sheets.map(({ sheet, data }) => {
    const rows = data.map((cells, i): SheetRow => ({ line: i + 1, cells: [...(cells as Cell[])] }));
    fillMerged(rows, textIn(archive, places.get(sheet)));
    return { name: sheet, rows };
  });
}

function textIn(archive: Archive, path: string | undefined): string {
  const bytes = path === undefined ? undefined : archive[path];
  return bytes ? strFromU8(bytes) : '';
}

/** Paths of the sheets, by their names. */
function sheetPlaces(archive: Archive): Map<string, string> {
  const targets = new Map(
    elements(textIn(archive, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((one) => [
      one['Id'],
      one['Target'],
    ]),
  );
  return new Map(
    elements(textIn(archive, 'xl/workbook.xml'), 'sheet').map((one) => {
      const target = targets.get(one['id']) ?? '';
      return [unescaped(one['name'] ?? ''), target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
}

/** Attributes of the elements of a name, without their prefixes. */
function elements(xml: string, element: string): Record<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${element}\\s([^<>]*)>`, 'g'))].map(([, attributes]) =>
    Object.fromEntries(
      [...attributes!.matchAll(/(?<!\w)(\w+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]),
    ),
  );
}

function unescaped(text: string): string {
  const letters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => letters[name]!);
}

/** Cells of the rectangle that a sheet's cells lie in. */
function cellsOf(xml: string): number {
  let [rows, columns] = [0, 0];
  for (const [, letters, row] of xml.matchAll(
    /[ :]?(?:r|ref)="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"/g,
  )) {
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnOf(letters!));
  }
  return rows * columns;
}

/** From 1. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function fillMerged(rows: readonly SheetRow[], xml: string): void {
  for (const [, letters, from, to] of xml.matchAll(
    /<(?:\w+:)?mergeCell\s[^<>]*ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g,
  )) {
    const column = columnOf(letters!) - 1;
    const value = rows[Number(from) - 1]?.cells[column];
    for (const row of rows.slice(Number(from), Number(to))) (row.cells as Cell[])[column] ??= value;
  }
}
