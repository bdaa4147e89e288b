import { parse } from 'csv-parse/sync';

export interface Product {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly price: number;
}

export interface OrderLine {
  readonly order: string;
  readonly customer: string;
  readonly item: string;
  readonly date: string;
  readonly quantity: number;
}

interface Row {
  'Order ID': string;
  'Order Date': string;
  'Customer ID': string;
  'Product ID': string;
  'Product Name': string;
  'Sub-Category': string;
  Sales: string;
  Quantity: string;
  Discount: string;
}

const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

const listPrice = (row: Row) => Number(row.Sales) / Number(row.Quantity) / (1 - Number(row.Discount));

/**
 * Gives each row the id of its product. In the data, 32 of the 1,862 product ids stand for two different products (a wall
 * clock and a picture frame, a speakerphone and a cordless handset) with different list prices. Therefore the second name
 * under an id becomes a product of its own, with `-2` after the id, which makes 1,894 products. One name under several
 * ids stays several products, because their prices differ.
 */
function identify(rows: readonly Row[]) {
  const names = new Map<string, string[]>();
  return rows.map((row) => {
    const id = row['Product ID'];
    const known = names.get(id) ?? [];
    names.set(id, known);
    if (!known.includes(row['Product Name'])) known.push(row['Product Name']);
    const use = known.indexOf(row['Product Name']);
    return { row, id: use === 0 ? id : `${id}-${use + 1}` };
  });
}

/** Reads superstore.csv, which has one line for each product of an order. The data has no brands. */
export function readSuperstore(text: string | Buffer): { products: Product[]; lines: OrderLine[] } {
  const identified = identify(parse<Row>(text, { columns: true, bom: true }));

  const rowsOf = new Map<string, Row[]>();
  for (const { id, row } of identified) rowsOf.set(id, [...(rowsOf.get(id) ?? []), row]);

  const products = [...rowsOf].map(([id, rows]) => ({
    id,
    title: rows[0]!['Product Name'].replace(/\s+/g, ' ').trim(),
    category: rows[0]!['Sub-Category'],
    price: Number(median(rows.map(listPrice)).toFixed(2)),
  }));
  const lines = identified.map(({ id, row }) => ({
    order: row['Order ID'],
    customer: row['Customer ID'],
    item: id,
    date: row['Order Date'],
    quantity: Number(row.Quantity),
  }));
  return { products, lines };
}
