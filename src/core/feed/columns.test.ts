import { describe, expect, it } from 'vitest';
import { columnsFor, findColumns, parseColumns, plainName } from './columns.ts';
import { ITEM_NAMES, ORDER_NAMES } from './names.ts';

describe('parseColumns', () => {
  it.each([
    ['id=SKU,title=Product name', { id: 'SKU', title: 'Product name' }],
    ['order_id=Beleg,item_id=Art,customer_id=Kd', { order: 'Beleg', item: 'Art', customer: 'Kd' }],
    ['name=Bezeichnung', { title: 'Bezeichnung' }],
    ['Bezeichnung=Text 1', { title: 'Text 1' }],
    ['ID=x', { id: 'x' }],
    [' id = SKU , title = A ', { id: 'SKU', title: 'A' }],
    ['id=a,id=b', { id: 'b' }],
    ['title=a,,b', { title: 'a,,b' }],
    ['Product Name=x', { title: 'x' }],
    ['sku=x', { id: 'x' }],
    ['customer.id=x', { customer: 'x' }],
    ['SALE_PRICE=x', { salePrice: 'x' }],
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
    ['id=', 'takes field=column pairs, got id='],
    ['id=a,title= ', 'takes field=column pairs'],
    ['x', 'takes field=column pairs, got x'],
  ])('refuses %j', (text, message) => {
    expect(() => parseColumns(text)).toThrow(message);
    expect(() => parseColumns(text)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
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

describe('findColumns', () => {
  const find = (...present: string[]) => findColumns(present, ITEM_NAMES);

  it('finds every column that may hold a field, the likeliest first, and no field without one', () => {
    expect(find('sku', 'Product Name', 'id', 'other', 'Name')).toEqual({
      id: ['id', 'sku'],
      title: ['Name', 'Product Name'],
      ids: expect.anything() as unknown,
    });
    expect(find('other')).toEqual({});
    expect(find()).toEqual({});
  });

  it('takes the price with tax before the one without', () => {
    expect(find('Price excl. tax', 'Price', 'Price incl. tax')['price']).toEqual([
      'Price incl. tax',
      'Price',
      'Price excl. tax',
    ]);
    for (const [net, gross] of [
      ['price_net', 'price_gross'],
      ['Preis exkl. MwSt.', 'Preis inkl. MwSt.'],
      ['Preis netto', 'Preis brutto'],
      ['Prix HT', 'Prix TTC'],
      ['Price without VAT', 'Price with VAT'],
      ['Price (ex. VAT)', 'Price (incl. VAT)'],
    ] as const)
      expect(find(net, gross)['price']).toEqual([gross, net]);
  });

  it('finds a price whose column names its currency or its tax', () => {
    for (const column of [
      'price_usd',
      'Price EUR',
      'price.gbp',
      'price-sek',
      'Preis (EUR)',
      'price incl tax',
    ])
      expect(find(column)['price']).toEqual([column]);
    expect(find('price_xyz')['price']).toBeUndefined();
    expect(find('title_usd')['title']).toBeUndefined();
  });

  it('takes the texts of one language, that of the first column', () => {
    const found = find('description_de', 'title_de', 'name.en', 'title [en]', 'name-de');
    expect(found['title']!.slice(0, 2).sort()).toEqual(['name-de', 'title_de']);
    const other = find('title_en', 'title_de', 'description_de', 'description_en');
    expect([other['title']!.filter((name) => name.startsWith('title')), other['description']]).toEqual([
      ['title_en', 'title_de'],
      ['description_en', 'description_de'],
    ]);
  });

  it.each([
    'title.en',
    'title_en',
    'title-en',
    'title en',
    'title[en]',
    'title (en)',
    'title {en-GB}',
    'title_en_us',
    'Title_zh-Hant',
  ])('finds the title in %s', (column) => {
    expect(find(column)['title']).toEqual([column]);
  });

  it.each(['title_xx', 'titleen', 'title_id', 'title_en_x', 'price_de'])(
    'finds neither title nor price in %s',
    (column) => {
      const found = find(column);
      expect([found['title'], found['price']]).toEqual([undefined, undefined]);
    },
  );

  it('finds a field in its own name also beside languages', () => {
    const found = find('title', 'description_de', 'title_de');
    expect(found['title']!.slice(0, 2)).toEqual(['title', 'title_de']);
  });

  it('takes the column that the caller names for a field, and others for the rest', () => {
    const present = ['id', 'sku', 'title'];
    expect(findColumns(present, ITEM_NAMES, { id: 'sku' })).toMatchObject({ id: ['sku'], title: ['title'] });
    expect(() => findColumns(present, ITEM_NAMES, { id: 'nothing' })).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it('finds the columns of orders by their names', () => {
    expect(findColumns(['Bestellnummer', 'SKU', 'E-Mail', 'Datum', 'Menge'], ORDER_NAMES)).toMatchObject({
      item: ['SKU'],
      customer: ['E-Mail'],
      date: ['Datum'],
      quantity: ['Menge'],
    });
  });
});

it('columnsFor keeps the columns of one kind of table', () => {
  expect(columnsFor(ITEM_NAMES, { title: 'T', customer: 'C', toString: 'x' })).toEqual({ title: 'T' });
  expect(columnsFor(ORDER_NAMES, { title: 'T', customer: 'C' })).toEqual({ customer: 'C' });
  expect(columnsFor(ITEM_NAMES)).toEqual({});
});

describe('plainName', () => {
  it.each([
    ['Product Name', 'productname'],
    ['product_name', 'productname'],
    ['\uFEFFid', 'id'],
    ['g:price', 'price'],
    [' G:price', 'price'],
    ['c:size', 'size'],
    ['x:size', 'xsize'],
    ['my g:price', 'mygprice'],
    ['Größe', 'große'],
    ['Prénom', 'prenom'],
    ['Preis (EUR)', 'preis'],
    ['Preis [brutto] neu', 'preisneu'],
    ['(Artikel) Nummer', 'artikelnummer'],
    ['[id', 'id'],
    ['Artikel-Nr.', 'artikelnr'],
    ['customer.id', 'customer.id'],
    ['wait...', 'wait'],
    ['_id', '_id'],
    ['__id', 'id'],
    ['цвет', 'цвет'],
    ['', ''],
    ['...', ''],
  ])('of %j is %j', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });

  it('goes by the first 200 characters', () => {
    expect(plainName(`${'x'.repeat(200)}y`)).toBe('x'.repeat(200));
  });
});
