import { describe, expect, it } from 'vitest';
import { noOrders, readOrders } from './orders.ts';
import { collect, testFolder } from './testing/files.ts';

const files = testFolder();
const at = Date.parse('2026-03-25T10:00:00Z');

async function read(name: string, content: string, ids = ['a', 'b']) {
  const counts = noOrders();
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const lines = await collect(readOrders(files.file(name, content), rowOf, counts));
  return { lines, counts };
}

const table = (...rows: readonly string[]) => `${rows.join('\n')}\n`;

describe("a platform's export of orders", () => {
  it("is Shopify's: rows below an order's first are part of it, and of its fate", async () => {
    const columns =
      'Name,Email,Financial Status,Paid at,Fulfillment Status,Created at,Lineitem quantity,Lineitem name,Lineitem sku,Cancelled at';
    const { lines, counts } = await read(
      'shopify.csv',
      table(
        columns,
        '#1,u@shop.example,paid,2026-03-25 10:00:00 +0000,,2026-03-25 10:00:00 +0000,1,Thing A,a,',
        '#1,u@shop.example,,,,,2,Thing B,b,',
        '#2,v@shop.example,refunded,,,2026-03-25 10:00:00 +0000,1,Thing A,a,',
        '#2,v@shop.example,,,,,2,Thing B,b,',
        '#3,w@shop.example,pending,,,2026-03-25 10:00:00 +0000,1,Thing A,a,',
        '#4,w@shop.example,paid,,,2026-03-25 10:00:00 +0000,1,Thing A,a,2026-03-26 10:00:00 +0000',
        '#4,w@shop.example,,,,,2,Thing B,b,',
        '#5,x@shop.example,partially_refunded,,,2026-03-25 10:00:00 +0000,1,a,,',
      ),
    );
    expect(lines).toEqual([
      { order: '#1', row: 0, at, shopper: 'u@shop.example' },
      { order: '#1', row: 1, at, shopper: 'u@shop.example' },
      { order: '#5', row: 0, at, shopper: 'x@shop.example' },
    ]);
    expect(counts.skipped.kinds).toEqual({
      'is an order that was refunded': 2,
      'is an order that is not paid': 1,
      'is an order that was cancelled': 2,
    });
    expect(counts.others).toBe(5);
  });

  it("is Shopify's JSON: variants before products, tests left out", async () => {
    const line = { id: 'a', variant_id: 12, product_id: 9, sku: '', quantity: 1 };
    const order = { id: 1, created_at: '2026-03-25T10:00:00Z', financial_status: 'paid', line_items: [line] };
    const { lines, counts } = await read(
      'shopify-orders.json',
      JSON.stringify({
        orders: [order, { ...order, id: 2, test: true }, { ...order, id: 3, cancelled_at: '2026-03-26' }],
      }),
      ['9', '12'],
    );
    expect(lines).toEqual([{ order: '1', row: 1, at }]);
    expect(counts.skipped.kinds).toEqual({ 'is a test order': 1, 'is an order that was cancelled': 1 });
  });

  it("is WooCommerce's REST answer: a line's own number is no item", async () => {
    const order = (id: number, status: string, line: object) => ({
      id,
      status,
      date_created_gmt: '2026-03-25T10:00:00',
      customer_id: 0,
      billing: { email: 'u@shop.example' },
      line_items: [{ id: 77, name: 'Thing', quantity: 1, ...line }],
    });
    const { lines, counts } = await read(
      'woo.json',
      JSON.stringify([
        order(1, 'completed', { product_id: 5, variation_id: 0, sku: 'a' }),
        order(2, 'processing', { product_id: 5, variation_id: 31, sku: '' }),
        order(3, 'completed', { product_id: 88, variation_id: 0, sku: '' }),
        order(4, 'pending', { product_id: 5, variation_id: 0, sku: 'a' }),
        order(5, 'on-hold', { product_id: 5, variation_id: 0, sku: 'a' }),
        order(6, 'refunded', { product_id: 5, variation_id: 0, sku: 'a' }),
      ]),
      ['a', '31', '77'],
    );
    expect(lines.map(({ order: number, row }) => [number, row])).toEqual([
      ['1', 0],
      ['2', 1],
    ]);
    expect([counts.unknown, counts.others]).toEqual([1, 3]);
  });

  it.each([
    [
      'one cell a line',
      'order_id,status,date,customer_id,line_item_1,line_item_2\n7,completed,2026-03-25 10:00,3,name:A|product_id:1|sku:a|quantity:1,name:B|product_id:2|sku:b|quantity:1\n',
    ],
    [
      'one cell for all',
      'order_id,status,date,customer_id,line_items\n7,wc-completed,2026-03-25 10:00,3,id:70|name:A|product_id:1|sku:a|quantity:1;id:71|name:B|product_id:2|sku:b|quantity:1\n',
    ],
    [
      'a row a line',
      'Order Number,Order Status,Order Date,Customer User ID,SKU,Item Name,Quantity (- Refund)\n7,Completed,2026-03-25 10:00,3,a,A,1\n7,Completed,2026-03-25 10:00,3,b,B,1\n7,Completed,2026-03-25 10:00,3,b,B,-1\n',
    ],
  ])('is of a WooCommerce plug-in, %s', async (_, csv) => {
    const { lines } = await read('woo-plugin.csv', csv);
    expect(lines).toEqual([0, 1].map((row) => ({ order: '7', row, at, shopper: '3' })));
  });

  it("is Magento's REST answer: what was chosen of a configurable product counts once", async () => {
    const items = [
      { item_id: 1, order_id: 3, sku: 'a', product_id: 10, product_type: 'configurable', qty_ordered: 1 },
      {
        item_id: 2,
        order_id: 3,
        sku: 'a',
        product_id: 11,
        product_type: 'simple',
        qty_ordered: 1,
        parent_item_id: 1,
      },
      { item_id: 3, order_id: 3, sku: 'b', product_id: 12, qty_ordered: 2 },
    ];
    const order = {
      entity_id: 3,
      increment_id: '000000003',
      created_at: '2026-03-25 10:00:00',
      customer_email: 'u@shop.example',
      state: 'complete',
      status: 'complete',
      items,
    };
    const { lines, counts } = await read(
      'magento.json',
      JSON.stringify({
        items: [
          order,
          { ...order, increment_id: '4', status: 'canceled', state: 'canceled' },
          { ...order, increment_id: '5', status: 'pending_payment' },
        ],
      }),
    );
    expect(lines).toEqual([0, 1].map((row) => ({ order: '000000003', row, at, shopper: 'u@shop.example' })));
    expect(counts.others).toBe(2);
  });

  it('is a table of Magento with the lines on rows below the order', async () => {
    const { lines } = await read(
      'magento.csv',
      table(
        'increment_id,created_at,customer_email,status,item:sku,item:name,item:qty_ordered',
        '1,2026-03-25 10:00:00,u@shop.example,complete,a,A,1',
        ',,,,b,B,1',
        '2,2026-03-25 10:00:00,u@shop.example,canceled,a,A,1',
        ',,,,b,B,1',
      ),
    );
    expect(lines).toEqual([0, 1].map((row) => ({ order: '1', row, at, shopper: 'u@shop.example' })));
  });

  it("is BigCommerce's, with all products in one cell", async () => {
    const cell =
      'Product ID: 11, Product Qty: 2, Product SKU: a, Product Name: Bowl, white, Product Weight: 0.5, Product Variation Details: , Product Unit Price: 9.00, Product Total Price: 18.00|Product ID: 12, Product Qty: 1, Product SKU: , Product Name: Mug';
    const { lines, counts } = await read(
      'bigcommerce.csv',
      table(
        'Order ID,Customer ID,Customer Name,Order Date,Order Status,Product Details',
        `1,5,U,25/03/2026 10:00,Shipped,"${cell}"`,
        `2,5,U,25/03/2026 10:00,Awaiting Payment,"${cell}"`,
        `3,5,U,25/03/2026 10:00,Cancelled,"${cell}"`,
      ),
      ['a', '12'],
    );
    expect(lines).toEqual([0, 1].map((row) => ({ order: '1', row, at, shopper: '5' })));
    expect(counts.others).toBe(2);
  });

  it("is PrestaShop's, from its API and from its database", async () => {
    const rows = [
      { product_id: '1', product_attribute_id: '0', product_quantity: '1', product_reference: 'a' },
      { product_id: '2', product_attribute_id: '0', product_quantity: '1', product_reference: 'b' },
    ];
    const order = {
      id: 6,
      id_customer: '5',
      reference: 'XKBKNABJK',
      date_add: '2026-03-25 10:00:00',
      current_state: '5',
      valid: '1',
      associations: { order_rows: rows },
    };
    const expected = [0, 1].map((row) => ({ order: '6', row, at, shopper: '5' }));
    const api = await read(
      'prestashop.json',
      JSON.stringify({ orders: [order, { ...order, id: 7, valid: '0', current_state: '6' }] }),
    );
    expect([api.lines, api.counts.others]).toEqual([expected, 1]);
    const xml = await read(
      'prestashop.xml',
      `<prestashop><orders><order><id>6</id><id_customer>5</id_customer><current_state>5</current_state><valid>1</valid><date_add>2026-03-25 10:00:00</date_add><associations><order_rows>${rows
        .map(
          (row) =>
            `<order_row>${Object.entries(row)
              .map(([key, value]) => `<${key}>${value}</${key}>`)
              .join('')}</order_row>`,
        )
        .join('')}</order_rows></associations></order></orders></prestashop>`,
    );
    expect(xml.lines).toEqual(expected);
    const sql = await read(
      'prestashop.csv',
      table(
        'id_order;reference;id_customer;date_add;product_id;product_reference;product_quantity',
        '6;XKB;5;2026-03-25 10:00:00;1;a;1',
        '6;XKB;5;2026-03-25 10:00:00;2;b;1',
      ),
    );
    expect(sql.lines).toEqual(expected);
  });

  it.each([
    ['lines', (events: readonly object[]) => events.map((event) => JSON.stringify(event)).join('\n')],
    ['a list', (events: readonly object[]) => JSON.stringify(events)],
  ])("is GA4's BigQuery export as JSON %s, with or without a transaction's number", async (_, write) => {
    const event = {
      event_name: 'purchase',
      event_timestamp: String(at * 1000),
      user_pseudo_id: '12.34',
      items: [{ item_id: 'a', item_name: 'A' }, { item_id: 'b' }],
    };
    const { lines, counts } = await read(
      'ga4.json',
      write([
        { ...event, ecommerce: { transaction_id: 'T1' } },
        { ...event, ecommerce: { transaction_id: '(not set)' } },
        { ...event, event_name: 'view_item' },
      ]),
    );
    expect(lines).toEqual(
      ['T1', `12.34 ${at * 1000}`].flatMap((order) =>
        [0, 1].map((row) => ({ order, row, at, shopper: '12.34' })),
      ),
    );
    expect(counts.others).toBe(1);
  });
});

describe('headers of orders', () => {
  it.each([
    [
      'German',
      'Bestellnummer;Kundennummer;Bestelldatum;Artikelnummer;Menge;Bestellstatus',
      'Storniert',
      'Zahlung ausstehend',
    ],
    [
      'German, of books',
      'Rechnungs-Nr.;Kunden-Nr.;Datum;Artikel-Nr.;Anzahl;Zahlungsstatus',
      'storniert',
      'offen',
    ],
    [
      'French',
      'Numéro de commande;N° client;Date de commande;Référence;Quantité;Statut',
      'Annulée',
      'En attente de paiement',
    ],
    [
      'Spanish',
      'Número de pedido;Cliente;Fecha del pedido;Referencia;Cantidad;Estado',
      'Cancelado',
      'Pendiente de pago',
    ],
    [
      'Italian',
      'Numero ordine;Cliente;Data ordine;Codice articolo;Quantità;Stato',
      'Annullato',
      'In attesa di pagamento',
    ],
    [
      'Dutch',
      'Bestelnummer;Klantnummer;Besteldatum;Artikelnummer;Aantal;Status',
      'Geannuleerd',
      'In afwachting van betaling',
    ],
  ])('in %s are known', async (_, header, cancelled, unpaid) => {
    const { lines, counts } = await read(
      'orders.csv',
      table(
        header,
        '1;k1;25.03.2026 10:00;a;1,00;Ok',
        '1;k1;25.03.2026 10:00;b;-1,00;Ok',
        `2;k1;25.03.2026;a;1;${cancelled}`,
        `3;k1;25.03.2026;a;1;${unpaid}`,
      ),
    );
    expect(lines).toEqual([{ order: '1', row: 0, at, shopper: 'k1' }]);
    expect([counts.returned, counts.skipped.kinds]).toEqual([
      1,
      { 'is an order that was cancelled': 1, 'is an order that is not paid': 1 },
    ]);
  });
});
