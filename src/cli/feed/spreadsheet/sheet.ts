import { beyond, inWords, LIMITS } from '../limits.ts';

/** What stands in a cell: numbers and dates are such, whatever the sheet shows them as. */
export type Cell = string | number | boolean | Date | null | undefined;

/** One sheet of a spreadsheet. Rows that are empty may be missing. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** From 1, as spreadsheets number them. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** @throws {VitrineError} `bad-catalogue` if a sheet is larger than fits into memory. */
export function checkSize(name: string, sheet: string, cells: number): void {
  if (cells > LIMITS.cells)
    throw beyond(
      name,
      undefined,
      `has the sheet ${sheet} with more than ${inWords(LIMITS.cells)} cells, empty ones too; remove the rows and columns that are not used, or save it as CSV`,
    );
}

/** A cell as text; `''` if it is empty or holds an error. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
  const text = String(cell).trim();
  return /^(?:#(?:N\/A|NV|REF!|VALUE!|WERT!|NAME\??|DIV\/0!|NUM!|NULL!|BEZUG!)|Err:\d+)$/.test(text)
    ? ''
    : text;
}

/** A cell's value; of a number only the digits that a spreadsheet computes with: 19.99 is kept as 19.989999999999998. */
export function cellValue(cell: Cell): Cell {
  if (typeof cell === 'number') return Number(cell.toPrecision(15));
  return cellText(cell) === '' ? undefined : cell;
}
