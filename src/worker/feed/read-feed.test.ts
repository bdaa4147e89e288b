import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchFeed } from './fetch-feed.ts';
import { plainText } from '../../core/feed/plain-text.ts';
import { readFeed } from './read-feed.ts';

const shopify = {
  products: [
    {
      id: 632910392,
      title: 'IPod Nano - 8GB',
      handle: 'ipod-nano',
      body_html: '<p>It&#39;s the small iPod with <strong>one</strong> very big idea.</p>',
      vendor: 'Apple',
      product_type: 'Cult Products',
      tags: ['Emotive'],
      variants: [
        { id: 808950810, title: 'Pink', sku: 'IPOD2008PINK', price: '199.00', available: false },
        { id: 49148385, title: 'Red', sku: 'IPOD2008RED', price: '199.00', available: true },
      ],
      images: [{ src: 'https://cdn.example/ipod.png' }],
    },
  ],
};

const rss = `<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>
<item><g:id>TV_123456</g:id><title><![CDATA[Google Chromecast & TV]]></title>
<g:description>Chromecast with &lt;b&gt;Google&lt;/b&gt; TV</g:description><link>https://shop.example/tv</link>
<g:image_link>https://shop.example/tv.png</g:image_link><g:price>49.99 USD</g:price><g:brand>Google</g:brand>
<g:product_type>Electronics &gt; TV</g:product_type><g:availability>in stock</g:availability>
<g:item_group_id>TV</g:item_group_id><g:shipping><g:price>5 USD</g:price></g:shipping></item>
<item><g:id>no title</g:id></item></channel></rss>`;

describe('readFeed', () => {
  it('gives an item without an address if its handle holds half of a surrogate pair', async () => {
    const [product] = shopify.products;
    const damaged = { products: [{ ...product, handle: 'x\ud800' }] };
    const { items } = await readFeed([JSON.stringify(damaged)], 10);
    expect(items.map(({ id, url }) => [id, url])).toEqual([
      ['IPOD2008PINK', undefined],
      ['IPOD2008RED', undefined],
    ]);
  });

  it("reads Shopify's products.json, each variant as an item of its product's group", async () => {
    const { items, left } = await readFeed([JSON.stringify(shopify)], 10);
    const product = {
      description: "It's the small iPod with one very big idea.",
      category: 'Cult Products',
      brand: 'Apple',
      price: 199,
      image: 'https://cdn.example/ipod.png',
      group: '632910392',
      attributes: { tags: ['Emotive'] },
    };
    const url = '/products/ipod-nano?variant=';
    const [pink, red] = [
      { id: 'IPOD2008PINK', title: 'IPod Nano - 8GB - Pink', url: `${url}808950810` },
      { id: 'IPOD2008RED', title: 'IPod Nano - 8GB - Red', url: `${url}49148385` },
    ];
    expect(items).toEqual([
      { ...product, ...pink, availability: 'out_of_stock', ids: ['632910392', 'ipod-nano', '808950810'] },
      { ...product, ...red, availability: 'in_stock', ids: ['632910392', 'ipod-nano', '49148385'] },
    ]);
    expect(left).toBe(0);
  });

  it('leaves out variants rather than products if there are too many items', async () => {
    const variants = [1, 2, 3].map((id) => ({ id, title: `size ${id}` }));
    const products = ['a', 'b'].map((id) => ({
      id,
      title: id,
      handle: id,
      variants: variants.map((variant) => ({ ...variant, sku: `${id}${variant.id}` })),
    }));
    const { items, left } = await readFeed([JSON.stringify({ products })], 3);
    expect([items.map(({ id }) => id), left]).toEqual([['a1', 'b1', 'a2'], 3]);
  });

  it("reads Google Merchant's XML, RSS and Atom", async () => {
    const item = {
      id: 'TV_123456',
      title: 'Google Chromecast & TV',
      description: 'Chromecast with Google TV',
      category: 'Electronics > TV',
      brand: 'Google',
      price: 49.99,
      currency: 'USD',
      image: 'https://shop.example/tv.png',
      url: 'https://shop.example/tv',
      group: 'TV',
      availability: 'in_stock',
    };
    expect(await readFeed([rss], 10)).toMatchObject({ items: [item], left: 1 });
    const atom = rss
      .replace(
        /<rss[^>]*><channel>/,
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">',
      )
      .replace('</channel></rss>', '</feed>')
      .replaceAll('item>', 'entry>')
      .replace('<link>https://shop.example/tv</link>', '<link href="https://shop.example/tv"/>');
    expect((await readFeed([atom], 10)).items).toEqual([item]);
  });

  it('reads a list under the names that shops use, and takes no more than it may', async () => {
    const list = [
      { sku: 'a', name: 'A', price: '12,50 €' },
      { sku: 'b', name: 'B' },
      { sku: 'c' },
      null,
      5,
      { sku: 'd', name: 'D' },
    ];
    expect((await readFeed([JSON.stringify(list)], 2)).items).toEqual([
      { id: 'a', title: 'A', price: 12.5, currency: 'EUR' },
      { id: 'b', title: 'B' },
    ]);
  });

  it.each([
    ['no feed', 'id,title\n1,A', 'neither JSON nor XML'],
    ['a page in place of the feed', '<!doctype html><html><body><p>Not found</body></html>', 'XML'],
    ['XML without items', '<rss><channel/></rss>', 'no item'],
    ['JSON without a list', '{"error":"none"}', 'no list'],
    ['a list without products', '[{"a":1}]', 'no product'],
    ['entities that grow', '<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>', ''],
  ])('says what is wrong with %s', async (_, text, why) => {
    await expect(readFeed([text], 10)).rejects.toMatchObject({
      code: 'bad-catalogue',
      message: expect.stringContaining(why) as string,
    });
  });

  it('refuses in words, whatever JSON it is', async () => {
    const entry = fc.dictionary(
      fc.constantFrom('id', 'title', 'handle', 'variants', 'images', 'price', '__proto__', 'body_html'),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.array(entry)), async (json) => {
        const read = await readFeed([JSON.stringify(json)], 10).catch((error: unknown) => error);
        if (read instanceof Error) expect(read).toHaveProperty('code', 'bad-catalogue');
      }),
    );
  });

  it('leaves words of a description and no markup', () => {
    expect(plainText('<style>p{}</style><p>A &amp; B<br>C&nbsp;&#x;</p>')).toBe('A & B C &#x;');
    fc.assert(fc.property(fc.string(), (html) => typeof plainText(html) === 'string'));
  });
});

describe('fetchFeed', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const serve = (page: (url: URL) => string) =>
    vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation((url) => Promise.resolve(new Response(page(new URL(String(url))))));
  const products = (from: number, count: number) =>
    JSON.stringify({ products: Array.from({ length: count }, (_, i) => ({ id: from + i })) });

  it('asks Shopify for as many pages as there are', async () => {
    const fetch = serve((url) =>
      url.searchParams.get('page') === '2' ? products(250, 3) : products(0, 250),
    );
    expect(await fetchFeed('https://shop.example/products.json', 2000)).toHaveLength(2);
    expect(fetch.mock.calls.map(([url]) => String(url))).toEqual([
      'https://shop.example/products.json?limit=250',
      'https://shop.example/products.json?limit=250&page=2',
    ]);
  });

  it('asks once where the feed is a file, or the address says which page', async () => {
    const fetch = serve(() => products(0, 250));
    expect(await fetchFeed('https://shop.example/products.json', 2000)).toHaveLength(1);
    fetch.mockClear();
    await fetchFeed('https://shop.example/products.json?limit=50', 2000);
    await fetchFeed('https://shop.example/feed.xml', 2000);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('says what did not arrive', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('', { status: 404 }));
    await expect(fetchFeed('https://shop.example/feed.xml', 1)).rejects.toMatchObject({ code: 'pack-load' });
  });
});
