import { describe, expect, it } from 'vitest';
import { findColumns, parseColumns } from './columns.ts';
import { ITEM_NAMES } from './names.ts';

describe('parseColumns', () => {
  it.each([
    ['id=SKU,title=Product name', { id: 'SKU', title: 'Product name' }],
    ['order_id=Beleg,item_id=Art,customer_id=Kd', { order: 'Beleg', item: 'Art', customer: 'Kd' }],
    ['name=Bezeichnung', { title: 'Bezeichnung' }],
    ['Bezeichnung=Text 1', { title: 'Text 1' }],
    ['ID=x', { id: 'x' }],
    ['title=Name, kurz,price=a=b', { title: 'Name, kurz', price: 'a=b' }],
  ])('reads %s', (text, columns) => {
    expect(parseColumns(text)).toEqual(columns);
  });

  it.each([
    ['', 'takes field=column pairs'],
    ['title', 'takes field=column pairs'],
    ['=x', 'takes field=column pairs'],
    ['titel_x=x', 'unknown field titel_x in --columns'],
    ['catgory=x', 'did you mean category?'],
  ])('refuses %j', (text, message) => {
    expect(() => parseColumns(text)).toThrow(message);
  });
});

describe('findColumns', () => {
  const present = ['\uFEFFArtikel-Nr.', ' Bezeichnung ', 'VK Preis (EUR)'];
  it.each(['Artikel-Nr.', 'artikelnr', 'ARTIKEL NR'])(
    'takes a column by another form of its name: %s',
    (id) => {
      expect(findColumns(present, ITEM_NAMES, { id })).toMatchObject({
        id: [present[0]],
        title: [present[1]],
      });
    },
  );

  it('suggests the nearest name for a wrong one', () => {
    expect(() => findColumns(present, ITEM_NAMES, { title: 'Bezeichnug' })).toThrow(
      /did you mean +Bezeichnung/,
    );
  });
});
