import { expect, it } from 'vitest';
import { productsPage } from './products-page.ts';

const page = (address: string, number: number) => productsPage(new URL(address), number);

it('asks for full pages of products.json', () => {
  expect(page('https://shop.example/products.json', 1)).toBe('https://shop.example/products.json?limit=250');
  expect(page('https://shop.example/collections/all/products.json?x=1', 3)).toBe(
    'https://shop.example/collections/all/products.json?x=1&limit=250&page=3',
  );
});

it('leaves other feeds, and addresses that say which products they ask for', () => {
  for (const address of [
    'feed.xml',
    'myproducts.json',
    'products.json/x',
    'products.json?page=2',
    'products.json?limit=5',
  ])
    expect(page(`https://shop.example/${address}`, 2)).toBeUndefined();
});
