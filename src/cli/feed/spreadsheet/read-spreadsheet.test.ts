import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../catalogue.ts';
import { noOrders, readOrders } from '../orders.ts';
import { collect, testFolder, told } from '../testing/files.ts';
import { ods, xlsx, zipped, type MadeSheet } from '../testing/spreadsheets.ts';

const files = testFolder();
const KINDS = [
  ['xlsx', xlsx],
  ['ods', ods],
] as const;

const products: MadeSheet = {
  name: 'Preise & mehr',
  rows: {
    2: ['Preisliste, Frühjahr'],
    4: ['Artikelnummer', 'Bezeichnung', 'Preis', 'Kategorie', 'Marke'],
    5: [12345, 'Hocker', 1299, 'Stühle', 'Nord'],
    6: ['00077', 'Stuhl "Eiche" & mehr', 19.989999999999998, undefined, undefined],
    8: [12346.5, 'Bank', 0.1 + 0.2, 'Bänke', undefined],
    9: [undefined, 'ohne Nummer', 5],
  },
  merged: ['D5:D6'],
};
const notes: MadeSheet = { name: 'Notes', rows: { 1: ['Remember the milk'], 2: ['and the bread'] } };

describe.each(KINDS)('a spreadsheet, %s', (ending, write) => {
  it('gives numbers as numbers, and names the lines as the sheet does', async () => {
    const { items, refused, files: read } = await files.read(`a.${ending}`, write([products]));
    expect(items).toEqual([
      { id: '12345', title: 'Hocker', price: 1299, category: 'Stühle', brand: 'Nord' },
      { id: '00077', title: 'Stuhl "Eiche" & mehr', price: 19.99, category: 'Stühle' },
      { id: '12346.5', title: 'Bank', price: 0.3, category: 'Bänke' },
    ]);
    expect(told(refused.listed)).toEqual([[9, 'has no id']]);
    expect(read.map(({ format }) => format)).toEqual([ending]);
  });

  it('is read from the first sheet with a table, or from the one that is named', async () => {
    const second = { name: 'Sale', rows: { 1: ['id', 'title'], 2: ['s', 'S'] } };
    const path = files.file(`b.${ending}`, write([{ name: 'Leer', rows: {} }, notes, products, second]));
    const { items, repaired } = await readCatalogue([path]);
    expect(items.map(({ id }) => id)).toEqual(['12345', '00077', '12346.5']);
    expect(Object.keys(repaired.kinds)).toContain('is of one sheet; --sheet reads another');
    expect((await readCatalogue([path], undefined, { sheet: 'sale' })).items).toEqual([
      { id: 's', title: 'S' },
    ]);
    await expect(readCatalogue([path], undefined, { sheet: 'Sails' })).rejects.toThrow(
      '--sheet names Sails, but the sheets of',
    );
  });

  it('holds orders, whose dates are dates', async () => {
    const day = new Date('2026-03-04T00:00:00Z');
    const rows = {
      1: ['Bestellnummer', 'Artikelnummer', 'Bestelldatum', 'Menge'],
      2: [7, 12345, day, 2],
      3: [8, 12345, '05.03.2026', 1],
    };
    const path = files.file(`orders.${ending}`, write([{ name: 'Orders', rows }]));
    const lines = await collect(readOrders(path, new Map([['12345', 0]]), noOrders()));
    expect(lines).toEqual([
      { order: '7', row: 0, at: day.getTime() },
      { order: '8', row: 0, at: Date.parse('2026-03-05') },
    ]);
  });

  it('without a table is refused', async () => {
    await expect(files.read(`empty.${ending}`, write([{ name: 'Leer', rows: {} }]))).rejects.toThrow(
      'has no sheet with a table',
    );
  });
});

describe('a hostile archive', () => {
  const bomb = (path: string, head: string) =>
    zipSync({ [path]: strToU8(head + ' '.repeat(100_000)), 'xl/workbook.xml': strToU8('<workbook/>') });
  it.each<[string, () => Uint8Array, string]>([
    [
      'that unpacks to more than fits',
      () => withSize(bomb('xl/sharedStrings.xml', ''), 2e9),
      'unpacks to more than 500 million bytes',
    ],
    ['that is cut', () => xlsx([products]).subarray(0, 900), 'is a damaged zip archive'],
    ['that is no spreadsheet', () => zipped({ 'a.txt': 'x' }), 'is a zip archive, and no spreadsheet'],
    ['without sheets', () => zipped({ 'xl/workbook.xml': '<a/>' }), 'is a damaged Excel file'],
    [
      'with two cells far from each other',
      () => {
        const far = { name: 'Far', rows: { 1: ['id'], 1048576: ['x'] } };
        const cell = '<c r="XFD1048576" t="n"><v>1</v></c>';
        return zipped({
          ...texts(xlsx([far])),
          'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1048576">${cell}</row></sheetData></worksheet>`,
        });
      },
      'has the sheet Far with more than 30 million cells',
    ],
    [
      'that repeats a cell without end',
      () =>
        zipped({
          'content.xml':
            '<a><table:table table:name="T"><table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row></table:table></a>',
        }),
      'has the sheet T with more than 30 million cells',
    ],
  ])('%s ends in one sentence', async (_, bytes, message) => {
    await expect(files.read('hostile.xlsx', bytes())).rejects.toMatchObject({
      code: 'bad-catalogue',
      message: expect.stringContaining(message) as string,
    });
  });

  it('whose sizes are a lie unpacks to no more than they say', async () => {
    const { items } = await files.read('lie.xlsx', xlsx([products])).catch(() => ({ items: [] }));
    expect(items).toHaveLength(3);
    await expect(files.read('small.xlsx', withSize(xlsx([products]), 10))).rejects.toMatchObject({
      code: 'bad-catalogue',
    });
  });
});

/** The archive with another unpacked size in its directory. */
function withSize(zip: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(zip);
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  )
    bytes.writeUInt32LE(size, at + 24);
  return bytes;
}

function texts(zip: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]));
}
