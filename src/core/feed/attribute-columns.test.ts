import { describe, expect, it } from 'vitest';
import { attributeColumns, attributeName, isNoAttribute } from './attribute-columns.ts';

const columns = (present: readonly string[], found: Record<string, readonly string[]> = {}) =>
  attributeColumns(present, { ...found });

describe('attributeColumns', () => {
  it.each([
    ['attributes'],
    ['Attributes 1'],
    ['Product Attributes'],
    ['features2'],
    ['Feature(Name:Value:Position)'],
    ['g:product_detail'],
    ['Merkmale'],
    ['Características'],
    ['PARAM'],
  ])('takes %s for a list of attributes', (name) => {
    expect(columns([name]).lists).toEqual([name]);
  });

  it.each([['attribute list of all'], ['my attributes'], ['title'], ['2nd']])(
    'takes %s for no list',
    (name) => {
      expect(columns([name]).lists).toEqual([]);
    },
  );

  it.each([
    ['Attribute 1 name', 'Attribute 1 value(s)'],
    ['Attribute 2 name', 'Attribute 2 values'],
    ['Option1 Name', 'Option1 Value'],
    ['Option Name 1', 'Option Value 1'],
    ['productOptionName1', 'productOptionDescription1'],
    ['VARIATION 1 NAME', 'VARIATION 1 VALUES'],
    ['Merkmal 1 Label', 'Merkmal 1 Value'],
    ['feature_1_name', 'feature_1_value'],
  ])('takes %s for the name of %s', (name, value) => {
    const found = columns([value, name]);
    expect([found.pairNames, found.pairValues]).toEqual([[name], [value]]);
  });

  it.each([
    ['Attribute name', 'Attribute value'],
    ['Item 1 name', 'Item 1 value'],
    ['Attribute 1 name', 'Attribute 2 value'],
    ['Attribute 1', 'Attribute 1 value'],
  ])('takes %s for no name of %s', (...present) => {
    expect(columns(present).pairNames).toEqual([]);
  });

  it('takes the likeliest of several columns of values', () => {
    const found = columns([
      'Attribute 1 name',
      'Attribute 1 description',
      'Attribute 1 value',
      'Attribute 1 value(s)',
    ]);
    expect(found.pairValues).toEqual(['Attribute 1 value(s)']);
  });

  it.each([
    ['C:Colour', 'Colour'],
    ['*C:Brand', 'Brand'],
    ['attribute: Fit', 'Fit'],
    ['attr_fit', 'fit'],
    ['Param:pa_fit', 'fit'],
    ['filter : Heel height', 'Heel height'],
    ['pa_colour', 'colour'],
    ['Fabric care (product.metafields.custom.care)', 'Fabric care'],
    ['Metafield: custom.fit [single_line_text_field]', 'fit'],
    ['Metafield: specs.weight-max', 'weight-max'],
    [' C:Sole ', 'Sole'],
  ])('finds in the column %s the attribute %s', (column, name) => {
    expect(columns([column]).named).toEqual([[column, name]]);
  });

  it.each([
    ['Rating (product.metafields.reviews.rating)'],
    ['attribute_1'],
    ['Metafield: other.fit'],
    ['my C:Colour'],
    ['colour'],
  ])('finds in the column %s no attribute', (column) => {
    expect(columns([column]).named).toEqual([]);
  });

  it('leaves columns that another field has taken', () => {
    expect(columns(['C:Colour', 'C:Fit'], { colour: ['C:Colour'] }).named).toEqual([['C:Fit', 'Fit']]);
  });

  it('is worked out once for the columns that were found', () => {
    const found = {};
    expect(attributeColumns(['C:Colour'], found)).toBe(attributeColumns(['C:Colour'], found));
  });
});

describe('attributeName', () => {
  it.each([
    ['Color', 'colour'],
    ['FARBE', 'colour'],
    ['g:color', 'colour'],
    ['pa_color', 'colour'],
    ['attribute_pa_size', 'size'],
    ['attribute_Size', 'size'],
    ['Attributes: Material', 'material'],
    ['attribute.gender', 'gender'],
    ['Age Group', 'ageGroup'],
    ['EAN', 'gtin'],
    ['MPN', 'mpn'],
    ['Heel_height', 'Heel height'],
    ['  Heel   height ', 'Heel height'],
    ['pa_heel_height', 'heel height'],
    ['  g:Fit', 'Fit'],
    ['my g:fit', 'my g:fit'],
    ['attributes fit', 'attributes fit'],
    ['attributeset', 'attributeset'],
    ['Fit', 'Fit'],
  ])('writes %j as %j', (written, name) => {
    expect(attributeName(written)).toBe(name);
    expect(attributeName(written)).toBe(name);
  });
});

describe('isNoAttribute', () => {
  it.each([
    'cost',
    'Costs',
    'supplier_code',
    'wholesale price',
    'Einkaufspreis',
    'Lieferant',
    'has_options',
    'tax_class_id',
    'url_key',
    'meta_title',
    'status',
    'visibility',
    'price',
    'Description',
    'Stock',
    'currency',
    'sale price',
    'image_link',
  ])('holds for %s, which is for the shop or another field', (name) => {
    expect([isNoAttribute(name), isNoAttribute(name)]).toEqual([true, true]);
  });

  it.each(['Colour', 'Fit', 'costume', 'Accosted', 'my status', 'metal', 'Picture frame', 'tax'])(
    'does not hold for %s',
    (name) => {
      expect([isNoAttribute(name), isNoAttribute(name)]).toEqual([false, false]);
    },
  );
});
