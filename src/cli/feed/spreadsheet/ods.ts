import { strFromU8 } from 'fflate';
import { Parser } from 'htmlparser2';
import { openArchive } from './archive.ts';
import { checkSize, type Cell, type Sheet, type SheetRow } from './sheet.ts';

type Attributes = Readonly<Record<string, string>>;

/**
 * The sheets of an OpenDocument spreadsheet. A cell that is merged over several rows holds its value in each of them.
 *
 * @throws {VitrineError} `bad-catalogue` if it is damaged or too large.
 * @see https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/OpenDocument-v1.3-os-part3-schema.html
 */
export function odsSheets(name: string, bytes: Uint8Array): Sheet[] {
  const { 'content.xml': content } = openArchive(name, bytes, (path) => path === 'content.xml');
  const sheets: { readonly name: string; readonly rows: SheetRow[] }[] = [];
  let [line, count, column, repeat] = [0, 0, 0, 1];
  let cells: Cell[] = [];
  let cell: { readonly attributes: Attributes; text: string[] } | undefined;
  let notes = 0; // annotations have paragraphs, too
  /** Values of cells that go on below, by column: until which line. */
  let spans = new Map<number, { readonly value: Cell; readonly last: number }>();

  const endCell = ({ attributes, text }: NonNullable<typeof cell>, isCovered: boolean): void => {
    const times = natural(attributes['table:number-columns-repeated']);
    const value = isCovered ? undefined : valueOf(attributes, text.join('\n'));
    const rowsSpanned = natural(attributes['table:number-rows-spanned']);
    if (value !== undefined) {
      checkSize(name, sheets.at(-1)!.name, (count += times));
      for (let i = 0; i < times; i++) cells[column + i] = value;
      if (rowsSpanned > 1) spans.set(column, { value, last: line + rowsSpanned });
    } else if (isCovered && spans.has(column) && line + 1 <= spans.get(column)!.last)
      cells[column] = spans.get(column)!.value;
    column += times;
  };
  const endRow = (): void => {
    const isEmpty = cells.every((value) => value === undefined);
    checkSize(name, sheets.at(-1)!.name, isEmpty ? 0 : count + cells.length * (repeat - 1));
    if (!isEmpty) for (let i = 1; i <= repeat; i++) sheets.at(-1)!.rows.push({ line: line + i, cells });
    line += repeat;
  };
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (tag === 'table:table') {
          sheets.push({ name: attributes['table:name'] ?? '', rows: [] });
          [line, count] = [0, 0];
          spans = new Map();
        } else if (tag === 'table:table-row') {
          [cells, column, repeat] = [[], 0, natural(attributes['table:number-rows-repeated'])];
        } else if (/^table:(?:covered-)?table-cell$/.test(tag)) cell = { attributes, text: [] };
        else if (tag === 'office:annotation') notes++;
        else if (tag === 'text:p' && notes === 0) cell?.text.push('');
        else if (/^text:(?:s|tab|line-break)$/.test(tag)) append(' ');
      },
      ontext: (text) => {
        append(text);
      },
      onclosetag: (tag) => {
        if (tag === 'office:annotation') notes--;
        else if (/^table:(?:covered-)?table-cell$/.test(tag) && cell && sheets.length > 0) {
          endCell(cell, tag.startsWith('table:covered'));
          cell = undefined;
        } else if (tag === 'table:table-row' && sheets.length > 0) endRow();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  function append(text: string): void {
    if (cell && notes === 0 && cell.text.length > 0) cell.text[cell.text.length - 1] += text;
  }
  parser.end(content ? strFromU8(content) : '');
  return sheets;
}

function natural(text: string | undefined): number {
  const number = Number(text ?? 1);
  return Number.isSafeInteger(number) && number > 0 ? number : 1;
}

function valueOf(attributes: Attributes, text: string): Cell {
  switch (attributes['office:value-type']) {
    case undefined:
      return text === '' ? undefined : text;
    case 'float':
    case 'currency':
    case 'percentage':
      return Number(attributes['office:value']);
    case 'date':
      return attributes['office:date-value'];
    case 'boolean':
      return attributes['office:boolean-value'];
    default:
      return attributes['office:string-value'] ?? text;
  }
}
