import fc from 'fast-check';

/** One row of a made catalogue, and what must become of it. */
export type MadeRow =
  | { readonly kind: 'item'; readonly price: number; readonly currency: string; readonly has: Has }
  | {
      readonly kind: 'no-price' | 'range' | 'repeat' | 'hidden' | 'word' | 'no-title' | 'no-id';
      readonly has: Has;
    };

interface Has {
  readonly image: boolean;
  readonly category: boolean;
  readonly inStock: boolean;
  readonly title: number;
}

/** One line of made orders: the item by its place among the items, or what is wrong with the line. */
export interface MadeLine {
  readonly order: number;
  readonly item: number;
  readonly kind: 'known' | 'unknown' | 'returned' | 'bad-date';
}

export interface MadeShop {
  readonly rows: readonly MadeRow[];
  readonly lines: readonly MadeLine[];
  /** Orders of a number below this name no shopper. */
  readonly nameless: number;
}

const has = fc.record({
  image: fc.boolean(),
  category: fc.boolean(),
  inStock: fc.boolean(),
  title: fc.nat({ max: 9 }),
});
const row: fc.Arbitrary<MadeRow> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('item' as const),
      price: fc.nat({ max: 3000 }).map((cents) => (cents < 200 ? 0 : cents / 100)),
      currency: fc.constantFrom('EUR', 'CHF'),
      has,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('no-price', 'range', 'repeat', 'hidden', 'word', 'no-title', 'no-id'),
      has,
    }),
  },
);
const line = fc.record({
  order: fc.nat({ max: 25 }),
  item: fc.nat({ max: 2 }),
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('known' as const) },
    { weight: 1, arbitrary: fc.constantFrom('unknown', 'returned', 'bad-date') },
  ),
});

/** Shops whose right numbers follow from how they are made. */
export const madeShops: fc.Arbitrary<MadeShop> = fc.record({
  rows: fc
    .array(row, { minLength: 1, maxLength: 30, size: 'max' })
    .map((rows) => [{ kind: 'no-price' as const, has: rows[0]!.has }, ...rows]),
  lines: fc.array(line, { maxLength: 90, size: 'max' }),
  nameless: fc.nat({ max: 8 }),
});

/** The catalogue as a shop's file. Row i of the file is on line i + 2. */
export function catalogueCsv({ rows }: Pick<MadeShop, 'rows'>): string {
  const lines = rows.map((made, i) => {
    const { kind, has: own } = made;
    const price = {
      item: kind === 'item' ? `${made.price.toFixed(2).replace('.', ',')} ${made.currency}` : '',
      'no-price': '',
      range: '5,00 € - 9,00 €',
      repeat: '',
      hidden: '1,00 EUR',
      word: 'dear',
      'no-title': '1,00 EUR',
      'no-id': '1,00 EUR',
    }[kind];
    return [
      kind === 'no-id' ? '' : idOf(rows, i),
      kind === 'no-title' ? '' : `Title ${own.title}`,
      price,
      own.image ? `https://shop.example/${i}.jpg` : '',
      own.category ? `Category ${own.title % 3}` : '',
      own.inStock ? 'in stock' : 'out of stock',
      kind === 'hidden' ? 'draft' : 'active',
    ].join(';');
  });
  return ['id;title;price;image;category;availability;status', ...lines, ''].join('\r\n');
}

/** A repeated row has the id of the first item. */
export function idOf(rows: MadeShop['rows'], i: number): string {
  return rows[i]!.kind === 'repeat' ? 'sku-0' : `sku-${i}`;
}

/** Epoch milliseconds. */
export function dateOf(order: number): number {
  return Date.UTC(2026, 0, 1 + order);
}

/** Eight shoppers share the orders, so that some have several. */
export function shopperOf({ nameless }: MadeShop, order: number): string | undefined {
  return order < nameless ? undefined : `shopper-${order % 8}`;
}

/** @param ids Of the catalogue's items, in their order. */
export function ordersCsv(shop: MadeShop, ids: readonly string[]): string {
  const lines = shop.lines.map(({ order, item, kind }) =>
    [
      `order-${order}`,
      kind === 'unknown' ? `lost-${item}` : ids[item % ids.length]!,
      kind === 'bad-date' ? 'someday' : new Date(dateOf(order)).toISOString(),
      shopperOf(shop, order) ?? '',
      kind === 'returned' ? '-1' : '1',
    ].join(','),
  );
  return ['order_id,item_id,date,customer_id,quantity', ...lines, ''].join('\n');
}
