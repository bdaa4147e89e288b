import { expect, it } from 'vitest';
import { openShop } from '../server/listing.ts';
import { pageOf } from './index.ts';

const shop = openShop({
  name: 'A & B',
  isMadeUp: false,
  comparesImages: false,
  items: [
    { id: 'a/1', title: 'Chair <b>' },
    {
      id: 'b',
      title: 'Table',
      category: 'Rooms > Tables',
      price: 10,
      salePrice: 8,
      currency: 'USD',
      image: 'https://images.example/b.jpg',
      availability: 'out_of_stock',
      rating: 4.5,
    },
  ],
});

const open = (address: string, cookies = {}) => {
  const url = new URL(address, 'http://localhost');
  return pageOf({ shop, url, path: decodeURIComponent(url.pathname), cookies });
};

it('every page of any catalogue is sent, and none says undefined', () => {
  const pages = ['/', '/category/Rooms', '/category/Rooms?kind=Tables', '/category/Everything', '/product/b'];
  for (const address of [
    ...pages,
    '/product/a%2F1',
    '/search',
    '/search?q=table',
    '/cart',
    '/thanks',
    '/taste',
    '/how',
  ]) {
    const page = open(address)!;
    expect([address, page.status]).toEqual([address, 200]);
    expect(page.text).not.toContain('looking-similar'); // the pack has no images to compare
    expect(page.text).not.toMatch(/undefined|NaN|\[object|<b>(?! of)/);
    expect(page.text.match(/<h1/g)).toHaveLength(1);
  }
});

it('what the shop lacks is a 404 of the shop, and a script is not its page', () => {
  for (const address of ['/product/none', '/category/None', '/nowhere', '/constructor'])
    expect(open(address)).toMatchObject({ status: 404 });
  expect(open('/client/main.ts')).toBeUndefined();
  expect(open('/examples/')).toBeUndefined();
});

it('prices, what is sold out, and structured data are those of the catalogue', () => {
  const { text } = open('/product/b')!;
  expect(text).toMatch(/\$8\.00<\/span>\s*<s class="was">\$10\.00/);
  expect(text).toMatch(/disabled>\s*Sold out/);
  expect(JSON.parse(/ld\+json">(.*?)<\/script>/s.exec(text)![1]!)).toMatchObject({
    sku: 'b',
    offers: { price: 8, priceCurrency: 'USD', availability: 'https://schema.org/OutOfStock' },
  });
});

it('a back end that the address names stays for the visit, and a made-up one does not', () => {
  expect(open('/?backend=js')).toMatchObject({ cookies: ['backend=js; Path=/; SameSite=Lax'] });
  expect(open('/', { backend: 'js' })!.text).toContain('data-backend="js"');
  expect(open('/?backend=abacus')).toMatchObject({ cookies: [] });
  expect(open('/?backend=abacus')!.text).toContain('data-backend="auto"');
});

it('images of other hosts are known, so that the policy can name them', () => {
  expect(shop.imageHosts).toEqual(['https://images.example']);
  expect(shop.departments.map(({ name }) => name)).toEqual(['Everything', 'Rooms']);
});
