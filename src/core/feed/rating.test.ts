import { describe, expect, it } from 'vitest';
import { findColumns } from './columns.ts';
import { itemOf } from './item-of.ts';
import { ITEM_NAMES } from './names.ts';
import type { Entry } from './nested.ts';
import { ratingOf, reviewCountOf } from './rating.ts';

describe('ratingOf', () => {
  it.each([
    ['4.5', 4.5, undefined],
    ['4,5', 4.5, undefined],
    [4.5, 4.5, undefined],
    ['90%', 90, 100],
    ['90 %', 90, 100],
    ['4.5 out of 5', 4.5, 5],
    ['4.5 out of 5 stars', 4.5, 5],
    ['Rated 4.50 out of 5', 4.5, 5],
    ['4,5 von 5 Sternen', 4.5, 5],
    ['4,5 sur 5', 4.5, 5],
    ['9/10', 9, 10],
    ['4.5 stars', 4.5, undefined],
    ['4.5 (120)', 4.5, undefined],
    ['★★★★☆', 4, 5],
    [{ '@type': 'AggregateRating', ratingValue: '4.4', reviewCount: 89 }, 4.4, undefined],
    [{ ratingValue: 88, bestRating: 100 }, 88, 100],
    ['{"scale_min":"1.0","scale_max":"5.0","value":"4.5"}', 4.5, 5],
    [{ rate: 3.9, count: 120 }, 3.9, undefined],
  ])('reads %j', (value, rating, scale) => {
    expect(ratingOf(value)).toEqual({ value: rating, scale });
  });

  it.each(['', '-', 'n/a', 'No reviews yet', '0', '0.00', 0, null, undefined])(
    'takes %j as none',
    (value) => {
      expect(ratingOf(value)).toBeUndefined();
    },
  );

  it.each(['good', '6 out of 5', '-3', '4.5.6'])('cannot read %j', (value) => {
    expect(ratingOf(value)).toBe('unreadable');
  });
});

describe('reviewCountOf', () => {
  it.each([
    ['12', 12],
    ['1,234', 1234],
    ['1.234 Bewertungen', 1234],
    ['7,413 ratings', 7413],
    ['(35)', 35],
    ['2.5k', 2500],
    ['12.0', 12],
    [0, 0],
    [{ count: 3 }, 3],
  ])('reads %j', (value, count) => {
    expect(reviewCountOf(value)).toBe(count);
  });

  it('takes no list of reviews and no empty text for a number', () => {
    expect([reviewCountOf([{ stars: 5 }]), reviewCountOf(''), reviewCountOf('none')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(reviewCountOf('Great product')).toBe('unreadable');
  });
});

describe('codes of an item', () => {
  function read(record: Entry) {
    const told: string[] = [];
    const whole = { title: 'A', ...record };
    const item = itemOf(whole, findColumns(Object.keys(whole), ITEM_NAMES), {
      repaired: (what) => told.push(what),
    });
    if (typeof item === 'string') throw new Error(item);
    const { id, ids, gtin, mpn } = item;
    return { id, ids, gtin, mpn, told };
  }

  it('are all ids that the entry names', () => {
    expect(
      read({
        id: '7',
        sku: 'S-7',
        variant_id: 'gid://shopify/ProductVariant/70',
        handle: 'stool',
        ean: '4006381333931',
        mpn: 'M7',
      }),
    ).toEqual({
      id: '7',
      ids: ['S-7', 'stool', '70', '4006381333931', 'M7'],
      gtin: '4006381333931',
      mpn: 'M7',
      told: [],
    });
  });

  it('are found among the attributes too', () => {
    expect(read({ id: '7', attributes: [{ name: 'EAN', value: '4006381333931' }] })).toMatchObject({
      ids: ['4006381333931'],
      gtin: '4006381333931',
    });
  });

  it('a wrong GTIN stays an id, and is said; no code is no id', () => {
    expect(read({ id: '7', gtin: '4006381333932', mpn: 'Does not apply', sku: '0' })).toEqual({
      id: '7',
      ids: ['4006381333932'],
      gtin: undefined,
      mpn: undefined,
      told: ['has a GTIN with a wrong length or check digit, which was left out: 4006381333932'],
    });
    expect(read({ id: '7', barcode: '8.41E+12' })).toMatchObject({
      ids: undefined,
      told: ['has a code that a spreadsheet has rounded, which was left out: 8.41E+12'],
    });
  });

  it('an ISBN with hyphens and a UPC are GTINs', () => {
    expect(read({ id: '7', isbn: '978-3-16-148410-0' })).toMatchObject({
      gtin: '9783161484100',
      ids: ['9783161484100'],
    });
    expect(read({ id: '7', upc: '036000291452' }).gtin).toBe('036000291452');
  });
});
