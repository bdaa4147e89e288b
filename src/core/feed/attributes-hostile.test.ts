import { expect, it } from 'vitest';
import { findColumns } from './columns.ts';
import { itemOf } from './item-of.ts';
import { ITEM_NAMES } from './names.ts';

const COLUMNS = [
  'additional_attributes',
  'Feature(Name:Value:Position)',
  'options',
  'C:Colour',
  'Attribute 1 value(s)',
  'rating',
  'reviews',
];

it.each([' ', ',', ':', '=', 'a:', 'a=', ',a', '"', '[', '{', '(', '1,', '\\,', 'a:b,', '[S]'])(
  'attributes of %j over and over take time in proportion to their length',
  { tags: ['slow'] },
  (unit) => {
    const began = performance.now();
    for (const start of ['', 'a', 'a=', 'a:', '[', '1']) {
      const value = `${start}${unit.repeat(30_000 / unit.length)}y`;
      for (const column of COLUMNS) {
        const record = { id: '1', title: 'T', 'Attribute 1 name': value, [column]: value };
        itemOf(record, findColumns(Object.keys(record), ITEM_NAMES), {});
      }
    }
    expect(performance.now() - began).toBeLessThan(5000);
  },
);
