import { describe, expect, it } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { testFolder } from './testing/files.ts';

const files = testFolder();

const HEADER =
  'sku,name,Fit,Season,Care,in_sale,supplier,margin class,updated,Manual,Text,Voltage,customer_group,warehouse';
const fits = ['Slim', 'Regular', 'Loose'];
const rows = Array.from({ length: 30 }, (_, i) =>
  [
    `s${i}`,
    `Shirt ${i}`,
    fits[i % 3],
    i % 2 ? 'Summer' : '',
    'Wash cold',
    i % 2 ? 'yes' : 'no',
    i % 2 ? 'North Ltd' : 'South Ltd',
    i % 2 ? 'high' : 'low',
    `2026-01-0${(i % 9) + 1}`,
    `https://shop.example/${i % 2}.pdf`,
    `All about shirt ${i}`,
    i % 2 ? '110' : '220',
    i % 2 ? 'dealers' : 'staff',
    i % 2 ? 'Hall A' : 'Hall B',
  ].join(','),
);
const csv = [HEADER, ...rows].join('\n');

describe("a shop's own columns", () => {
  it('become attributes if their few values are words for shoppers', async () => {
    const { items, ownAttributes } = await files.read('own.csv', csv);
    expect(ownAttributes).toEqual(['Fit']);
    expect(items.map(({ attributes }) => attributes).slice(0, 3)).toEqual([
      { Fit: ['Slim'] },
      { Fit: ['Regular'] },
      { Fit: ['Loose'] },
    ]);
  });

  it('become attributes if the shop names them, and no others', async () => {
    const path = files.file('named.csv', csv);
    const { items, ownAttributes } = await readCatalogue([path], undefined, {
      attributes: ['voltage', 'Care'],
    });
    expect(ownAttributes).toEqual(['Care', 'Voltage']);
    expect(items[0]!.attributes).toEqual({ Care: ['Wash cold'], Voltage: ['220'] });
    const none = await readCatalogue([path], undefined, { attributes: [] });
    expect([none.ownAttributes, none.items[0]!.attributes]).toEqual([[], undefined]);
  });
});

describe('ratings', () => {
  const read = async (ratings: readonly string[]) => {
    const lines = ratings.map((rating, i) => `${i},Item ${i},"${rating}"`);
    const { items, guessed, repaired } = await files.read(
      'ratings.csv',
      ['id,title,rating', ...lines].join('\n'),
    );
    return { ratings: items.map(({ rating }) => rating), guessed, repaired };
  };

  it('are put on a scale from 0 to 5, by what they say or by the best of their column', async () => {
    expect((await read(['4.5', '4,5', '90%', '4.5 out of 5', '9/10', '0'])).ratings).toEqual([
      4.5,
      4.5,
      4.5,
      4.5,
      4.5,
      undefined,
    ]);
    const ten = await read(['9', '4', '10']);
    expect(ten.ratings).toEqual([4.5, 2, 5]);
    expect(ten.guessed.rows).toBe(3);
    expect((await read(['88', '100'])).ratings).toEqual([4.4, 5]);
  });

  it('cost their field alone if they cannot be read', async () => {
    const { ratings, repaired } = await read(['4', 'great', '5']);
    expect(ratings).toEqual([4, undefined, 5]);
    expect(repaired.kinds).toEqual({ 'has a rating that cannot be read, which was left out': 1 });
    expect((await read(['3', '700'])).ratings).toEqual([undefined, undefined]);
  });
});

describe('ids that two items have', () => {
  it('are used for none of them in orders, and reported', async () => {
    const { sharedIds, otherNames } = await files.read(
      'shared.csv',
      'id,title,sku,barcode\na,A,S1,111\nb,B,S2,111\nc,C,a,333',
    );
    expect(sharedIds).toEqual(['111']);
    expect([otherNames.get('S1'), otherNames.get('111'), otherNames.get('a'), otherNames.get('333')]).toEqual(
      ['a', undefined, undefined, 'c'],
    );
  });
});
