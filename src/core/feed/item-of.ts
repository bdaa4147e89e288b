import type { Availability, Item } from '../../types.ts';
import type { Columns } from './columns.ts';
import { parsePrice } from './price.ts';

/**
 * An item from one entry of a feed.
 *
 * @returns Why it is none, if it is none.
 */
export function itemOf(record: Readonly<Record<string, unknown>>, columns: Columns): Item | string {
  const field = (name: string) => textOf(columns[name] === undefined ? undefined : record[columns[name]]);
  const id = field('id');
  const title = field('title');
  if (id === undefined) return 'has no id';
  if (title === undefined) return 'has no title';
  const written = columns['price'] === undefined ? undefined : record[columns['price']];
  const hasPrice = written !== undefined && written !== null && written !== '';
  const price = hasPrice ? parsePrice(written) : undefined;
  if (hasPrice && !price) return `has a price that cannot be read: ${String(written)}`;
  const availability = availabilityOf(field('availability'));
  const currency = field('currency') ?? price?.currency;
  return {
    id,
    title,
    ...texts({
      description: columns['description'] === columns['title'] ? undefined : field('description'),
      category: field('category'),
      brand: field('brand'),
    }),
    ...(price && { price: price.price }),
    ...texts({ currency, image: field('image'), url: field('url'), group: field('group') }),
    ...(availability && { availability }),
  };
}

function texts(fields: Readonly<Record<string, string | undefined>>): Partial<Item> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return String(value).trim() || undefined;
}

const AVAILABILITY: Readonly<Record<string, Availability>> = {
  instock: 'in_stock',
  true: 'in_stock',
  available: 'in_stock',
  limitedavailability: 'in_stock',
  outofstock: 'out_of_stock',
  false: 'out_of_stock',
  soldout: 'out_of_stock',
  discontinued: 'out_of_stock',
  preorder: 'preorder',
  backorder: 'backorder',
};

function availabilityOf(text: string | undefined): Availability | undefined {
  const plain = text
    ?.toLowerCase()
    .replace(/^https?:\/\/schema\.org\//, '')
    .replace(/[^a-z]/g, '');
  return plain === undefined ? undefined : AVAILABILITY[plain];
}
