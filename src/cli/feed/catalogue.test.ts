import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseColumns } from '../../core/feed/columns.ts';
import { readCatalogue } from './catalogue.ts';
import { testFolder, told } from './testing/files.ts';

const files = testFolder();

describe('tables', () => {
  it.each([
    ['GA4 names', 'item_id,item_name,item_category,price,currency\na,Boots,Shoes,12.5,EUR\n'],
    [
      'spaces, case and quotes in the header',
      '\uFEFF" Item ID ","ITEM-NAME",Item category,Price (EUR),Currency\r\na,Boots,Shoes,12.5,EUR\r\n',
    ],
    ['the prefix g: and semicolons', 'g:id;g:title;g:product_type;g:price\na;Boots;Shoes;12,50 EUR\n'],
    ['pipes', 'id|title|category|price\na|Boots|Shoes|€12.50\n'],
    ['tabs', 'id\ttitle\tproduct type\tprice\na\tBoots\tShoes\tEUR 12.50\n'],
    [
      "lines before the header, and Excel's",
      'sep=;\n# made on Monday, by hand\nsku;name;category;price\na;Boots;Shoes;12,5 €\n# the end\n;;;\n',
    ],
    ['a title line', 'Products of my shop\n\nid,title,category,price\na,Boots,Shoes,12.5 EUR\n'],
    [
      'names of another language',
      'Artikelnummer;Bezeichnung;Kategorie;Preis;Währung\na;Boots;Shoes;12,50;EUR\n',
    ],
    ['lines that end by a carriage return', 'id,title,category,price\ra,Boots,Shoes,12.5 EUR\r'],
    ['a comma too many on every row', 'id,title,category,price\na,Boots,Shoes,12.5 EUR,,\n'],
    [
      'fields over several lines',
      'id,title,category,price,notes\na,Boots,Shoes,12.5 EUR,"one\ntwo, ""three"""\n',
    ],
  ])('are read with %s', async (_, content) => {
    const { items, refused } = await files.read('table.csv', content);
    expect(items).toEqual([{ id: 'a', title: 'Boots', category: 'Shoes', price: 12.5, currency: 'EUR' }]);
    expect(refused.rows).toBe(0);
  });

  it('gives ids as they are written', async () => {
    const { items } = await files.read('ids.csv', 'id,title\n007,A\n1e5,B\n17850.0,C\n__proto__,D\n');
    expect(items.map(({ id }) => id)).toEqual(['007', '1e5', '17850.0', '__proto__']);
    const json = await files.read(
      'ids.json',
      '[{"id":12345678901234567890,"title":"A","__proto__":{"id":"x"}}]',
    );
    expect(json.items).toEqual([{ id: '12345678901234567890', title: 'A' }]);
  });

  it('refuses bad rows by their line, mends what can be mended, and loses none', async () => {
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
      '6,15" "screen,3',
      '7,short',
      '8,fine,3',
      '9,"never closed,3',
      '10,fine too,3',
    ].join('\n');
    const { items, refused, repaired, rows, merged } = await files.read('bad.csv', content);
    expect(items.map(({ title }) => title)).toEqual([
      'again',
      'b"roken',
      '15" "screen',
      'fine',
      'never closed',
      'fine too',
    ]);
    expect(told(refused.listed)).toEqual([
      [4, 'has no id'],
      [6, 'has no title'],
      [8, 'has a price that cannot be read: a lot'],
      [11, 'has 2 fields where the header has 3'],
    ]);
    expect(told(repaired.listed)).toEqual([
      [7, 'repeats an id, and was merged: 1'],
      [9, 'has a quote where none may be, which was taken as it is'],
      [10, 'has a quote where none may be, which was taken as it is'],
      [13, 'has a quote where none may be, which was taken as it is'],
    ]);
    expect([rows, merged, refused.rows, repaired.rows]).toEqual([11, 1, 4, 4]);
  });

  it('does not lose the rows between two stray quotes', async () => {
    const rows = ['a\t"Best" boots\t1', 'b\t"Open\t2', 'c\tPlain\t3', 'd\tMore"\t4'];
    const { items, refused } = await files.read('quotes.tsv', ['id\ttitle\tprice', ...rows].join('\n'));
    expect(items.map(({ id, title }) => `${id} ${title}`)).toEqual([
      'a "Best" boots',
      'b Open',
      'c Plain',
      'd More"',
    ]);
    expect(refused.rows).toBe(0);
  });

  it('keeps lines right over many blocks', { tags: ['slow'] }, async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => (i === 29_000 ? 'bad' : `${i},"Thing\n${i}",3`));
    const { items, refused } = await files.read('long.csv', `id,title,price\n${rows.join('\n')}\n`);
    expect(items).toHaveLength(29_999);
    expect(items.at(-1)).toEqual({ id: '29999', title: 'Thing 29999', price: 3 });
    expect(told(refused.listed)).toEqual([[58_002, 'has 1 fields where the header has 3']]);
  });
});

describe('JSON and YAML', () => {
  const EXPECTED = [{ id: 'a', title: 'Boots', price: 12.5 }];
  it.each([
    ['a list under a key', 'a.json', '{"count":1,"products":[{"id":"a","title":"Boots","price":12.5}]}'],
    [
      'a list under an unknown key',
      'b.json',
      '{"meta":{"x":[1]},"sortiment":[{"id":"a","title":"Boots","price":12.5}]}',
    ],
    [
      'a GraphQL answer',
      'c.json',
      '{"data":{"products":{"edges":[{"cursor":"x","node":{"id":"a","title":"Boots","price":{"amount":"12.5"}}}]}}}',
    ],
    [
      'hits of a search',
      'd.json',
      '{"hits":{"total":1,"hits":[{"_id":"1","_source":{"id":"a","title":"Boots","price":12.5}}]}}',
    ],
    ['one product', 'e.json', '{"id":"a","title":"Boots","price":12.5}'],
    [
      'lines called json',
      'f.json',
      '{"id":"a","title":"Boots","price":12.5}\n{"id":"a","price":12.5,"title":"Boots"}\n',
    ],
    ['lines with commas', 'g.jsonl', '[\n{"id":"a","title":"Boots","price":12.5},\n]\n'],
    [
      'a text in place of a list',
      'h.yaml',
      '---\n# all\nshop: x\nproducts:\n  - id: a\n    title: >-\n      Boots\n    price: 12.5\n',
    ],
    ['names of another format', 'i.csv', '[{"id":"a","title":"Boots","price":12.5}]'],
  ])('are read: %s', async (_, name, content) => {
    expect((await files.read(name, content)).items).toEqual(EXPECTED);
  });

  it('give the lines of bad entries', async () => {
    const json = await files.read('bad.json', '[\n {"id": "a", "title": "A"},\n {"id": "b"},\n\n 5\n]');
    expect(told(json.refused.listed)).toEqual([
      [3, 'has no title'],
      [5, 'is not an object'],
    ]);
    const lines = await files.read('bad.jsonl', '{"id": "a", "title": "A"}\n{"id": \n');
    expect(told(lines.refused.listed)).toEqual([[2, 'is not JSON']]);
    const yaml = await files.read('bad.yaml', '- id: a\n  title: A\n- id: [\n- id: c\n  title: C\n');
    expect(yaml.items).toHaveLength(2);
    expect(yaml.refused.listed[0]!.reason).toContain('is not YAML');
  });
});

describe('what a row says', () => {
  it.each([
    ['12.00', '9.00', '', { salePrice: 9 }],
    ['12.00', '', '', {}],
    ['12.00', '15.00', '', {}], // no sale
    ['12.00', '9.00', '2020-01-01T00:00+0100/2020-02-01T00:00+0100', {}], // over
    [
      '12.00',
      '9.00',
      '2020-01-01T00:00+0100/2199-02-01',
      {
        salePrice: 9,
        saleFrom: Date.parse('2019-12-31T23:00Z'),
        saleTo: Date.parse('2199-02-01T23:59:59.999Z'),
      },
    ],
    ['12.00', '9.00', '2199-01-01/2199-02-01', { salePrice: 9, saleFrom: Date.parse('2199-01-01') }],
  ])('keeps of %s, on sale %s in %s, the price and the sale', async (price, sale, dates, expected) => {
    const { items } = await files.read(
      'sale.csv',
      `id,title,price,sale_price,sale_price_effective_date\na,A,${price} EUR,${sale && `${sale} EUR`},${dates}\n`,
    );
    expect(items[0]).toMatchObject({ price: 12, currency: 'EUR', ...expected });
    expect('salePrice' in items[0]!).toBe('salePrice' in expected);
  });

  it('reads the dates of a sale as those of orders, and says if the day was taken to come first', async () => {
    const { items, guessed } = await files.read(
      'sale-dates.csv',
      'id;title;price;sale_price;special_from_date;special_to_date\n' +
        'a;A;12 EUR;9 EUR;31.12.2025;1.2.2199\nb;B;12 EUR;9 EUR;;05/04/2199 10:00\n',
    );
    expect(items).toMatchObject([
      { saleFrom: Date.parse('2025-12-31'), saleTo: Date.parse('2199-02-01T23:59:59.999Z') },
      { saleTo: Date.parse('2199-04-05T10:00Z') },
    ]);
    expect(told(guessed.listed)).toEqual([
      [3, 'has a date of a sale of which the day was taken to come first: 05/04/2199 10:00'],
    ]);
  });

  it('has its HTML, availability and title put right, and says so', async () => {
    const { items, repaired } = await files.read(
      'repairs.csv',
      'id,title,name,description,availability,price\na,,Caf&eacute; &amp; Bar,"<p>One<br>two</p><script>x</script>",https://schema.org/InStock,"1.234,50 €"\nb,B,,5 < 6,perhaps,POA\n',
    );
    expect(items).toEqual([
      {
        id: 'a',
        title: 'Café & Bar',
        description: 'One two',
        price: 1234.5,
        currency: 'EUR',
        availability: 'in_stock',
      },
      { id: 'b', title: 'B', description: '5 < 6' },
    ]);
    expect(told(repaired.listed).map(([line, reason]) => [line, reason.replace(/:.*/, '')])).toEqual([
      [2, 'has HTML in its title, which was stripped'],
      [2, 'has its title filled from elsewhere'],
      [2, 'has HTML in its description, which was stripped'],
      [3, 'has an availability that is not known, which was left out'],
    ]);
  });

  it('takes the first of several pictures and categories, and stock for availability', async () => {
    const { items } = await files.read(
      'several.json',
      JSON.stringify([
        {
          id: 1,
          title: 'A',
          images: [{ src: 'https://a/1.png' }, { src: 'https://a/2.png' }],
          category: 'Home / Kitchen|Pots',
          stock: 0,
        },
        {
          id: 2,
          title: 'B',
          images: 'https://a/1.png, https://a/2.png',
          google_product_category: 5605,
          product_type: 'A>B',
          stock: 3,
        },
      ]),
    );
    expect(items).toEqual([
      {
        id: '1',
        title: 'A',
        category: 'Home > Kitchen > Pots',
        image: 'https://a/1.png',
        availability: 'out_of_stock',
      },
      {
        id: '2',
        title: 'B',
        category: 'A > B',
        image: 'https://a/1.png',
        availability: 'in_stock',
        stock: 3,
      },
    ]);
  });

  it('counts rows that share an id as one item: the later row wins, but of order lines the first', async () => {
    const { items, merged } = await files.read('twice.csv', 'id,title,brand,price\na,Old,X,1\na,New,,2\n');
    expect([items, merged]).toEqual([[{ id: 'a', title: 'New', brand: 'X', price: 2 }], 1]);
    const orders = await files.read(
      'sold.csv',
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\n1,a,MUG,-1,2026-01-01,2\n2,a,damaged,1,2026-01-02,0\n',
    );
    expect(orders.items).toEqual([{ id: 'a', title: 'MUG', price: 2 }]);
  });

  it('takes columns by name, and refuses names that are not there', async () => {
    const path = files.file('own.csv', 'Nr,Zeile\n1,Stuhl\n');
    const { items } = await readCatalogue([path], parseColumns('id=Nr,title=Zeile'));
    expect(items).toEqual([{ id: '1', title: 'Stuhl' }]);
    await expect(readCatalogue([path], { id: 'No', title: 'Zeile' })).rejects.toMatchObject({
      code: 'bad-argument',
    });
    expect(() => parseColumns('warehouse=x')).toThrow('unknown field warehouse');
    expect(() => parseColumns('id')).toThrow('field=column pairs');
  });
});

describe('encodings', () => {
  const table = 'id,title\na,Crème brûlée – 5 €\nb,Plain\n';
  const latin = Buffer.from(table.replace('–', '\u0096').replace('€', '\u0080'), 'latin1');
  it.each([
    ['UTF-8', Buffer.from(table), 0],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${table}`), 0],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${table}`, 'utf16le'), 1],
    ['UTF-16 LE without', Buffer.from(table, 'utf16le'), 1],
    ['UTF-16 BE', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16(), 1],
    ['Windows-1252', latin, 1],
    ['Windows-1252, packed', gzipSync(latin), 1],
  ])('%s is read', async (_, content, repaired) => {
    const read = await files.read('encoded.csv', content);
    expect(read.items.map(({ title }) => title)).toEqual(['Crème brûlée – 5 €', 'Plain']);
    expect(read.repaired.rows).toBe(repaired);
  });

  it('is as XML declares, unless it is UTF-8 all the same', async () => {
    const xml = (encoding: string) =>
      `<?xml version="1.0" encoding="${encoding}"?><rss><channel><item><id>a</id><title>Łódź</title></item></channel></rss>`;
    const polish = Buffer.from(
      [...xml('iso-8859-2')].map((letter) => ({ Ł: 0xa3, ó: 0xf3, ź: 0xbc })[letter] ?? letter.charCodeAt(0)),
    );
    expect((await files.read('polish.xml', polish)).items[0]!.title).toBe('Łódź');
    expect((await files.read('liar.xml', xml('iso-8859-1'))).items[0]!.title).toBe('Łódź');
  });

  it('names the lines that are not UTF-8, and keeps those that are', async () => {
    const mixed = Buffer.concat([
      Buffer.from('id,title\na,Café\n'),
      Buffer.from('b,Thé\n', 'latin1'),
      Buffer.from('c,Über\n'),
    ]);
    const { items, repaired } = await files.read('mixed.csv', mixed);
    expect(items.map(({ title }) => title)).toEqual(['Café', 'Thé', 'Über']);
    expect(told(repaired.listed)).toEqual([[3, 'is not UTF-8, and was read as: windows-1252']]);
  });
});

describe('an id', () => {
  it('that a spreadsheet has rounded is refused by that name', async () => {
    const { items, refused } = await files.read(
      'spoiled.csv',
      'code,title\n8.41E+12,Rice\n"8,41E+12",Oats\n8410000000001,Tea\n',
    );
    expect(items.map(({ id }) => id)).toEqual(['8410000000001']);
    expect(told(refused.listed)).toEqual([
      [2, 'has an id that a spreadsheet has rounded, export that column as text: 8.41E+12'],
      [3, 'has an id that a spreadsheet has rounded, export that column as text: 8,41E+12'],
    ]);
  });
});

it('takes the lower of two reductions', async () => {
  const { items } = await files.read(
    'twice.csv',
    'id,title,price,compare_at_price,sale_price\na,A,225,250,199\nb,B,225,250,\nc,C,225,250,240\n',
  );
  expect(items.map(({ price, salePrice }) => [price, salePrice])).toEqual([
    [250, 199],
    [250, 225],
    [250, 225],
  ]);
});
