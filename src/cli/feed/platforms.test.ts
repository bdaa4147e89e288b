import { describe, expect, it } from 'vitest';
import type { Item } from '../../types.ts';
import { readFeed } from '../../worker/feed/read-feed.ts';
import { readCatalogue } from './catalogue.ts';
import { testFolder, told } from './testing/files.ts';

const files = testFolder();

describe('Google Merchant', () => {
  const entry = `<g:id>TV_1</g:id><title><![CDATA[Chrome & <b>TV</b>]]></title>
    <g:description>Text &amp; more</g:description><link>/tv?a=1&amp;b=2</link><g:image_link>https://shop.example/tv.png</g:image_link>
    <g:additional_image_link>https://shop.example/2.png</g:additional_image_link><g:price>1,299.00 USD</g:price><g:sale_price>999.00 USD</g:sale_price>
    <g:availability>in stock</g:availability><g:brand>G</g:brand><g:google_product_category>404</g:google_product_category>
    <g:product_type>Electronics &gt; TV</g:product_type><g:product_type>Other</g:product_type><g:item_group_id>TV</g:item_group_id>
    <g:shipping><g:country>US</g:country><g:price>5 USD</g:price></g:shipping>`;
  const item = {
    id: 'TV_1',
    title: 'Chrome & TV',
    description: 'Text & more',
    category: 'Electronics > TV',
    brand: 'G',
    price: 1299,
    salePrice: 999,
    currency: 'USD',
    image: 'https://shop.example/tv.png',
    url: 'https://shop.example/tv?a=1&b=2',
    group: 'TV',
    availability: 'in_stock',
  };
  it.each([
    [
      'RSS',
      `<?xml version="1.0"?>\n<rss xmlns:g="http://base.google.com/ns/1.0"><channel><link>https://shop.example</link>\n<item>${entry}</item></channel></rss>`,
    ],
    [
      'another prefix',
      `<rss xmlns:x="http://base.google.com/ns/1.0"><channel><link>https://shop.example/</link><item>${entry.replaceAll('g:', 'x:')}</item></channel></rss>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><link rel="self" href="https://feeds.example/x"/><link rel="alternate" href="https://shop.example/"/><entry>${entry.replace('<link>/tv?a=1&amp;b=2</link>', '<link href="/tv?a=1&amp;b=2"/>')}</entry></feed>`,
    ],
  ])('is read as %s', async (_, xml) => {
    const { items, repaired } = await files.read('merchant.xml', xml);
    expect(items).toEqual([item]);
    expect(repaired.listed.map(({ reason }) => reason)).toContain(
      'has a relative url, which was made absolute: /tv?a=1&b=2',
    );
  });

  it('tells the lines of its entries', async () => {
    const { refused } = await files.read(
      'lines.xml',
      '<rss><channel>\n<item><id>a</id><title>A</title></item>\n\n<item>\n<id>b</id></item></channel></rss>',
    );
    expect(told(refused.listed)).toEqual([[4, 'has no title']]);
  });
});

describe('Shopify', () => {
  const products = [
    {
      id: 632910392,
      title: 'IPod',
      handle: 'ipod',
      body_html: '<p>It&#39;s <strong>small</strong></p>',
      vendor: 'Apple',
      product_type: 'Players',
      images: [
        { id: 1, src: 'https://cdn.example/1.png' },
        { id: 2, src: 'https://cdn.example/2.png' },
      ],
      variants: [
        { id: 11, title: 'Pink', sku: 'P', price: '199.00', available: false },
        { id: 12, title: 'Red', sku: '', price: '189.00', available: true, image_id: 2 },
      ],
    },
    {
      id: 5,
      title: 'Case',
      handle: 'case',
      variants: [{ id: 51, title: 'Default Title', sku: 'C', price: '9.00' }],
      images: [],
    },
  ];

  it('reads products.json: an item a variant, the product their group', async () => {
    const { items, rows } = await files.read('products.json', JSON.stringify({ products }));
    expect(rows).toBe(2);
    expect(items).toEqual([
      {
        id: 'P',
        title: 'IPod - Pink',
        description: "It's small",
        category: 'Players',
        brand: 'Apple',
        price: 199,
        image: 'https://cdn.example/1.png',
        url: '/products/ipod?variant=11',
        group: '632910392',
        ids: ['632910392', 'ipod', '11'],
        availability: 'out_of_stock',
      },
      {
        id: '12',
        title: 'IPod - Red',
        description: "It's small",
        category: 'Players',
        brand: 'Apple',
        price: 189,
        image: 'https://cdn.example/2.png',
        url: '/products/ipod?variant=12',
        group: '632910392',
        ids: ['632910392', 'ipod'],
        availability: 'in_stock',
      },
      { id: 'C', title: 'Case', price: 9, url: '/products/case', group: '5', ids: ['5', 'case', '51'] },
    ]);
  });

  it('gives items the ids that the engine gives them when it reads the feed itself', async () => {
    const more = [
      { id: 6, title: 'Draft', handle: 'draft', status: 'draft', variants: [{ id: 61, sku: 'D' }] },
      {
        id: 7,
        title: 'Twin',
        handle: 'twin',
        variants: [
          { id: 71, sku: 'C' },
          { id: 72, sku: 'T' },
        ],
      },
      { id: 8, title: 'Bare', handle: 'bare', variants: [] },
    ];
    const feed = JSON.stringify({ products: [...products, ...more] });
    const built = await files.read('ids.json', feed);
    const read = await readFeed([feed], 100);
    const byId = (items: readonly Item[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(read.items)).toEqual(byId(built.items));
    expect(built.items.map(({ id }) => id)).toEqual(['P', '12', 'C', '71', 'T', '8']);
    expect(Object.fromEntries(built.otherNames)).toMatchObject({ 51: 'C', ipod: 'P' });
  });

  it('reads its CSV: variants on rows that follow, pictures on rows of their own, drafts left out', async () => {
    const csv = [
      'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src,Image Position,Variant Image,Status',
      "ipod,IPod,<p>Small</p>,Apple,Players,a,TRUE,Colour,Pink,'007,shopify,0,deny,199.00,https://cdn.example/1.png,1,,active",
      'ipod,,,,,,,,Red,,shopify,0,continue,189.00,https://cdn.example/2.png,2,https://cdn.example/red.png,',
      'ipod,,,,,,,,,,,,,,https://cdn.example/3.png,3,,',
      'case,Case,,,,,TRUE,Title,Default Title,C,,,deny,9.00,,,,active',
      'old,Old,,,,,FALSE,Title,Default Title,O,,,deny,9.00,,,,draft',
    ].join('\n');
    const { items, skipped, refused } = await files.read('export.csv', csv);
    expect(items).toEqual([
      {
        id: '007',
        title: 'IPod - Pink',
        description: 'Small',
        category: 'Players',
        brand: 'Apple',
        price: 199,
        image: 'https://cdn.example/1.png',
        url: '/products/ipod',
        group: 'ipod',
        availability: 'out_of_stock',
        ids: ['ipod'],
        attributes: { colour: ['Pink'], tags: ['a'] },
      },
      {
        id: 'ipod-Red',
        title: 'IPod - Red',
        description: 'Small',
        category: 'Players',
        brand: 'Apple',
        price: 189,
        image: 'https://cdn.example/red.png',
        url: '/products/ipod',
        group: 'ipod',
        availability: 'backorder',
        ids: ['ipod'],
        attributes: { colour: ['Red'], tags: ['a'] },
      },
      { id: 'C', title: 'Case', price: 9, url: '/products/case', group: 'case', ids: ['case'] },
    ]);
    expect([skipped.kinds, refused.rows]).toEqual([
      { 'is a further picture': 1, 'is not shown by the shop': 1 },
      0,
    ]);
    const own = await readCatalogue([files.file('own-id.csv', csv)], { id: 'Handle' });
    expect(own.items.map(({ id }) => id)).toEqual(['ipod', 'case']);
  });
});

describe('WooCommerce', () => {
  it('reads its CSV: variations with what their parent says', async () => {
    const csv = [
      'ID,Type,SKU,Name,Published,Short description,Description,Date sale price starts,Date sale price ends,In stock?,Stock,Backorders allowed?,Sale price,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)',
      '44,variable,vneck,V-Neck,1,,Soft\\ncotton,,,1,,0,,,"Clothing, Clothing > Tshirts","https://a/1.jpg, https://a/2.jpg",,Color,"Red, Blue"',
      '45,variation,vneck-red,V-Neck - Red,1,,,,,1,,0,15,20,,https://a/red.jpg,vneck,Color,Red',
      '46,variation,,,1,,,,,0,,1,,18,,,id:44,Color,Blue',
      '47,simple,belt,Belt,1,,,2020-01-01,2020-02-01,0,,0,5,8,Clothing,,,,',
      '48,"simple, virtual",hidden,Hidden,0,,,,,1,,0,,8,Clothing,,,,',
      '49,variable,alone,Alone,1,,,,,1,,0,,,Clothing,,,,',
    ].join('\n');
    const { items, skipped } = await files.read('woo.csv', csv);
    expect(items).toEqual([
      {
        id: 'vneck-red',
        title: 'V-Neck - Red',
        description: 'Soft cotton',
        category: 'Clothing > Tshirts',
        price: 20,
        salePrice: 15,
        image: 'https://a/red.jpg',
        group: 'vneck',
        availability: 'in_stock',
        ids: ['45', '44'],
        attributes: { colour: ['Red'] },
      },
      {
        id: '46',
        title: 'V-Neck',
        description: 'Soft cotton',
        category: 'Clothing > Tshirts',
        price: 18,
        image: 'https://a/1.jpg',
        group: 'vneck',
        availability: 'backorder',
        ids: ['44'],
        attributes: { colour: ['Blue'] },
      },
      {
        id: 'belt',
        title: 'Belt',
        category: 'Clothing',
        price: 8,
        availability: 'out_of_stock',
        ids: ['47'],
      },
      { id: 'alone', title: 'Alone', category: 'Clothing', availability: 'in_stock', ids: ['49'] },
    ]);
    expect(skipped.kinds).toEqual({ 'is not shown by the shop': 1, 'is the group of its variations': 1 });
  });

  it('reads the list of its REST API', async () => {
    const product = {
      id: 7,
      name: 'Hat',
      type: 'simple',
      permalink: 'https://a/hat',
      sku: '',
      price: '5',
      description: '<b>Warm</b>',
      categories: [{ id: 1, name: 'Hats' }],
      images: [{ id: 1, src: 'https://a/h.png', name: 'hat' }],
      stock_status: 'instock',
    };
    expect((await files.read('woo.json', JSON.stringify([product]))).items).toEqual([
      {
        id: '7',
        title: 'Hat',
        description: 'Warm',
        category: 'Hats',
        price: 5,
        image: 'https://a/h.png',
        url: 'https://a/hat',
        availability: 'in_stock',
      },
    ]);
  });
});

describe('pages with JSON-LD', () => {
  const page = (json: unknown, head = '') =>
    `<!doctype html><html><head>${head}\n<script type="application/ld+json">${JSON.stringify(json)}</script></head><body>5 < 6</body></html>`;
  it('are read from a folder, groups with their variants, and pages without products passed over', async () => {
    files.file(
      'site/a.html',
      page(
        {
          '@context': 'https://schema.org',
          '@type': 'Product',
          sku: 'a',
          name: 'Boot &amp; Co',
          brand: { '@type': 'Brand', name: 'X' },
          image: ['/a.png', '/b.png'],
          offers: {
            '@type': 'AggregateOffer',
            lowPrice: '9.50',
            highPrice: 12,
            priceCurrency: 'EUR',
            offers: [
              { '@type': 'Offer', availability: 'OutOfStock' },
              { '@type': 'Offer', availability: 'https://schema.org/InStock' },
            ],
          },
        },
        '<link rel="canonical" href="https://shop.example/boot">',
      ),
    );
    files.file(
      'site/deep/group.html',
      page({
        '@graph': [
          {
            '@type': 'BreadcrumbList',
            itemListElement: [{ name: 'Home' }, { name: 'Hats' }, { name: 'Hat' }],
          },
          {
            '@type': 'ProductGroup',
            productGroupID: 'hat',
            name: 'Hat',
            description: 'Warm',
            hasVariant: [
              { '@type': 'Product', sku: 'hat-s', name: 'Hat S', offers: { price: 5, priceCurrency: 'EUR' } },
              { '@id': '#m' },
            ],
          },
          {
            '@id': '#m',
            '@type': 'Product',
            sku: 'hat-m',
            name: 'Hat M',
            offers: [
              {
                priceSpecification: [{ price: '6.00', priceCurrency: 'EUR' }],
                availability: 'http://schema.org/PreOrder',
              },
            ],
          },
        ],
      }),
    );
    files.file('site/about.html', '<html><body>About us</body></html>');
    files.file('site/style.css', 'p {}');
    const { items, skipped, rows, files: read } = await readCatalogue([`${files.folder}/site`]);
    expect(items).toEqual([
      {
        id: 'a',
        title: 'Boot & Co',
        brand: 'X',
        price: 9.5,
        currency: 'EUR',
        image: 'https://shop.example/a.png',
        url: 'https://shop.example/boot',
        availability: 'in_stock',
      },
      { id: 'hat-s', title: 'Hat S', description: 'Warm', price: 5, currency: 'EUR', group: 'hat' },
      {
        id: 'hat-m',
        title: 'Hat M',
        description: 'Warm',
        price: 6,
        currency: 'EUR',
        group: 'hat',
        availability: 'preorder',
      },
    ]);
    expect([skipped.rows, rows]).toEqual([0, 3]);
    expect(read.flatMap(({ passedOver }) => passedOver ?? [])).toEqual([
      expect.stringContaining('is a web page that describes no product'),
    ]);
  });
});

it('reads the XML of price search engines, with the names of categories by their number', async () => {
  const { items } = await files.read(
    'yml.xml',
    '<yml_catalog><shop><url>https://shop.example</url><categories><category id="1">Home</category><category id="2" parentId="1">Pots</category></categories><offers><offer id="9" available="true"><url>https://shop.example/9</url><price>100</price><currencyId>RUB</currencyId><categoryId>2</categoryId><picture>https://a/1.png</picture><picture>https://a/2.png</picture><name>Pot</name></offer></offers></shop></yml_catalog>',
  );
  expect(items).toEqual([
    {
      id: '9',
      title: 'Pot',
      category: 'Home > Pots',
      price: 100,
      currency: 'RUB',
      image: 'https://a/1.png',
      url: 'https://shop.example/9',
      availability: 'in_stock',
    },
  ]);
});
