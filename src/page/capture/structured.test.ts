import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseJsonLd } from '../../core/schema/json-ld.ts';
import { loadReaders, readPage } from './read-page.ts';
import { factsOf } from './structured.ts';

const PAGE = 'https://shop.example/products/chair?variant=42';
const facts = (json: unknown, page = PAGE) => factsOf(parseJsonLd(JSON.stringify(json)), page);
const documentOf = (head: string, body = '') =>
  parseHTML(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`)
    .document as unknown as Document;
const read = (head: string, body = '') => readPage(documentOf(head, body), PAGE, {});

beforeAll(() => loadReaders(documentOf('', '<p itemscope itemtype="https://schema.org/Product"></p>')));

describe('JSON-LD', () => {
  it('of a product gives its ids, the most likely first, and its texts', () => {
    const product = {
      '@context': 'https://schema.org/',
      '@type': 'Product',
      name: 'Stacking  chair,\n black',
      sku: 'CH-1',
      gtin13: '4006381333931',
      mpn: 'X9',
      brand: { '@type': 'Brand', name: 'Hon' },
      category: 'Furniture > Chairs',
      offers: { '@type': 'Offer', price: '243.98', url: '/products/chair?variant=42#buy' },
    };
    expect(facts(product)).toEqual({
      main: {
        item_id: 'CH-1',
        item_name: 'Stacking chair, black',
        item_brand: 'Hon',
        item_category: 'Furniture > Chairs',
        also: ['4006381333931', 'X9', PAGE],
      },
      list: [],
    });
  });

  it('is found in graphs and arrays, under types written in any way', () => {
    for (const type of ['Product', ['Product', 'Book'], 'http://schema.org/Product', 'schema:Product']) {
      const node = { '@type': type, sku: 5 };
      for (const json of [node, [node], { '@graph': [{ '@type': 'WebSite' }, node] }, [{ '@graph': node }]])
        expect(facts(json).main?.item_id).toBe('5');
    }
  });

  it('of a group of variants gives the one that is shown, with the group among its ids', () => {
    const variant = (id: string) => ({
      '@type': 'Product',
      sku: `v${id}`,
      offers: { url: `/products/chair?variant=${id}` },
    });
    const group = {
      '@type': 'ProductGroup',
      productGroupID: 'chair',
      name: 'Chair',
      hasVariant: [variant('41'), variant('42')],
    };
    expect(facts(group).main).toEqual({ item_id: 'v42', item_name: 'Chair', also: [PAGE, 'chair'] });
    const elsewhere = facts(group, 'https://shop.example/products/chair').main;
    expect(elsewhere?.item_id).toBe('chair');
    expect(elsewhere?.also).toEqual(expect.arrayContaining(['v41', 'v42']));
  });

  it('of several products takes the main entity, then the one with the address of the page, else they are a list', () => {
    const [a, b] = [
      { '@type': 'Product', sku: 'a' },
      { '@type': 'Product', sku: 'b' },
    ];
    expect(facts([a, b])).toEqual({ list: [{ item_id: 'a' }, { item_id: 'b' }] });
    expect(facts([a, { ...b, url: PAGE }]).main?.item_id).toBe('b');
    expect(facts([a, { '@type': 'ItemPage', mainEntity: b }]).main?.item_id).toBe('b');
    expect(facts([a, { ...a, name: 'Told twice' }]).main?.item_id).toBe('a');
  });

  it('of one product in several nodes is one product: they share a name or a number, and none differs', () => {
    const shop = { '@type': 'Product', name: 'Scarf', sku: 'a', offers: { price: 1 } };
    const mainOf = (...nodes: object[]) => facts(nodes).main?.item_id;
    expect(mainOf(shop, { '@type': 'Product', name: 'Scarf', mpn: 'W7' })).toBe('a');
    expect(mainOf(shop, { '@type': 'product', sku: 'a', mpn: 'W7' })).toBe('a');
    expect(mainOf({ ...shop, '@id': '#p' }, { '@type': 'Product', '@id': '#p', mpn: 'W7' })).toBe('a');
    expect(mainOf(shop, { '@type': 'Product', name: 'Scarf', sku: 'b' })).toBeUndefined();
    expect(mainOf(shop, { '@type': 'Product', name: 'Boots', mpn: 'W7' })).toBeUndefined();
  });

  it('of several products takes the one that the heading names, and of blocks left over only such a one', () => {
    const nodes = ['Scarf', 'Boots'].map((name) => ({ '@type': 'Product', name, sku: name[0] }));
    const named = (headings: string[], areOld = false) => factsOf(nodes, PAGE, { headings, areOld });
    expect(named(['boots']).main?.item_id).toBe('B');
    expect(named(['hats']).main).toBeUndefined();
    expect(named(['hats']).list).toHaveLength(2);
    expect(named(['boots'], true)).toEqual({ main: { item_id: 'B', item_name: 'Boots' }, list: [] });
    expect(named([], true)).toEqual({ list: [] });
    expect(factsOf(nodes.slice(0, 1), PAGE, { areOld: true })).toEqual({ list: [] });
  });

  it('of what is offered, and of other things that are sold, is found', () => {
    expect(facts({ '@type': 'Offer', itemOffered: { '@type': 'Product', sku: 'a' } }).main?.item_id).toBe(
      'a',
    );
    expect(facts({ '@type': 'Book', isbn: '9', offers: { price: 1 } }).main?.item_id).toBe('9');
    expect(facts({ '@type': 'Book', isbn: '9' }).main).toBeUndefined();
  });

  it('is read whatever parameters its type has', () => {
    const block = '<script type="application/ld+json; charset=utf-8">{"@type":"Product","sku":"a"}</script>';
    expect(read(block).main?.item_id).toBe('a');
  });

  it('of a list gives its entries, products or only addresses', () => {
    const list = {
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, url: '/products/a' },
        { '@type': 'ListItem', position: 2, item: { '@type': 'Product', sku: 'b', name: 'B' } },
        { '@type': 'ListItem', position: 3, item: 'https://shop.example/products/c', name: 'C' },
      ],
    };
    expect(facts(list)).toEqual({
      list: [
        { item_id: 'https://shop.example/products/a' },
        { item_id: 'b', item_name: 'B' },
        { item_id: 'https://shop.example/products/c', item_name: 'C' },
      ],
    });
  });

  it('is read in spite of the mistakes of shop software', () => {
    for (const text of [
      '<!-- {"@type":"Product","sku":"a"} -->',
      '//<![CDATA[\n{"@type":"Product","sku":"a"}\n//]]>',
      '{"@type":"Product","sku":"a",}',
      '{"@type":"Product","description":"two\nlines","sku":"a"}',
      '{"@type":"Product","sku":"a"};',
    ])
      expect(factsOf(parseJsonLd(text), PAGE).main?.item_id, text).toBe('a');
    expect(parseJsonLd('{"@type":"Product"')).toEqual([]);
  });
});

describe('microdata', () => {
  it('gives the product without the fields of items inside it', () => {
    const body = `
      <div itemscope itemtype="https://schema.org/Product">
        <h1 itemprop="name">Stacking chair</h1><meta itemprop="sku" content="CH-1">
        <span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><b itemprop="name">Hon</b></span>
        <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
          <meta itemprop="name" content="an offer"><a itemprop="url" href="/products/chair?variant=42">Buy</a>
        </div>
      </div>`;
    expect(read('', body).main).toEqual({
      item_id: 'CH-1',
      item_name: 'Stacking chair',
      item_brand: 'Hon',
      also: [PAGE],
    });
  });
});

describe('og: tags', () => {
  it('give the product of a page that they call a product page', () => {
    const tags = `
      <meta property="og:type" content="product"><meta property="og:title" content="Stacking chair">
      <meta property="og:url" content="https://shop.example/products/chair">
      <meta property="product:retailer_item_id" content="CH-1"><meta property="product:brand" content="Hon">`;
    const main = {
      item_id: 'CH-1',
      item_name: 'Stacking chair',
      item_brand: 'Hon',
      also: ['https://shop.example/products/chair'],
    };
    expect(read(tags)).toEqual({ main, list: [] });
    expect(read(tags.replace('"product"', '"article"'))).toEqual({ list: [] });
  });

  it('add what JSON-LD leaves out, and make no second product', () => {
    const head = `
      <script type="application/ld+json">{"@type":"Product","sku":"CH-1","name":"Chair"}</script>
      <meta property="og:type" content="og:product"><meta property="og:title" content="Chair | Shop">
      <meta property="product:retailer_item_id" content="7001"><meta property="product:category" content="Chairs">`;
    expect(read(head).main).toEqual({
      item_id: 'CH-1',
      item_name: 'Chair',
      item_category: 'Chairs',
      also: ['7001'],
    });
  });
});

describe('whatever a page holds', () => {
  const keys = fc.constantFrom(
    '@type',
    '@graph',
    '@id',
    'name',
    'sku',
    'brand',
    'url',
    'offers',
    'hasVariant',
    'itemListElement',
    'item',
    'mainEntity',
    'category',
    'identifier',
    '__proto__',
    'constructor',
    'toString',
  );
  const leaf = fc.oneof(
    fc.constantFrom(
      'Product',
      'ProductGroup',
      'ItemList',
      'WebPage',
      '//',
      'https://',
      'https://[',
      '/a',
      '\ud800',
    ),
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof({ depthSize: 'medium' }, leaf, fc.array(tie('json'), { maxLength: 4 }), tie('node')),
    node: fc
      .array(fc.tuple(keys, tie('json')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries)),
  }));

  it('reading it never throws, and leaves every prototype as it was', () => {
    const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    fc.assert(
      fc.property(json, fc.constantFrom(PAGE, '', 'about:blank'), (value, page) => {
        const { main, list } = facts(value, page);
        for (const item of [...(main ? [main] : []), ...list]) {
          expect(typeof item.item_id).toBe('string');
          expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
        }
      }),
      { numRuns: 2000 },
    );
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype);
  });

  it('no text makes it throw, also a deep or a long one', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseJsonLd(text))));
    expect(parseJsonLd('['.repeat(200_000) + ']'.repeat(200_000))).toEqual([]);
    expect(facts(Array.from({ length: 4_000 }, (_, i) => ({ '@type': 'Product', sku: i }))).list.length).toBe(
      100,
    );
  });
});
