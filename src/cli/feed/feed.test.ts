import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { parseColumns } from '../../core/feed/columns.ts';
import { noOrders, readOrders } from './orders.ts';
import { parsePrice } from '../../core/feed/price.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-feed-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

const EXPECTED = [
  { id: 'a', title: 'Boots', category: 'Shoes', price: 12.5, currency: 'EUR', availability: 'in_stock' },
  {
    id: 'b',
    title: 'Hat, red',
    category: 'Hats',
    price: 1234.5,
    currency: 'EUR',
    availability: 'out_of_stock',
  },
];

describe('readCatalogue', () => {
  it.each([
    [
      'GA4 names in CSV',
      'ga4.csv',
      'item_id,item_name,item_category,price,currency,availability\na,Boots,Shoes,12.5,EUR,in_stock\nb,"Hat, red",Hats,1234.50,EUR,out of stock\n',
    ],
    [
      'Google Merchant in TSV',
      'merchant.tsv',
      '\uFEFFid\ttitle\tproduct_type\tprice\tavailability\r\na\tBoots\tShoes\t12.50 EUR\tin stock\r\nb\tHat, red\tHats\t1.234,50 €\tout_of_stock\r\n',
    ],
    ['a JSON list', 'list.json', JSON.stringify(EXPECTED)],
    ['JSON with the list inside', 'inside.json', JSON.stringify({ count: 2, products: EXPECTED })],
    ['JSONL', 'lines.jsonl', EXPECTED.map((item) => JSON.stringify(item)).join('\n\n')],
    [
      'CSV without an ending',
      'no-ending',
      'sku;x,Name,Type,Price,Currency,Availability\n'.replace('sku;x', 'SKU') +
        'a,Boots,Shoes,12.5,EUR,InStock\nb,"Hat, red",Hats,"1,234.50",EUR,http://schema.org/OutOfStock\n',
    ],
  ])('reads %s', async (_, name, content) => {
    expect(await readCatalogue([file(name, content)])).toEqual({ items: EXPECTED, refusals: [], refused: 0 });
  });

  it('refuses bad rows by their line, and loses none', async () => {
    const content = [
      'id,title,price',
      '1,"over', // lines 2 and 3
      'two lines",3',
      ',no id,3',
      '',
      '3,,3',
      '1,again,3',
      '4,dear,a lot',
      '5,b"roken,3',
      '6,"after" it,3',
      '7,short',
      '8,fine,3',
      '9,"never closed,3',
      '10,fine too,3',
    ].join('\n');
    const { items, refusals } = await readCatalogue([file('bad.csv', content)]);
    expect(items.map(({ id }) => id)).toEqual(['1', '8', '10']);
    expect(refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'has no id'],
      [6, 'has no title'],
      [7, 'repeats the id 1'],
      [8, 'has a price that cannot be read: a lot'],
      [9, 'has a quote where none may be'],
      [10, 'has a quote where none may be'],
      [11, 'has 2 fields where the header has 3'],
      [13, 'has a quote that is never closed'],
    ]);
  });

  it('gives the lines of bad JSON entries', async () => {
    const { refusals } = await readCatalogue([
      file('bad.json', '[\n {"id": "a", "title": "A"},\n {"id": "b"},\n\n 5\n]'),
    ]);
    expect(refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'has no title'],
      [5, 'is not an object'],
    ]);
    const lines = await readCatalogue([file('bad.jsonl', '{"id": "a", "title": "A"}\n{"id": \n')]);
    expect(lines.refusals.map(({ line, reason }) => [line, reason])).toEqual([[2, 'is not JSON']]);
  });

  it('takes several files as one catalogue', async () => {
    const [one, two] = [file('one.csv', 'id,title\na,A\n'), file('two.csv', 'id,title\na,A\nb,B\n')];
    const { items, refusals } = await readCatalogue([one, two]);
    expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(refusals).toEqual([{ file: two, line: 2, reason: 'repeats the id a' }]);
  });

  it('keeps an id and a column called __proto__ harmless', async () => {
    const { items } = await readCatalogue([file('proto.csv', 'id,title,__proto__\n__proto__,A,x\n')]);
    expect(items).toEqual([{ id: '__proto__', title: 'A' }]);
  });

  it.each([
    ['a missing file', () => join(folder, 'nowhere.csv'), 'there is no such file'],
    ['a folder', () => folder, 'it is a folder'],
    ['an empty file', () => file('empty.csv', ' \n'), 'is empty'],
    ['a header alone', () => file('header.csv', 'id,title\n'), 'no item could be read'],
    ['no column for the id', () => file('no-id.csv', 'a,title\n1,2\n'), 'no column for id among a, title'],
    ['broken JSON', () => file('broken.json', '[\n{,}]'), 'broken.json:2: not JSON'],
    ['JSON without a list', () => file('no-list.json', '{"a": 1}'), 'holds no array'],
  ])('says what is wrong with %s', async (_, path, message) => {
    await expect(readCatalogue([path()])).rejects.toMatchObject({
      code: 'bad-catalogue',
      message: expect.stringContaining(message) as string,
    });
  });

  it('takes columns by name, and refuses names that are not there', async () => {
    const path = file('own.csv', 'Nr,Bezeichnung\n1,Stuhl\n');
    expect((await readCatalogue([path], parseColumns('id=Nr,title=Bezeichnung'))).items).toEqual([
      { id: '1', title: 'Stuhl' },
    ]);
    await expect(readCatalogue([path], { id: 'No' })).rejects.toMatchObject({ code: 'bad-argument' });
    expect(() => parseColumns('colour=x')).toThrow('knows no field colour');
    expect(() => parseColumns('id')).toThrow('field=column pairs');
  });
});

describe('readOrders', () => {
  it('reads UCI names, and counts what the catalogue does not have', async () => {
    const content =
      'InvoiceNo,StockCode,InvoiceDate,Quantity\n1,a,2010-12-01 08:26:00,2\n1,zzz,2010-12-01,1\n2,a,soon,1\nC1,a,2010-12-01,-2\n';
    const counts = noOrders();
    const lines = await collect(readOrders(file('orders.csv', content), new Map([['a', 0]]), counts));
    const { refusals, unknown, returned } = counts;
    expect(lines).toEqual([{ order: '1', row: 0, at: Date.parse('2010-12-01 08:26:00') }]);
    expect(refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'has a date that cannot be read: soon'],
    ]);
    expect([unknown, returned]).toEqual([1, 1]);
  });

  it('reads gz, JSONL and epoch times, and says who bought', async () => {
    const at = 1_700_000_000_000;
    const content = [at / 1000, at, at * 1000].map((time) =>
      JSON.stringify({ order_id: 7, item_id: 'a', user_id: 'u', date: time }),
    );
    const packed = file('orders.jsonl.gz', gzipSync(content.join('\n')));
    const lines = await collect(readOrders(packed, new Map([['a', 0]]), noOrders()));
    expect(lines).toEqual([at, at, at].map((time) => ({ order: '7', row: 0, at: time, shopper: 'u' })));
  });

  it('refuses a line with a stray quote, and reads on', async () => {
    const counts = noOrders();
    const content = 'order,item,date\n1,a,2026-01-01\n2,a"b,2026-01-01\n3,a,2026-01-02\n4,a\n';
    const lines = await collect(readOrders(file('stray.csv', content), new Map([['a', 0]]), counts));
    expect(lines.map(({ order }) => order)).toEqual(['1', '3']);
    expect(counts.refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'has a quote where none may be'],
      [5, 'has 2 fields where the header has 3'],
    ]);
  });

  it.each([
    ['missing', () => join(folder, 'no.csv'), 'there is no such file'],
    ['empty', () => file('void.csv', ''), 'is empty'],
    ['of something else', () => file('else.csv', 'a,b\n1,2\n'), 'no column for order, item, date'],
    ['damaged', () => file('cut.csv.gz', gzipSync('order,item,date\n').subarray(0, 12)), 'gz packing'],
  ])('says what is wrong with a file that is %s', async (_, path, message) => {
    await expect(collect(readOrders(path(), new Map(), noOrders()))).rejects.toMatchObject({
      code: 'bad-catalogue',
      message: expect.stringContaining(message) as string,
    });
  });
});

describe('parsePrice', () => {
  it.each([
    ['12.5', 12.5],
    ['12,50', 12.5],
    ['1,234', 1234],
    ['1.234', 1.234],
    ['1.234,50 €', 1234.5],
    ['$1,234.50', 1234.5],
    ['EUR 1 234,50', 1234.5],
    ["CHF 1'234.50", 1234.5],
    ['1,234,567', 1234567],
    ['1.234.567,8', 1234567.8],
    ['0', 0],
  ])('reads %s as %d', (text, price) => {
    expect(parsePrice(text)?.price).toBe(price);
  });

  it.each(['', 'free', '-5', '1,2,3', '12.3.4', '1 USD 2', 'NaN', null, undefined, {}, -1, NaN, Infinity])(
    'refuses %s',
    (value) => {
      expect(parsePrice(value)).toBeUndefined();
    },
  );

  it('gives back any amount that a program has written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('USD', 'EUR', 'GBP'),
        (cents, currency) => {
          const price = cents / 100;
          const written = new Intl.NumberFormat('en-US', {
            style: 'currency',
            currency,
            currencyDisplay: 'code',
          }).format(price);
          expect(parsePrice(written)).toEqual({ price, currency });
          const german = new Intl.NumberFormat('de-DE', {
            style: 'currency',
            currency,
            currencyDisplay: 'code',
          }).format(price);
          expect(parsePrice(german)).toEqual({ price, currency });
        },
      ),
    );
  });
});
