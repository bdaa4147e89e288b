import { strToU8, zipSync } from 'fflate';

/** A cell of a made spreadsheet; a date is a day. */
export type MadeCell = string | number | boolean | Date | undefined;

export interface MadeSheet {
  readonly name: string;
  /** By their lines; lines that are left out are empty. */
  readonly rows: Readonly<Record<number, readonly MadeCell[]>>;
  /** Such as `A2:A3`. */
  readonly merged?: readonly string[];
}

const NS =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const letter = (column: number) => String.fromCharCode(65 + column);
const DAY = 86_400_000;

export function zipped(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

/** An Excel file as Excel writes it: texts shared, dates as numbers with a style. */
export function xlsx(sheets: readonly MadeSheet[]): Uint8Array {
  const texts: string[] = [];
  const cell = (value: MadeCell, at: string) => {
    if (value === undefined) return '';
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${texts.push(value) - 1}</v></c>`;
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${Number(value)}</v></c>`;
    if (value instanceof Date) return `<c r="${at}" s="1"><v>${value.getTime() / DAY + 25569}</v></c>`;
    return `<c r="${at}"><v>${value}</v></c>`;
  };
  const sheetXml = ({ rows, merged = [] }: MadeSheet) =>
    `<worksheet ${NS}><sheetData>${Object.entries(rows)
      .map(
        ([line, cells]) =>
          `<row r="${line}">${cells.map((value, i) => cell(value, `${letter(i)}${line}`)).join('')}</row>`,
      )
      .join(
        '',
      )}</sheetData><mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`;
  const worksheets = Object.fromEntries(
    sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)]),
  );
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relationship = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`;
  const relationships = (inside: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  return zipped({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': relationships(relationship('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook ${NS}><sheets>${sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      `${sheets.map((_, i) => relationship(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${relationship('rIdA', 'styles', 'styles.xml')}${relationship('rIdB', 'sharedStrings', 'sharedStrings.xml')}`,
    ),
    'xl/styles.xml': `<styleSheet ${NS}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...worksheets,
    'xl/sharedStrings.xml': `<sst ${NS}>${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  });
}

/** An OpenDocument spreadsheet as LibreOffice writes it; cells that are merged must be in one column. */
export function ods(sheets: readonly MadeSheet[]): Uint8Array {
  const cell = (value: MadeCell, spanned: number) => {
    const span =
      spanned > 1 ? ` table:number-rows-spanned="${spanned}" table:number-columns-spanned="1"` : '';
    if (value === undefined) return '<table:table-cell/>';
    if (typeof value === 'number')
      return `<table:table-cell${span} office:value-type="float" office:value="${value}"><text:p>${String(value).replace('.', ',')}</text:p></table:table-cell>`;
    if (typeof value === 'boolean')
      return `<table:table-cell office:value-type="boolean" office:boolean-value="${value}"><text:p>WAHR</text:p></table:table-cell>`;
    if (value instanceof Date)
      return `<table:table-cell office:value-type="date" office:date-value="${value.toISOString().slice(0, 10)}"><text:p>25.03.26</text:p></table:table-cell>`;
    return `<table:table-cell${span} office:value-type="string"><text:p>${escaped(value)}</text:p><office:annotation><text:p>a note</text:p></office:annotation></table:table-cell>`;
  };
  const table = ({ name, rows, merged = [] }: MadeSheet) => {
    const spans = merged
      .map((ref) => /^([A-Z])(\d+):[A-Z](\d+)$/.exec(ref)!)
      .map(([, column, from, to]) => ({
        column: column!.charCodeAt(0) - 65,
        from: Number(from),
        to: Number(to),
      }));
    const last = Math.max(0, ...Object.keys(rows).map(Number));
    const row = (line: number) => {
      const cells = (rows[line] ?? []).map((value, i) => {
        const span = spans.find(({ column, from, to }) => column === i && line >= from && line <= to);
        return span && line > span.from
          ? '<table:covered-table-cell/>'
          : cell(value, span ? span.to - span.from + 1 : 1);
      });
      return `<table:table-row>${cells.join('')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`;
    };
    return `<table:table table:name="${escaped(name)}">${Array.from({ length: last }, (_, i) => row(i + 1)).join('')}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`;
  };
  return zipped({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${sheets.map(table).join('')}</office:spreadsheet></office:body></office:document-content>`,
  });
}
