import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../types/items.ts';
import { withCardFields } from './card-items.ts';

const variant = (id: string, colour?: string): Item => ({
  id,
  title: id,
  group: 'shirt',
  ...(colour !== undefined && { attributes: { colour: [colour] } }),
});
const fieldsOf = (items: readonly Item[]) =>
  withCardFields(items).map(({ variants, colours }) => [variants, colours]);

describe('what the whole catalogue shows of an item', () => {
  it('is how many variants its product has, and in how many colours', () => {
    const shirts = [variant('a', 'Red'), variant('b', 'red'), variant('c', 'Blue')];
    expect(fieldsOf([...shirts, { id: 'd', title: 'Mug' }])).toEqual([
      [3, 2],
      [3, 2],
      [3, 2],
      [undefined, undefined],
    ]);
  });

  it('is nothing of an item that is alone in its group, nor a colour that all variants have', () => {
    expect(fieldsOf([variant('a', 'Red')])).toEqual([[undefined, undefined]]);
    expect(fieldsOf([variant('a', 'Red'), variant('b', 'Red')])).toEqual([
      [2, undefined],
      [2, undefined],
    ]);
  });

  it('is that an import is not new: if more than a quarter of the products would be, none is', () => {
    const shop = (all: number, fresh: number) =>
      withCardFields(
        Array.from({ length: all }, (_, i) => ({
          id: `${i}`,
          title: 'Mug',
          ...(i < fresh && { newUntil: 1 }),
        })),
      ).filter(({ newUntil }) => newUntil !== undefined).length;
    expect([shop(40, 10), shop(40, 11), shop(9, 9), shop(10, 10)]).toEqual([10, 0, 9, 0]);
  });

  it('changes no other field, whatever the items are', () => {
    const item = fc.record(
      {
        id: fc.uuid(),
        title: fc.string(),
        group: fc.constantFrom('a', 'b'),
        price: fc.integer(),
        newUntil: fc.nat(),
      },
      { requiredKeys: ['id', 'title'] },
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const plain = ({ id, title, group, price }: Item) => ({ id, title, group, price });
        expect(withCardFields(items as Item[]).map(plain)).toEqual((items as Item[]).map(plain));
      }),
    );
  });
});
