import { describe, expect, it } from 'vitest';
import { itemRating } from './item-rating.ts';
import type { Entry } from './nested.ts';
import { onBestScale, ratingOf, reviewCountOf, scaleFor } from './rating.ts';

const COLUMNS = {
  rating: ['rating', 'stars'],
  ratingScale: ['best', 'max'],
  reviewCount: ['reviews', 'count'],
};

function read(record: Entry, columns: Record<string, readonly string[]> = COLUMNS) {
  const told: string[] = [];
  return { ...itemRating(record, columns, { lost: (what) => told.push(what) }), told };
}

describe('itemRating', () => {
  it.each<[Entry, object]>([
    [
      { rating: '4.5 out of 5', reviews: '12' },
      { rating: 4.5, reviewCount: 12 },
    ],
    [{ rating: '90%' }, { rating: 4.5 }],
    [{ rating: '9', best: '10' }, { rating: 4.5 }],
    [{ rating: '9', best: '', max: '10' }, { rating: 4.5 }],
    [{ rating: '4.5' }, { rating: 4.5 }],
    [{ rating: '5' }, { rating: 5 }],
    [{ rating: '5.1' }, { rating: 2.55 }],
    [{ rating: '10' }, { rating: 5 }],
    [{ rating: '11' }, { rating: 0.55 }],
    [{ rating: '100' }, { rating: 5 }],
    [{ rating: '101' }, {}],
    [{ rating: '4.333' }, { rating: 4.33 }],
    [{ rating: '', stars: '3' }, { rating: 3 }],
    [{ rating: '0', stars: '3' }, { rating: 3 }],
    [{ reviews: '', count: '7' }, { reviewCount: 7 }],
    [{ reviews: 0 }, { reviewCount: 0 }],
    [{ rating: { ratingValue: 4, reviewCount: 9 } }, { rating: 4, reviewCount: 9 }],
    [
      { rating: { ratingValue: 4, reviewCount: 9 }, reviews: '10' },
      { rating: 4, reviewCount: 10 },
    ],
    [{ rating: '4 (9)' }, { rating: 4 }],
    [{}, {}],
  ])('reads %j', (record, expected) => {
    expect(read(record)).toEqual({ ...expected, told: [] });
  });

  it('says what cannot be read, and takes the next column', () => {
    expect(read({ rating: 'good', stars: '4', reviews: 'many', count: '3' })).toEqual({
      rating: 4,
      reviewCount: 3,
      told: [
        'has a rating that cannot be read, which was left out: good',
        'has a number of reviews that cannot be read, which was left out: many',
      ],
    });
    expect(read({ rating: { rate: 'x', best: 'y' } }).told).toHaveLength(1);
  });

  it('finds nothing without columns', () => {
    expect(read({ rating: '4', reviews: '3' }, {})).toEqual({ told: [] });
  });
});

describe('ratingOf', () => {
  it.each<[unknown, number, number | undefined]>([
    ['4', 4, undefined],
    ['10', 10, undefined],
    ['4.25', 4.25, undefined],
    ['12.50', 12.5, undefined],
    ['Average 4.5', 4.5, undefined],
    ['rated 4.5', 4.5, undefined],
    ['4.5  \n out of  5', 4.5, 5],
    ['4 of 5', 4, 5],
    ['4 von 5', 4, 5],
    ['4 de 5', 4, 5],
    ['4 su 5', 4, 5],
    ['4 van 5', 4, 5],
    ['4 z 5', 4, 5],
    ['4 из 5', 4, 5],
    ['4 av 5', 4, 5],
    ['4 / 5', 4, 5],
    ['4/5', 4, 5],
    ['45/50', 45, 50],
    ['4/5,5', 4, 5.5],
    ['8/10.0', 8, 10],
    ['4 star', 4, undefined],
    ['4stars', 4, undefined],
    ['4 Stern', 4, undefined],
    ['4 Sterne', 4, undefined],
    ['4 étoiles', 4, undefined],
    ['1 etoile', 1, undefined],
    ['4 estrellas', 4, undefined],
    ['4 stelle', 4, undefined],
    ['4 points', 4, undefined],
    ['4 ★', 4, undefined],
    ['4⭐', 4, undefined],
    ['4.5(12)', 4.5, undefined],
    ['4.5 (12 reviews)', 4.5, undefined],
    ['4.5 out of 5 stars (12)', 4.5, 5],
    ['★★★', 3, 5],
    ['⭐⭐', 2, 5],
    ['5/5', 5, 5],
    [{ rating_value: 4 }, 4, undefined],
    [{ average: 4, max: 10 }, 4, 10],
    [{ averageRating: '4' }, 4, undefined],
    [{ avg: 4, scaleMax: 5 }, 4, 5],
    [{ mean: 4, best_rating: 5 }, 4, 5],
    [{ value: '9 of 10' }, 9, 10],
    [{ rating: 4, scale_max: '5' }, 4, 5],
    [{ score: 4 }, 4, undefined],
    [{ ratingValue: '', value: 3 }, 3, undefined],
    [['4', '5'], 4, undefined],
  ])('reads %j as %d of %s', (value, rating, scale) => {
    expect(ratingOf(value)).toEqual({ value: rating, scale });
  });

  it('takes the best of another column unless the text names one', () => {
    expect(ratingOf('4', '10')).toEqual({ value: 4, scale: 10 });
    expect(ratingOf('4', '7,5')).toEqual({ value: 4, scale: 7.5 });
    expect(ratingOf('4/5', '10')).toEqual({ value: 4, scale: 5 });
    expect(ratingOf('40%', '10')).toEqual({ value: 40, scale: 100 });
  });

  it.each([
    'n/a',
    'NA',
    'None',
    '–',
    '--',
    'no rating',
    'No ratings yet',
    'no review',
    'not rated',
    'Not yet rated',
    'Be the first to review',
    '\\N',
    '0/5',
    '☆☆☆',
  ])('takes %j as none', (value) => {
    expect(ratingOf(value)).toBeUndefined();
  });

  it.each<[unknown, string?]>([
    ['4.5 x'],
    ['x 4.5'],
    ['4 out 5'],
    ['4.'],
    ['4.5.5'],
    ['4 of five'],
    ['6/5'],
    ['4', '0'],
    ['4', '3'],
    ['4', 'many'],
    ['4 x (12)'],
    ['x ★★'],
    ['★★ x'],
    ['{"value":4'],
    ['{value}'],
    ['x {"value":4}'],
    ['{"value":4} x'],
    [`4 (${'x'.repeat(200)})`],
    ['renone'],
  ])('cannot read %j with the best %j', (value, best) => {
    expect(ratingOf(value, best)).toBe('unreadable');
  });

  it('reads a text of 200 characters', () => {
    expect(ratingOf(`4 (${'x'.repeat(196)})`)).toEqual({ value: 4, scale: undefined });
  });

  it('knows none of what an object does not say', () => {
    expect(ratingOf({})).toBeUndefined();
    expect(ratingOf({ bestRating: 5 })).toBeUndefined();
    expect(ratingOf('{}')).toBeUndefined();
  });
});

describe('reviewCountOf', () => {
  it.each<[unknown, number | string | undefined]>([
    ['1234', 1234],
    ['1,234,567', 1234567],
    ["1'234", 1234],
    ['1 234', 1234],
    ['1\u202f234', 1234],
    ['( 35 )', 35],
    ['(35', 35],
    ['35 reviews', 35],
    ['2k', 2000],
    ['2.5K', 2500],
    ['2.55 k', 2550],
    ['1,234 k', 1234000],
    ['2 kinds', 2],
    ['12.00', 12],
    ['12.5', 'unreadable'],
    ['1,23', 'unreadable'],
    ['12 of 13', 'unreadable'],
    ['about 12', 'unreadable'],
    ['-', undefined],
    ['no reviews yet', undefined],
    [null, undefined],
    [{}, undefined],
    [{ ratingCount: 5 }, 5],
    [{ review_count: '5' }, 5],
    [{ rating_count: 5, count: 6 }, 5],
    [{ total: 7 }, 7],
    [{ count: [] }, undefined],
    [Object.create({ count: 5 }), undefined],
    [[5], undefined],
    ['x'.repeat(201), 'unreadable'],
    [`12${'x'.repeat(198)}`, 12],
    [`12${'x'.repeat(199)}`, 'unreadable'],
  ])('of %j is %j', (value, count) => {
    expect(reviewCountOf(value)).toBe(count);
  });
});

it('a scale is one that is in use', () => {
  expect([0, 5, 5.1, 10, 10.1, 100, 100.1].map(scaleFor)).toEqual([5, 5, 10, 10, 100, 100, undefined]);
});

it('a rating is put on the scale to 5 with two decimals', () => {
  expect([onBestScale(9, 10), onBestScale(1, 3), onBestScale(5, 5)]).toEqual([4.5, 1.67, 5]);
});
