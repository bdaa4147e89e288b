import { describe, expect, it } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { testFolder, told } from './testing/files.ts';

const files = testFolder();
const table = (...rows: readonly string[]) => `${rows.join('\n')}\n`;
const tabs = (...rows: readonly (readonly string[])[]) => table(...rows.map((row) => row.join('\t')));

describe("eBay's files", () => {
  it('are listings to upload, with the currency in the first header and variations below', async () => {
    const { items, skipped, refused } = await files.read(
      'ebay.csv',
      table(
        '#INFO,Version=0.0.2,Template= eBay-draft-listings-template_US,,,,,,',
        '#INFO Action and Category ID are required fields,,,,,,,,',
        '*Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8),CustomLabel,*Category,*Title,Relationship,RelationshipDetails,PicURL,*StartPrice,*Quantity,C:Brand',
        'Add,BOWL,20625,Stoneware bowl,,,https://img.example/1.jpg|https://img.example/2.jpg,12.50,3,Nord',
        'Add,SHIRT,15687,Linen shirt,,Size=S;M|Color=Red,https://img.example/3.jpg,,,Nord',
        ',SHIRT-S,,,Variation,Size=S|Color=Red,,30.00,0,',
        ',,,,Variation,Size=M|Color=Red,,31.00,4,',
        '#INFO,,,,,,,,,',
        'End,GONE,20625,Old bowl,,,,1.00,1,',
      ),
    );
    expect(items).toMatchObject([
      {
        id: 'BOWL',
        title: 'Stoneware bowl',
        price: 12.5,
        currency: 'USD',
        availability: 'in_stock',
        brand: 'Nord',
        image: 'https://img.example/1.jpg',
      },
      {
        id: 'SHIRT-S',
        title: 'Linen shirt - S / Red',
        price: 30,
        group: 'SHIRT',
        availability: 'out_of_stock',
      },
      {
        id: 'SHIRT-M-Red',
        title: 'Linen shirt - M / Red',
        price: 31,
        group: 'SHIRT',
        image: 'https://img.example/3.jpg',
      },
    ]);
    expect(items).toHaveLength(3);
    expect([refused.rows, skipped.kinds]).toEqual([
      0,
      { 'is the group of its variations': 1, 'is no listing': 1 },
    ]);
  });

  it('are reports of active listings', async () => {
    const { items } = await files.read(
      'active.csv',
      table(
        '"Item number","Title","Variation details","Custom label (SKU)","Available quantity","Format","Currency","Start price","Current price","Start date","End date","eBay category 1 name"',
        '"2551","Oak stool","","STOOL","2","FIXED_PRICE","EUR","","120.00","Jan-01-26","","Stools"',
        '"2552","Linen shirt","","","","FIXED_PRICE","EUR","","","Jan-01-26","","Shirts"',
        '"2552","Linen shirt","[Size=S]","SH-S","1","FIXED_PRICE","EUR","30.00","","","",""',
      ),
    );
    expect(items).toMatchObject([
      { id: 'STOOL', price: 120, currency: 'EUR', category: 'Stools' },
      { id: 'SH-S', title: 'Linen shirt - S', price: 30, group: '2552', category: 'Shirts' },
    ]);
  });
});

describe("Amazon's files", () => {
  const english = [
    'item-name',
    'item-description',
    'listing-id',
    'seller-sku',
    'price',
    'quantity',
    'open-date',
    'image-url',
    'item-is-marketplace',
    'product-id-type',
    'asin1',
    'product-id',
    'fulfillment-channel',
    'status',
  ];
  const german = [
    'Artikelbezeichnung',
    'Artikelbeschreibung',
    'Angebotsnummer',
    'Händler-SKU',
    'Preis',
    'Menge',
    'Erstellungsdatum',
    'image-url',
    'Artikel ist Marketplace-Angebot',
    'Produkt-ID-Typ',
    'ASIN 1',
    'Produkt-ID',
    'Versender',
    'Status',
  ];
  it.each([
    ['English', english],
    ['German', german],
  ])('are listings reports in %s', async (_, header) => {
    const row = (name: string, sku: string, price: string, quantity: string, status: string) => [
      name,
      '',
      '0101',
      sku,
      price,
      quantity,
      '2026-01-01',
      '',
      'y',
      '1',
      'B00X',
      'B00X',
      'DEFAULT',
      status,
    ];
    const { items, skipped } = await files.read(
      'listings.txt',
      tabs(
        header,
        row('Oak "stool" 12"', 'ST-1', '19.99', '0', 'Active'),
        row('Ash stool', 'ST-2', '', '', 'Active'),
        row('Old stool', 'ST-3', '1', '1', 'Inactive'),
        row('Half', 'ST-4', '1', '1', 'Incomplete'),
      ),
    );
    expect(items.map(({ id, title, price, availability }) => [id, title, price, availability])).toEqual([
      ['ST-1', 'Oak "stool" 12"', 19.99, 'out_of_stock'],
      ['ST-2', 'Ash stool', undefined, undefined],
    ]);
    expect(skipped.rows).toBe(2);
  });

  it('are flat files, with three lines of headers and parents above their children', async () => {
    const { items, skipped } = await files.read(
      'flat.txt',
      tabs(
        [
          'TemplateType=fptcustom',
          'Version=2021.0104',
          'The top 3 rows are for Amazon.com use only.',
          '',
          '',
          '',
          '',
          '',
          '',
        ],
        [
          'Seller SKU',
          'Product Name',
          'Product ID',
          'Brand Name',
          'Standard Price',
          'Quantity',
          'Main Image URL',
          'Parentage',
          'Parent SKU',
        ],
        [
          'item_sku',
          'item_name',
          'external_product_id',
          'brand_name',
          'standard_price',
          'quantity',
          'main_image_url',
          'parent_child',
          'parent_sku',
        ],
        ['P', 'Shirt', '', 'Nord', '', '', '', 'parent', ''],
        ['P-S', 'Shirt S', '4006381333931', 'Nord', '30', '2', 'https://img.example/s.jpg', 'child', 'P'],
      ),
    );
    expect(items).toMatchObject([
      { id: 'P-S', title: 'Shirt S', price: 30, group: 'P', brand: 'Nord', availability: 'in_stock' },
    ]);
    expect([items.length, skipped.rows]).toEqual([1, 1]);
  });
});

describe('dumps of databases', () => {
  const expected = [
    { id: '1', title: 'Tab here', description: 'two lines, a \\ and "quotes"', price: 9.5 },
    { id: '2', title: 'Plain' },
    { id: '3', title: 'Last', price: 3 },
  ];
  const mysql =
    '1\tTab\\\there\ttwo\\\nlines, a \\\\ and "quotes"\t9.50\n2\tPlain\t\\N\t\\N\n3\tLast\t\\N\t3\n';
  const postgres =
    '1\tTab\\there\ttwo\\nlines, a \\\\ and "quotes"\t9.50\n2\tPlain\t\\N\t\\N\n3\tLast\t\\N\t3\n\\.\n';

  it.each([
    ["MySQL's, with a header", `id\ttitle\tdescription\tprice\n${mysql}`],
    ["Postgres', with a header", `id\ttitle\tdescription\tprice\n${postgres}`],
    [
      "Postgres', with line ends of Windows",
      `id\ttitle\tdescription\tprice\n${postgres}`.replaceAll('\n', '\r\n'),
    ],
  ])('are %s', async (_, text) => {
    expect((await files.read('dump.tsv', text)).items).toEqual(expected);
  });

  it('have columns called by their places if there is no header, or as the .sql file beside them says', async () => {
    const path = files.file('shop/products.txt', mysql);
    await expect(readCatalogue([path])).rejects.toThrow('no column for id and title among 1, 2, 3, 4');
    const { items, refused } = await readCatalogue([path], {
      id: '1',
      title: '2',
      description: '3',
      price: '4',
    });
    expect([items, refused.rows]).toEqual([expected, 0]);
    files.file(
      'shop/products.sql',
      'CREATE TABLE `products` (\n  `id` int NOT NULL,\n  `title` text,\n  `description` text,\n  `price` decimal(10,2),\n  PRIMARY KEY (`id`)\n);\n',
    );
    expect((await readCatalogue([path])).items).toEqual(expected);
  });

  it('are none if a text only ends with a backslash', async () => {
    const text = 'id\ttitle\tdescription\n1\tPath\tC:\\\n2\tShare\\\tD:\n';
    const { items } = await files.read('paths.tsv', text);
    expect(items).toEqual([
      { id: '1', title: 'Path', description: 'C:\\' },
      { id: '2', title: 'Share\\', description: 'D:' },
    ]);
  });

  it('name the line on which a row begins', async () => {
    const { refused } = await files.read('lines.tsv', `id\ttitle\tdescription\tprice\n${mysql}4\tshort\n`);
    expect(told(refused.listed)).toEqual([[6, 'has 2 fields where the header has 4']]);
  });
});

describe('JSON lists of lists', () => {
  it('have their columns in the first', async () => {
    const { items, refused } = await files.read(
      'lists.json',
      '[["id","title","price"],\n["a","A",1.5],\n[2,"B",null],\n["c"]]',
    );
    expect(items).toEqual([
      { id: 'a', title: 'A', price: 1.5 },
      { id: '2', title: 'B' },
    ]);
    expect(told(refused.listed)).toEqual([[4, 'has 1 fields where the header has 3']]);
    expect((await files.read('under.json', '{"data":{"rows":[["id","title"],["a","A"]]}}')).items).toEqual([
      { id: 'a', title: 'A' },
    ]);
  });
});
