import { describe, expect, it } from 'vitest';
import { findColumns } from './columns.ts';
import { itemOf, NO_TITLE, type ItemContext } from './item-of.ts';
import { ITEM_NAMES } from './names.ts';
import type { Entry } from './nested.ts';

function read(record: Entry, context: ItemContext = {}) {
  const told: string[] = [];
  const item = itemOf(record, findColumns(Object.keys(record), ITEM_NAMES), {
    repaired: (what) => told.push(what),
    ...context,
  });
  return { item, told };
}
const whole = (record: Entry, context?: ItemContext) => {
  const { item, told } = read({ id: 'a', title: 'A', ...record }, context);
  if (typeof item === 'string') throw new Error(item);
  return { ...item, told };
};
const field = (name: string, record: Entry, context?: ItemContext) =>
  (whole(record, context) as unknown as Record<string, unknown>)[name];

describe('an item', () => {
  it('has what its entry says, and nothing else', () => {
    const record = {
      id: '1',
      title: 'Stool',
      description: 'A stool.',
      category: 'Home>Chairs',
      brand: 'Hon',
      price: '12 EUR',
      image: '/a.jpg',
      url: '/stool',
      item_group_id: 'G',
      language: 'en',
      availability: 'in stock',
      colour: 'Red',
      rating: '4.5/5',
      review_count: '12',
      mpn: 'M',
    };
    expect(read(record)).toEqual({
      item: {
        id: '1',
        title: 'Stool',
        description: 'A stool.',
        category: 'Home > Chairs',
        brand: 'Hon',
        price: 12,
        currency: 'EUR',
        image: '/a.jpg',
        url: '/stool',
        group: 'G',
        language: 'en',
        availability: 'in_stock',
        attributes: { colour: ['Red'] },
        rating: 4.5,
        reviewCount: 12,
        ids: ['M'],
        mpn: 'M',
      },
      told: [],
    });
    expect(read({ id: '1', title: 'Stool' }).item).toEqual({ id: '1', title: 'Stool' });
  });

  it('is refused without an id or a title, or with an id that a spreadsheet has rounded', () => {
    expect(read({ title: 'A' }).item).toBe('has no id');
    expect(read({ id: ' ', title: 'A' }).item).toBe('has no id');
    expect(read({ id: '8.41E+12', title: 'A' }).item).toBe(
      'has an id that a spreadsheet has rounded, export that column as text: 8.41E+12',
    );
    for (const title of ['', null, '<p></p>']) expect(read({ id: '1', title }).item).toBe(NO_TITLE);
  });

  it('is refused if a word stands in its price’s column', () => {
    expect(read({ id: '1', title: 'A', price: 'Stool' }).item).toBe('has a price that cannot be read: Stool');
  });

  it.each([
    ['8.41E+12', { sku: 'S' }, 'S'],
    ['8,4e+12', { sku: 'S' }, 'S'],
    ['8E+12', { sku: 'S' }, 'S'],
    ['8.41E+1', {}, '8.41E+1'],
    ['18.41E+12', {}, '18.41E+12'],
    ['8.41E+123', {}, '8.41E+123'],
    ['', { sku: 'S' }, 'S'],
    ["'0012", {}, '0012'],
    ["'a", {}, "'a"],
    ["a'1", {}, "a'1"],
    [7, {}, '7'],
  ])('with the id %j and %j is %j', (id, more, expected) => {
    expect(read({ id, title: 'A', ...more }).item).toMatchObject({ id: expected });
  });
});

describe('the texts of an item', () => {
  it('are without HTML, which is said', () => {
    const { title, description, brand, told } = whole({
      title: '<b>A</b> &amp; B',
      description: '<p>Long</p>',
      brand: 'Hon &amp; Co',
    });
    expect([title, description, brand]).toEqual(['A & B', 'Long', 'Hon & Co']);
    expect(told).toEqual([
      'has HTML in its title, which was stripped',
      'has HTML in its description, which was stripped',
      'has HTML in its brand, which was stripped',
    ]);
    expect(whole({ description: '<br>' })).not.toHaveProperty('description');
  });

  it('have single spaces', () => {
    expect(field('title', { title: 'A \n\t B' })).toBe('A B');
    expect(field('description', { description: 'A  \r\n B' })).toBe('A B');
  });

  it('joins the paragraphs of a description, but takes the first of several titles', () => {
    expect(field('description', { description: ['One.', '', null, 'Two.'] })).toBe('One. Two.');
    expect(whole({ description: ['', null] })).not.toHaveProperty('description');
    expect(field('title', { title: ['One', 'Two'] })).toBe('One');
    expect(field('brand', { brand: ['One', 'Two'] })).toBe('One');
    expect(field('description', { description: { text: 'One.' } })).toBe('One.');
  });

  it('takes a title from another column, which is said, and no description from that', () => {
    const { item, told } = read({ id: '1', title: '', description: 'A fine stool. It is red.' });
    expect(item).toEqual({ id: '1', title: 'A fine stool. It is red.' });
    expect(told).toEqual(['has its title filled from elsewhere: description']);
  });

  it('cuts a long title at its first sentence, or at 300 characters', () => {
    const [short, long] = ['x'.repeat(300), 'y'.repeat(400)];
    expect(field('title', { title: short })).toBe(short);
    for (const mark of '.!?')
      expect(field('title', { title: `A stool${mark} ${long}` })).toBe(`A stool${mark}`);
    expect(field('title', { title: `A stool, 5.5 cm, ${long}` })).toBe(
      `A stool, 5.5 cm, ${long}`.slice(0, 299) + '…',
    );
    expect(field('title', { title: `${'x'.repeat(298)} ${long}` })).toBe(`${'x'.repeat(298)}…`);
    expect(field('title', { title: `${'x'.repeat(299)}. ${long}` })).toBe(`${'x'.repeat(299)}.`);
    expect(field('title', { title: `${'x'.repeat(300)}. ${long}` })).toBe(`${'x'.repeat(299)}…`);
  });

  it('takes no word of shop software and no number for a category', () => {
    expect(field('category', { category: '166', product_type: 'Seats' })).toBe('Seats');
    expect(field('category', { type: 'simple' })).toBeUndefined();
  });

  it('takes 0 for no parent', () => {
    expect(field('group', { item_group_id: '0' })).toBeUndefined();
    expect(field('group', { item_group_id: '0', parent_sku: 'P' })).toBe('P');
    expect(field('group', { item_group_id: '00' })).toBe('00');
  });
});

describe('the availability of an item', () => {
  const of = (record: Entry) => field('availability', record);

  it.each<[Entry, string | undefined]>([
    [{}, undefined],
    [{ availability: 'out of stock', stock: '5' }, 'out_of_stock'],
    [{ availability: 'perhaps', stock: '5' }, 'in_stock'],
    [{ stock: '5' }, 'in_stock'],
    [{ stock: '+5' }, 'in_stock'],
    [{ stock: '15,5' }, 'in_stock'],
    [{ stock: '0.0' }, 'out_of_stock'],
    [{ stock: 0 }, 'out_of_stock'],
    [{ stock: '-3' }, 'out_of_stock'],
    [{ stock: '0.5' }, 'in_stock'],
    [{ stock: 'sold out' }, 'out_of_stock'],
    [{ stock: 'perhaps' }, undefined],
    [{ stock: '5 pieces' }, undefined],
    [{ stock: 'about 5' }, undefined],
    [{ stock: '' }, undefined],
  ])('with %j is %j', (record, expected) => {
    expect(of(record)).toBe(expected);
  });

  it('says which spelling is not known', () => {
    expect(whole({ availability: 'perhaps' }).told).toEqual([
      'has an availability that is not known, which was left out: perhaps',
    ]);
    expect(whole({ availability: 'in stock' }).told).toEqual([]);
  });

  it.each([
    'none',
    'No',
    'n',
    'FALSE',
    '0',
    'off',
    'unlimited',
    'not tracked',
    'not_tracked',
    'do not track',
  ])('is in stock at a level of 0 if its tracking is %s', (said) => {
    expect(of({ stock: '0', track_inventory: said })).toBe('in_stock');
  });

  it.each(['yes', 'true', '1', 'by product', 'none of these', 'is off', ''])(
    'goes by the level if its tracking is %j',
    (said) => {
      expect(of({ stock: '0', 'Track Inventory': said })).toBe('out_of_stock');
    },
  );

  it.each([
    'trackInventory',
    'inventory_tracking',
    'inventory_tracked',
    'manage_stock',
    'trackQuantity',
    'track_quantity',
    'is_track_inventory',
    'stock_tracking',
    'tracked',
  ])('finds its tracking in %s', (column) => {
    expect(of({ stock: '0', [column]: false })).toBe('in_stock');
  });
});

describe('the addresses of an item', () => {
  it.each([
    ['/a.jpg|/b.jpg', '/a.jpg'],
    ['/a.jpg;/b.jpg', '/a.jpg'],
    ['/a.jpg\n/b.jpg', '/a.jpg'],
    ['https://x.example/a,b.jpg', 'https://x.example/a,b.jpg'],
    ['https://x.example/a.jpg,https://x.example/b.jpg', 'https://x.example/a.jpg'],
    ['http://x.example/a.jpg, http://x.example/b.jpg', 'http://x.example/a.jpg'],
    ['/a.jpg, /b.jpg', '/a.jpg'],
    ['https://x.example/a.jpg https://x.example/b.jpg', 'https://x.example/a.jpg'],
    ['http://x.example/a.jpg http://x.example/b.jpg', 'http://x.example/a.jpg'],
    ['/my stool.jpg', '/my stool.jpg'],
    ['|/b.jpg', '/b.jpg'],
    [' ; /b.jpg ', '/b.jpg'],
    [['/a.jpg', '/b.jpg'], '/a.jpg'],
    [{ name: 'Front', src: '/a.jpg' }, '/a.jpg'],
  ])('take the first image of %j', (image, expected) => {
    expect(field('image', { image })).toBe(expected);
  });

  it('take no image that is only separators', () => {
    expect(whole({ image: ' | ; ' })).not.toHaveProperty('image');
  });

  it('take the first column with an address, for both', () => {
    expect(field('url', { url: '', link: '/stool' })).toBe('/stool');
    expect(field('image', { image: null, image_link: '/a.jpg' })).toBe('/a.jpg');
  });

  const resolve = (address: string) =>
    address === '/unknown' ? undefined : `https://shop.example${address}`;
  it.each([
    ['/stool', 'https://shop.example/stool', true],
    ['//cdn.example/a', 'https://cdn.example/a', false],
    ['https://x.example/a', 'https://x.example/a', false],
    ['HTTP://x.example/a', 'HTTP://x.example/a', false],
    ['data:image/png;base64,AA', 'data:image/png;base64,AA', false],
    ['/unknown', '/unknown', false],
  ])('make %s %s', (url, expected, isRelative) => {
    const { url: made, told } = whole({ url }, { resolve });
    expect(made).toBe(expected);
    expect(told).toEqual(isRelative ? [`has a relative url, which was made absolute: ${url}`] : []);
    if (isRelative) expect(field('url', { url })).toBe(url);
  });

  it('say which of them was relative', () => {
    expect(whole({ image: '/a.jpg' }, { resolve }).told).toEqual([
      'has a relative image, which was made absolute: /a.jpg',
    ]);
  });
});

describe('what is told of an item', () => {
  it('is told as put right if nobody asks for guesses', () => {
    const guess = 'has a price read as its comma taken as thousands: 1,234';
    expect(whole({ price: '1,234' }).told).toEqual([guess]);
    const guessed: string[] = [];
    expect(whole({ price: '1,234' }, { guessed: (what) => guessed.push(what) }).told).toEqual([]);
    expect(guessed).toEqual([guess]);
  });

  it('has the currency of the caller if the feed names none', () => {
    expect(whole({ price: '12' }, { currency: 'SEK' })).toMatchObject({ price: 12, currency: 'SEK' });
  });

  it('leaves out a sale that is over by the time given', () => {
    const sale = { price: '12', sale_price: '9', sale_price_effective_date: '2020-01-01/2020-02-01' };
    expect(field('salePrice', sale, { now: Date.parse('2020-01-15') })).toBe(9);
    expect(field('salePrice', sale)).toBeUndefined();
  });

  it('gives a rating without a scale to the caller, with its column', () => {
    const unscaled: unknown[] = [];
    const { rating } = whole({ rating: '8' }, { unscaled: (...what) => unscaled.push(what) });
    expect([rating, unscaled]).toEqual([8, [[8, 'rating']]]);
    expect(field('rating', { rating: '8' })).toBe(4);
  });
});
