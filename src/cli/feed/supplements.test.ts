import { describe, expect, it } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { testFolder, told } from './testing/files.ts';

const files = testFolder();
const PRIMARY = [
  'id,title,description,price,sale_price,sale_price_effective_date,availability,image_link,brand',
  'a,Stool,Of oak,20.00 USD,,,in_stock,https://shop.example/a.png,Nord',
  'b,Bench,Of ash,90.00 USD,70.00 USD,,in_stock,https://shop.example/b.png,Nord',
  'c,Chair,,50.00 USD,,,out_of_stock,,',
].join('\n');

async function read(...contents: readonly string[]) {
  const names = contents.map((content, i) => files.file(`feed-${i}.csv`, content));
  const catalogue = await readCatalogue(names);
  const { entries, items, merged, skipped, refused } = catalogue;
  expect(entries).toBe(items.length + merged + skipped.rows + refused.rows);
  return { ...catalogue, byId: Object.fromEntries(catalogue.items.map((item) => [item.id, item])) };
}

describe('a supplemental feed', () => {
  it('adds its fields to the items of the first, and changes nothing else', async () => {
    const before = await read(PRIMARY);
    const { byId, items, refused, merged } = await read(
      PRIMARY,
      'id,sale_price,availability\na,15.00 USD,\nc,,in_stock\n',
    );
    expect(byId).toEqual({
      a: { ...before.byId['a'], salePrice: 15 },
      b: before.byId['b'],
      c: { ...before.byId['c'], availability: 'in_stock' },
    });
    expect([items.length, refused.rows, merged]).toEqual([3, 0, 2]);
  });

  it('may come before the feed that it adds to', async () => {
    const extra = 'id,price\na,25 USD\n';
    expect((await read(extra, PRIMARY)).byId['a']).toEqual((await read(PRIMARY, extra)).byId['a']);
    expect((await read(extra, PRIMARY)).byId['a']?.price).toBe(25);
  });

  it('replaces a description without taking it for a title', async () => {
    const { byId } = await read(PRIMARY, 'id,description\na,Of solid oak\n');
    expect(byId['a']).toMatchObject({ title: 'Stool', description: 'Of solid oak' });
  });

  it('keeps a sale that a new regular price leaves standing, and drops one that is not lower any more', async () => {
    const { byId } = await read(PRIMARY, 'id,price\nb,80 USD\n', 'id,price\na,1 USD\n');
    expect(byId['b']).toMatchObject({ price: 80, salePrice: 70 });
    const { byId: later } = await read(PRIMARY, 'id,price\nb,60 USD\n');
    expect([later['b']?.price, later['b']?.salePrice]).toEqual([60, undefined]);
  });

  it('does not compare prices of two currencies', async () => {
    const { byId, repaired } = await read(PRIMARY, 'id,price\nb,500 SEK\n', 'id,sale_price\na,5 GBP\n');
    expect(byId['b']).toMatchObject({ price: 500, currency: 'SEK' });
    expect(byId['b']).not.toHaveProperty('salePrice');
    expect(byId['a']).toMatchObject({ price: 20, currency: 'USD' });
    expect(byId['a']).not.toHaveProperty('salePrice');
    expect(Object.keys(repaired.kinds)).toContain(
      'has two prices in different currencies, of which one was left out',
    );
  });

  it('reports the ids that no item has, with their lines', async () => {
    const { skipped, items } = await read(PRIMARY, 'id,price\na,25 USD\nnone,3 USD\n');
    expect(items).toHaveLength(3);
    expect(told(skipped.listed)).toEqual([[3, 'has no title, and adds to an item that no file has: none']]);
  });

  it('hides items', async () => {
    const { items, skipped } = await read(PRIMARY, 'id,status\na,archived\nb,active\n');
    expect(items.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(told(skipped.listed)).toEqual([[2, 'is not shown by the shop: status archived']]);
  });

  it('is refused if none of its ids is known, or if it is the only file', async () => {
    await expect(read(PRIMARY, 'id,price\nx,1 USD\n')).rejects.toThrow('feed-1.csv: no column for title');
    await expect(read('id,price\nx,1 USD\n')).rejects.toThrow('no column for title');
  });

  it('leaves a row without a title refused in a feed that has titles', async () => {
    const { refused } = await read(PRIMARY, 'id,title,price\nd,Table,5 USD\ne,,6 USD\n');
    expect(told(refused.listed)).toEqual([[3, 'has no title']]);
  });
});

describe('a currency beside the list', () => {
  it.each([
    ['before it', '{"shop":{"currencyCode":"CLP"},"products":[{"id":1,"title":"A","price":"12.990"}]}'],
    ['behind it', '{"products":[{"id":1,"title":"A","price":"12990"}],"currency":"CLP"}'],
  ])('is that of prices without one, if it stands %s', async (_, json) => {
    const { items } = await files.read('shop.json', json);
    expect(items).toMatchObject([{ price: 12990, currency: 'CLP' }]);
  });

  it('does not replace one that an item names', async () => {
    const { items } = await files.read(
      'own.json',
      '{"currency":"EUR","products":[{"id":1,"title":"A","price":"5 USD"},{"id":2,"title":"B","price":6}]}',
    );
    expect(items.map(({ price, currency }) => [price, currency])).toEqual([
      [5, 'USD'],
      [6, 'EUR'],
    ]);
  });
});
