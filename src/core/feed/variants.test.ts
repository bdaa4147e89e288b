import { describe, expect, it } from 'vitest';
import { createVariantReader, holdsVariants } from './variants.ts';

const read = (product: Record<string, unknown>) => createVariantReader()(product);
const one = (variant: Record<string, unknown>, product: Record<string, unknown> = {}) =>
  read({ id: 1, title: 'Stool', variants: [{ id: 11, ...variant }, { id: 12 }], ...product })[0]!;

it('entries hold variants if the first of them has a list of them, even an empty one', () => {
  expect(holdsVariants({ variants: [] })).toBe(true);
  expect(holdsVariants({ variants: { edges: [{ node: { id: 1 } }] } })).toBe(true);
  expect(holdsVariants({ variants: 3 })).toBe(false);
  expect(holdsVariants({})).toBe(false);
});

it('a product without variants is its own record', () => {
  const product = { id: 1, title: 'Stool' };
  expect(read(product)).toEqual([product]);
  expect(read({ ...product, variants: [] })).toHaveLength(1);
});

describe('the record of a variant', () => {
  it('has its SKU as its id, its product’s id as its group, and what it lacks from its product', () => {
    expect(one({ sku: 'A', barcode: '' }, { vendor: 'V', barcode: 'P', colour: 'red' })).toMatchObject({
      id: 'A',
      product_id: '1',
      variant_id: '11',
      group: '1',
      vendor: 'V',
      barcode: 'P',
    });
    expect(one({ vendor: 'Own' }, { vendor: 'V' })).toMatchObject({ id: '11', vendor: 'Own' });
    expect(one({}, { id: 'gid://shopify/Product/7' })).toMatchObject({ group: '7' });
    expect(one({}, { id: '', handle: 'stool' })).toMatchObject({ group: 'stool' });
    expect(one({})).not.toHaveProperty('variants');
  });

  it('has an id by any of its names', () => {
    const variants = [{ variant_id: 11 }, { id: 'gid://shopify/ProductVariant/12' }, { sku: 'S' }];
    expect(read({ handle: 'stool', variants }).map(({ id, group }) => [id, group])).toEqual([
      ['11', 'stool'],
      ['12', 'stool'],
      ['S', 'stool'],
    ]);
    for (const key of ['id', 'product_id', 'handle', 'sku'])
      expect(read({ [key]: 'P', variants })[0]).toMatchObject({ group: 'P', product_id: 'P' });
  });

  it('has the variant’s id if two variants share a SKU, also of two products', () => {
    const reader = createVariantReader();
    const variants = [
      { id: 11, sku: 'A' },
      { id: 12, sku: 'A' },
      { id: 13, sku: 'B' },
    ];
    expect(reader({ id: 1, variants }).map(({ id }) => id)).toEqual(['11', '12', 'B']);
    expect(reader({ id: 2, variants: [{ id: 21, sku: 'B' }, { sku: 'A' }] }).map(({ id }) => id)).toEqual([
      '21',
      'A',
    ]);
  });

  it.each([
    ['Stool', 'Red', 'Stool - Red'],
    ['Stool', 'Stool in red', 'Stool in red'],
    ['Stool', 'Default Title', 'Stool'],
    ['Stool', 'default', 'Stool'],
    ['Stool', 'Default red', 'Stool - Default red'],
    ['Stool', undefined, 'Stool'],
    [undefined, 'Red', 'Red'],
  ])('of %j that is called %j has the title %j', (product, variant, title) => {
    expect(one({ title: variant }, { title: product })).toMatchObject({ title });
    expect(one({ name: variant }, { title: undefined, name: product })).toMatchObject({ title });
  });

  it('has the product’s title if it is the only one', () => {
    expect(read({ id: 1, title: 'Stool', variants: [{ id: 11, title: 'Red' }] })).toMatchObject([
      { title: 'Stool' },
    ]);
  });

  it.each([
    [{ url: '/own' }, { url: '/product' }, '/own'],
    [{}, { onlineStoreUrl: '/product', handle: 'stool' }, '/product'],
    [{}, { permalink: '/product' }, '/product'],
    [{}, { handle: 'stool & chair' }, '/products/stool%20%26%20chair?variant=11'],
    [{}, { handle: '\ud800' }, undefined],
  ])('%j of a product with %j has the address %j', (variant, product, url) => {
    expect(one(variant, product)['url']).toBe(url);
  });

  it('has the product’s address without its own id if it is the only one', () => {
    expect(read({ id: 1, handle: 'stool', variants: [{ id: 11 }] })).toMatchObject([
      { url: '/products/stool' },
    ]);
  });

  it.each([
    [{ available: false }, false],
    [{ in_stock: true, inventory_quantity: 0 }, true],
    [{ inventory_management: null, inventory_quantity: 0 }, 'in_stock'],
    [{ inventory_quantity: 3 }, 'in_stock'],
    [{ inventory_quantity: 0 }, 'out_of_stock'],
    [{ inventory_quantity: 0, inventory_policy: 'continue' }, 'backorder'],
    [{ inventoryQuantity: '0', inventoryPolicy: 'DENY' }, 'out_of_stock'],
    [{}, undefined],
  ])('with %j has the availability %j', (variant, availability) => {
    expect(one(variant)['availability']).toBe(availability);
  });

  const images = [
    { id: 5, src: '/first.jpg' },
    { id: 6, src: '/sixth.jpg' },
    { id: 6, src: '/again.jpg' },
  ];
  it.each([
    [{ featured_image: '/own.jpg' }, { images }, '/own.jpg'],
    [{ image: { src: '/own.jpg' }, image_id: 6 }, { images }, { src: '/own.jpg' }],
    [{ image_url: '/own.jpg' }, {}, '/own.jpg'],
    [{ image_id: 6 }, { images }, '/sixth.jpg'],
    [{ image_id: 7 }, { images }, '/first.jpg'],
    [{}, { images: [{ url: '/url.jpg' }] }, '/url.jpg'],
    [{}, { image: '/product.jpg' }, '/product.jpg'],
    [{}, { images: ['/list.jpg'] }, ['/list.jpg']],
    [{}, { thumbnail: '/small.jpg' }, '/small.jpg'],
  ])('%j of a product with %j has the image %j', (variant, product, image) => {
    expect(one(variant, product)['image']).toEqual(image);
  });

  it.each([
    [
      { option1: 'Red', option2: 'L' },
      { options: [{ name: 'Colour' }, 'Size'] },
      { Colour: 'Red', Size: 'L' },
    ],
    [{ options: ['Red', 'L'] }, { options: ['Colour', 'Size'] }, { Colour: 'Red', Size: 'L' }],
    [{ selectedOptions: [{ name: 'Colour', value: 'Red' }] }, { options: ['Size'] }, { Colour: 'Red' }],
    [{ selected_options: [{ name: 'Colour', value: 'Red' }] }, {}, { Colour: 'Red' }],
    [{}, { options: 'Colour' }, {}],
  ])('%j of a product with %j has the options %j', (variant, product, expected) => {
    const lists = one(variant, product)['attributes'] as { name: string; value: string }[][];
    expect(Object.fromEntries(lists[2]!.map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  it('has its own price, or its product’s, and its product’s text and category', () => {
    expect(one({ price: 5 }, { price: 6 })).toMatchObject({ price: 5 });
    expect(one({}, { priceRange: 6 })).toMatchObject({ price: 6 });
    for (const key of ['body_html', 'descriptionHtml', 'description', 'bodyHtml'])
      expect(one({}, { [key]: 'Long' })).toMatchObject({ description: 'Long' });
    for (const key of ['product_type', 'productType', 'category', 'type', 'categories'])
      expect(one({}, { [key]: 'Seats' })).toMatchObject({ category: 'Seats' });
  });
});
