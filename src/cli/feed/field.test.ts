import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../types.ts';
import { runCli } from '../testing/run-cli.ts';
import { readCatalogue } from './catalogue.ts';
import type { Findings } from './findings.ts';
import { noOrders, readOrders } from './orders.ts';

/** Small files made after export formats and bug reports of other products, with the right result of each. */
const FOLDER =
  process.env['VITRINE_FIELD'] ?? fileURLToPath(new URL('../../../../shared/field/feeds', import.meta.url));

function field(name: string): string {
  const path = join(FOLDER, name);
  if (!existsSync(path))
    throw new Error(`${path} is missing: set VITRINE_FIELD to the folder of the field's feeds`);
  return path;
}

async function read(name: string) {
  const catalogue = await readCatalogue([field(name)]);
  return { ...catalogue, byId: Object.fromEntries(catalogue.items.map((item) => [item.id, item])) };
}

const lines = ({ listed }: Findings) => listed.map(({ line }) => line);
const prices = (items: readonly Item[]) =>
  items.map(({ price, salePrice, currency }) =>
    [salePrice ?? price, currency].filter((part) => part !== undefined).join(' '),
  );

describe('a feed from the field', () => {
  it('crlf-lines.csv: findings name the true lines', async () => {
    const { items, rows, refused } = await read('crlf-lines.csv');
    expect(items.map(({ id }) => id)).toEqual(['a', 'd']);
    expect([rows, refused.rows, lines(refused)]).toEqual([4, 2, [3, 4]]);
  });

  it('dry-run-strict.csv: a dry run fails as the build would', async () => {
    const { code, stderr } = await runCli(['build', field('dry-run-strict.csv'), '--dry-run', '--strict']);
    expect(code).toBe(1);
    expect(stderr).toContain('dry-run-strict.csv:3 has a price that cannot be read: abc');
  });

  it('crlf-12000-rows.csv.gz: every row is an item', async () => {
    const { items, rows, refused, merged } = await read('crlf-12000-rows.csv.gz');
    expect([items.length, rows, refused.rows, merged]).toEqual([12_000, 12_000, 0, 0]);
  });

  it('orders-day-first.csv: the day comes first in the whole file', async () => {
    const counts = noOrders();
    const days: string[] = [];
    const rowOf = new Map([
      ['a', 0],
      ['b', 1],
    ]);
    for await (const { at } of readOrders(field('orders-day-first.csv'), rowOf, counts))
      days.push(new Date(at).toISOString().slice(0, 10));
    expect(days).toEqual(['2026-03-25', '2026-04-05', '2026-04-12', '2026-04-30']);
  });

  it.each([
    [
      'price-spellings.csv',
      ['129999 INR', '1499 INR', '49.9 MYR', '150000 IDR', '10 USD', '12.5 EUR', '12 EUR', '12 EUR'],
    ],
    ['three-decimals.csv', ['12.5 KWD', '3.25 BHD', '1299 EUR', '12.5 EUR']],
    ['currency-column.csv', ['12990 CLP', '12.5 KWD', '19.9 EUR']],
    ['minor-units.json', ['120.5 USD']],
    ['prestashop.csv', ['22.94']],
  ])('%s: its prices are %j', async (name, expected) => {
    const { items } = await read(name);
    expect(prices(items)).toEqual(expected);
  });

  it('prestashop.csv: what is disabled is skipped', async () => {
    const { items, skipped } = await read('prestashop.csv');
    expect([items.length, skipped.rows]).toEqual([1, 1]);
  });

  it('nan.json: NaN is no value', async () => {
    const { byId } = await read('nan.json');
    expect(byId).toMatchObject({ 1: { price: 99.5 }, 2: { title: 'Chair' }, 3: { price: 12 } });
    expect([byId[2]!.price, byId[3]!.brand]).toEqual([undefined, undefined]);
  });

  it('backslash.csv: a backslash escapes a quote', async () => {
    const { items, refused } = await read('backslash.csv');
    expect(refused.rows).toBe(0);
    expect(items.map(({ title, price }) => [title, price])).toEqual([
      ['Pipe 12" steel', 9.5],
      ['Plain pipe', 8],
      ['Door "Nord"', 120],
    ]);
  });

  it('excel-text.csv: codes keep their zeros without the wrapping', async () => {
    const { items } = await read('excel-text.csv');
    expect(items.map(({ id }) => id)).toEqual(['00123', '00124', '00125']);
  });

  it('keyed-by-id.json: entries under their keys', async () => {
    const { items } = await read('keyed-by-id.json');
    expect(items.map(({ id, title, price }) => [id, title, price])).toEqual([
      ['1', 'Desk', 99.5],
      ['2', 'Chair', 12],
    ]);
  });

  it('mongoexport.json: wrapped ids and numbers', async () => {
    const { items } = await read('mongoexport.json');
    expect(items.map(({ id, price }) => [id, price])).toEqual([
      ['A', 99.5],
      ['5f1b', 12],
    ]);
  });

  it('localised-names.json: one language', async () => {
    const { items } = await read('localised-names.json');
    expect(items.map(({ title, description }) => [title, description])).toEqual([
      ['Oak stool', 'Sturdy'],
      ['Ash stool', undefined],
    ]);
  });

  it('title-twice.xml: an empty title hides no filled one', async () => {
    const { items } = await read('title-twice.xml');
    expect(items).toMatchObject([{ id: '1', title: 'Sugar bowl', price: 9 }]);
  });

  it('yml-vendor-model.xml: prefix, vendor and model are the title', async () => {
    const { items } = await read('yml-vendor-model.xml');
    expect(items).toMatchObject([
      { title: 'Air conditioner Nord LS-05', brand: 'Nord', price: 10596, currency: 'RUB' },
    ]);
    expect(items[0]!.category).toBeUndefined();
  });

  it('woo-rest.json: no group 0, no draft, nothing hidden', async () => {
    const { items, byId, skipped } = await read('woo-rest.json');
    expect(items).toHaveLength(8);
    expect(items.filter(({ group }) => group !== undefined)).toEqual([]);
    expect([byId['300'], byId['301'], skipped.rows]).toEqual([undefined, undefined, 2]);
  });

  it('woo-hidden.csv: what is hidden is skipped, what is found by search is not', async () => {
    const { items } = await read('woo-hidden.csv');
    expect(items.map(({ id }) => id)).toEqual(['A-2', 'A-3']);
  });

  it.each(['woo-de.csv', 'woo-fr.csv'])('%s: headers of the admin’s language', async (name) => {
    const { items, byId } = await read(name);
    expect(items.map(({ id }) => id).sort()).toEqual(['H-1', 'S-1-R']);
    expect(byId['S-1-R']).toMatchObject({ price: 19.9, group: 'S-1', image: 'https://shop.example/s.png' });
    expect(byId['H-1']).toMatchObject({ price: 29, salePrice: 15 });
    expect(byId['H-1']!.category).toMatch(/^Mode > /);
  });

  it('magento.csv: store views are languages, children are variants, links', async () => {
    const { items, byId } = await read('magento.csv');
    expect(items.map(({ id }) => id).sort()).toEqual(expect.not.arrayContaining(['VEST']));
    const groups = new Set([byId['HOOD-S']!.group, byId['HOOD-M']!.group]);
    expect(groups.size).toBe(1);
    expect([...groups][0]).toBeDefined();
    if (byId['HOOD']) expect(byId['HOOD']).toMatchObject({ title: 'Warm hoodie', group: [...groups][0] });
    expect(byId['HOOD-S']!.title).toBe('Warm hoodie-S');
    expect(byId['HOOD-S']!.url).toContain('warm-hoodie');
  });

  it('shopify-one-sku.csv: a shared SKU merges nothing', async () => {
    const { items } = await read('shopify-one-sku.csv');
    expect(items.map(({ title, price, availability }) => [title, price, availability])).toEqual([
      ['Oak bowl - Small', 20, 'in_stock'],
      ['Oak bowl - Large', 35, 'out_of_stock'],
      ['Ash spoon', 9, 'in_stock'],
      ['Elm board', 29, 'in_stock'],
    ]);
  });

  it('etsy.csv: an id each', async () => {
    const { items } = await read('etsy.csv');
    expect(items.map(({ title }) => title)).toEqual(['Cat sweatshirt', 'Dog sweatshirt']);
    expect(new Set(items.map(({ id }) => id)).size).toBe(2);
    expect(items[0]!.id).not.toContain(',');
    expect(items[0]!.image).toBe('https://images.example/1.jpg');
  });

  it('squarespace.csv: variants below their product, sale flag, visibility, first image', async () => {
    const { items } = await read('squarespace.csv');
    const stools = items.filter(({ title }) => title.startsWith('Oak stool'));
    expect(stools.map(({ price }) => price)).toEqual([120, 130]);
    expect(new Set(stools.map(({ group }) => group)).size).toBe(1);
    expect(stools[0]!.image).toBe('https://images.example/a.png');
    const ash = items.find(({ title }) => title === 'Ash stool')!;
    expect([ash.price, ash.salePrice]).toEqual([80, undefined]);
    expect(items.some(({ title }) => title.startsWith('Secret'))).toBe(false);
  });

  it('bigcommerce.csv: stock that nobody counts, category path, visibility', async () => {
    const { items, refused } = await read('bigcommerce.csv');
    expect(refused.rows).toBe(0);
    const basket = items.find(({ title }) => title.startsWith('Wire basket'))!;
    expect(basket.availability).not.toBe('out_of_stock');
    expect(basket.category).toMatch(/Kitchen$/);
    expect(basket.category).not.toContain('Category');
    expect(items.some(({ title }) => title.startsWith('Secret'))).toBe(false);
  });
});
