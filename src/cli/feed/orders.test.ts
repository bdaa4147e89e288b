import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { noOrders, readOrders } from './orders.ts';
import { collect, testFolder, told } from './testing/files.ts';

const files = testFolder();

async function read(name: string, content: string | Uint8Array, ids = ['a', 'b']) {
  const counts = noOrders();
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const lines = await collect(readOrders(files.file(name, content), rowOf, counts));
  return { lines, counts };
}

describe('tables of order lines', () => {
  it('are read by UCI names, and what the catalogue lacks is counted', async () => {
    const { lines, counts } = await read(
      'orders.csv',
      'InvoiceNo,StockCode,InvoiceDate,Quantity\n1,a,2010-12-01 08:26:00,2\n1,zzz,2010-12-01,1\n2,a,soon,1\nC1,a,2010-12-01,-2\n',
    );
    expect(lines).toEqual([{ order: '1', row: 0, at: Date.parse('2010-12-01 08:26:00') }]);
    expect(told(counts.refused.listed)).toEqual([[4, 'has a date that cannot be read: soon']]);
    expect([counts.unknown, counts.returned]).toEqual([1, 1]);
  });

  it.each([
    ['1700000000', 1_700_000_000_000],
    ['1700000000000', 1_700_000_000_000],
    ['1700000000000000', 1_700_000_000_000],
    ['20231114', Date.parse('2023-11-14')],
    ['2023-11-14 10:00:00 -0500', Date.parse('2023-11-14T15:00:00Z')],
    ['2023-11-14 10:00:00 UTC', Date.parse('2023-11-14T10:00:00Z')],
    ['14.11.2023 10:00', Date.parse('2023-11-14 10:00')],
    ['14/11/2023', Date.parse('2023-11-14')],
  ])('tell the time by %s', async (date, at) => {
    const { lines } = await read('times.csv', `order;item;date\n1;a;${date}\n`);
    expect(lines).toEqual([{ order: '1', row: 0, at }]);
  });

  it('go on after a stray quote, and refuse what is cut', async () => {
    const { lines, counts } = await read(
      'stray.csv',
      'order,item,date\n1,a,2026-01-01\n2,a"b,2026-01-01\n3,a,2026-01-02\n4,a\n',
    );
    expect(lines.map(({ order }) => order)).toEqual(['1', '3']);
    expect([counts.unknown, told(counts.refused.listed)]).toEqual([
      1,
      [[5, 'has 2 fields where the header has 3']],
    ]);
  });

  it("are Shopify's, which names date and customer on an order's first line only", async () => {
    const csv = [
      'Name,Email,Financial Status,Paid at,Created at,Lineitem quantity,Lineitem name,Lineitem sku,Cancelled at',
      '#1001,u@example.com,paid,2026-01-01 10:00:00 +0000,2026-01-01 09:00:00 +0000,1,Thing A,a,',
      "#1001,u@example.com,,,,2,Thing B,'b,",
      '#1002,v@example.com,paid,,2026-01-02 09:00:00 +0000,1,Thing A,a,2026-01-03 09:00:00 +0000',
    ].join('\n');
    const { lines, counts } = await read('shopify.csv', csv);
    const at = Date.parse('2026-01-01T09:00:00Z');
    expect(lines).toEqual([
      { order: '#1001', row: 0, at, shopper: 'u@example.com' },
      { order: '#1001', row: 1, at, shopper: 'u@example.com' },
    ]);
    expect(counts.others).toBe(1);
  });

  it.each([
    [
      'a line a row',
      'Order Number,Order Status,Order Date,Customer User ID,SKU,Item Name,Quantity\n7,completed,2026-01-01 10:00,3,a,A,1\n7,completed,2026-01-01 10:00,3,b,B,1\n8,cancelled,2026-01-01 10:00,3,b,B,1\n',
    ],
    [
      'an order a row',
      'order_id,status,order_date,customer_id,line_item_1,line_item_2\n7,completed,2026-01-01 10:00,3,name:A|product_id:1|sku:a|quantity:1|total:5,name:B|product_id:2|sku:b|quantity:1|total:5\n8,cancelled,2026-01-01 10:00,3,name:A|product_id:1|sku:a|quantity:1,\n',
    ],
  ])("are WooCommerce's, %s", async (_, csv) => {
    const { lines, counts } = await read('woo-orders.csv', csv);
    const at = Date.parse('2026-01-01 10:00');
    expect(lines).toEqual([0, 1].map((row) => ({ order: '7', row, at, shopper: '3' })));
    expect(counts.others).toBe(1);
  });
});

describe('orders with their lines inside', () => {
  const at = 1_700_000_000_000;
  it('are read from JSON of Shopify and WooCommerce', async () => {
    const order = {
      id: 9,
      name: '#1',
      created_at: '2026-01-01T00:00:00Z',
      customer: { id: 5 },
      line_items: [
        { id: 77, sku: 'a', product_id: 1, quantity: 1 },
        { id: 78, sku: 'b', quantity: 2 },
      ],
    };
    const { lines } = await read('orders.json', JSON.stringify({ orders: [order] }));
    expect(lines).toEqual(
      [0, 1].map((row) => ({ order: '9', row, at: Date.parse('2026-01-01T00:00:00Z'), shopper: '5' })),
    );
    const woo = {
      id: 3,
      status: 'completed',
      date_created: '2026-01-01T00:00:00',
      customer_id: 4,
      billing: { email: 'u@example.com' },
      line_items: [{ id: 1, product_id: 'b', sku: '' }],
    };
    expect((await read('woo-orders.json', JSON.stringify([woo]))).lines).toMatchObject([
      { order: '3', row: 1, shopper: '4' },
    ]);
  });

  const events = [
    {
      event_name: 'view_item',
      event_timestamp: String(at * 1000),
      user_pseudo_id: 'u.1',
      items: [{ item_id: 'a' }],
    },
    {
      event_name: 'purchase',
      event_timestamp: String(at * 1000),
      user_pseudo_id: 'u.1',
      ecommerce: { transaction_id: 'T1' },
      items: [{ item_id: 'a', quantity: '1' }, { item_id: 'b' }, { item_id: 'zzz' }],
    },
    {
      event_name: 'purchase',
      event_timestamp: String(at * 1000),
      user_pseudo_id: 'u.2',
      event_params: [{ key: 'transaction_id', value: { string_value: 'T2' } }],
      items: [{ item_id: 'b' }],
    },
    {
      event_name: 'add_to_cart',
      event_timestamp: String(at * 1000),
      user_pseudo_id: 'u.1',
      items: [{ item_id: 'a' }],
    },
  ];
  const expected = [
    { order: 'T1', row: 0, at, shopper: 'u.1' },
    { order: 'T1', row: 1, at, shopper: 'u.1' },
    { order: 'T2', row: 1, at, shopper: 'u.2' },
  ];

  it("are GA4's events, of which purchases count", async () => {
    const { lines, counts } = await read(
      'events.json.gz',
      gzipSync(events.map((event) => JSON.stringify(event)).join('\n')),
    );
    expect(lines).toEqual(expected);
    expect([counts.others, counts.unknown]).toEqual([2, 1]);
  });

  it("are GA4's events in Parquet", async () => {
    const column = (name: string, data: unknown[], type: 'STRING' | 'INT64' | 'JSON') => ({
      name,
      data,
      type,
      nullable: true,
    });
    const bytes = parquetWriteBuffer({
      columnData: [
        column(
          'event_name',
          events.map((event) => event.event_name),
          'STRING',
        ),
        column(
          'event_timestamp',
          events.map((event) => BigInt(event.event_timestamp)),
          'INT64',
        ),
        column(
          'user_pseudo_id',
          events.map((event) => event.user_pseudo_id),
          'STRING',
        ),
        column(
          'ecommerce',
          events.map((event) => event.ecommerce ?? null),
          'JSON',
        ),
        column(
          'event_params',
          events.map((event) => event.event_params ?? null),
          'JSON',
        ),
        column(
          'items',
          events.map((event) => ({ list: event.items.map((element) => ({ element })) })),
          'JSON',
        ),
      ],
    });
    const { lines, counts } = await read('events.parquet', new Uint8Array(bytes));
    expect(lines).toEqual(expected);
    expect(counts.others).toBe(2);
  });
});

describe('what is no file of orders', () => {
  it.each([
    ['a missing file', 'no.csv', undefined, 'there is no such file'],
    ['an empty file', 'void.csv', '', 'is empty'],
    ['a table of something else', 'else.csv', 'a,b\n1,2\n', 'no column for order and item and date'],
    ['a catalogue', 'catalogue.csv', 'id,title,price\na,A,1\n', 'this looks like a catalogue'],
    ['a web page', 'page.html', '<!doctype html><p>Log in</p>', 'is a web page'],
    ['a cut packing', 'cut.csv.gz', gzipSync('order,item,date\n').subarray(0, 12), 'gz packing is cut short'],
  ])('is said of %s', async (_, name, content, message) => {
    const path = content === undefined ? `${files.folder}/${name}` : files.file(name, content);
    await expect(collect(readOrders(path, new Map(), noOrders()))).rejects.toMatchObject({
      code: 'bad-catalogue',
      message: expect.stringContaining(message) as string,
    });
  });
});
