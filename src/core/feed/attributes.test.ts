import { describe, expect, it } from 'vitest';
import { findColumns } from './columns.ts';
import { itemOf } from './item-of.ts';
import { ITEM_NAMES } from './names.ts';
import type { Entry } from './nested.ts';

function read(record: Entry) {
  const told: string[] = [];
  const whole = { id: 'a', title: 'A', ...record };
  const item = itemOf(whole, findColumns(Object.keys(whole), ITEM_NAMES), {
    repaired: (what) => told.push(what),
  });
  if (typeof item === 'string') throw new Error(item);
  return { ...item, told };
}

describe('the attributes of an entry', () => {
  it.each<[string, Entry, object]>([
    [
      'Google Merchant',
      {
        'g:color': 'Navy/White',
        'g:size': '38/40',
        'g:material': 'cotton',
        'g:gender': 'female',
        'g:age_group': 'adult',
        'g:custom_label_0': 'Bestseller',
        'g:custom_label_3': 'Summer',
        'g:product_detail': [
          { 'g:section_name': 'General', 'g:attribute_name': 'Sole', 'g:attribute_value': 'Rubber' },
          { attribute_name: 'Closure', attribute_value: 'Laces' },
        ],
      },
      {
        colour: ['Navy', 'White'],
        size: ['38/40'],
        material: ['cotton'],
        gender: ['female'],
        ageGroup: ['adult'],
        customLabels: ['Bestseller', 'Summer'],
        Sole: ['Rubber'],
        Closure: ['Laces'],
      },
    ],
    [
      'Google Merchant as TSV',
      { product_detail: 'General:Sole:Rubber,General:Closure:Laces, loops' },
      { Sole: ['Rubber'], Closure: ['Laces', 'loops'] },
    ],
    [
      'WooCommerce, as CSV',
      {
        'Attribute 1 name': 'Colour',
        'Attribute 1 value(s)': 'Red, Blue\\, dark',
        'Attribute 1 visible': '1',
        'Attribute 2 name': 'Fit',
        'Attribute 2 value(s)': 'Slim',
        Tags: 'new, wool',
      },
      { colour: ['Red', 'Blue, dark'], Fit: ['Slim'], tags: ['new', 'wool'] },
    ],
    [
      'WooCommerce, by its API',
      {
        attributes: [
          { id: 1, name: 'Color', options: ['Red', 'Blue'] },
          { name: 'pa_fit', option: 'Slim' },
        ],
        tags: [
          { id: 1, name: 'wool' },
          { id: 2, name: 'new' },
        ],
      },
      { colour: ['Red', 'Blue'], fit: ['Slim'], tags: ['wool', 'new'] },
    ],
    [
      "WooCommerce's Store API",
      { attributes: [{ name: 'Color', taxonomy: 'pa_color', terms: [{ id: 1, name: 'Red', slug: 'red' }] }] },
      { colour: ['Red'] },
    ],
    [
      'Magento',
      {
        additional_attributes:
          'activity=Gym|Hike,color=Red,has_options=1,material="Cotton, wool",cost=4.00,gender=Men|Women',
      },
      {
        activity: ['Gym', 'Hike'],
        colour: ['Red'],
        material: ['Cotton', 'wool'],
        gender: ['male', 'female'],
      },
    ],
    [
      "Magento's API",
      {
        custom_attributes: [
          { attribute_code: 'color', value: 'Red' },
          { attribute_code: 'url_key', value: 'x' },
          { attribute_code: 'category_ids', value: ['1'] },
        ],
      },
      { colour: ['Red'] },
    ],
    [
      'PrestaShop',
      {
        'Feature(Name:Value:Position)': 'Composition:Cotton, wool:1,Style:Casual:2:1',
        'Tags (x,y,z...)': 'a,b',
      },
      { material: ['Cotton', 'wool'], Style: ['Casual'], tags: ['a', 'b'] },
    ],
    [
      'Yandex',
      {
        param: [
          { name: 'Цвет', value: 'чёрный' },
          { name: 'Пол', value: 'женский' },
          { name: 'Вес', value: '2 кг' },
        ],
      },
      { colour: ['чёрный'], gender: ['female'], Вес: ['2 кг'] },
    ],
    ['Heureka', { PARAM: [{ PARAM_NAME: 'Barva', VAL: 'modrá' }] }, { colour: ['modrá'] }],
    [
      'BigCommerce',
      { 'Product Custom Fields': 'Material=Wool;Season=Winter' },
      { material: ['Wool'], Season: ['Winter'] },
    ],
    [
      "BigCommerce's API",
      { option_values: [{ option_display_name: 'Colour', label: 'Red' }] },
      { colour: ['Red'] },
    ],
    [
      'commercetools',
      {
        attributes: [
          { name: 'color', value: { key: 'navy', label: { en: 'Navy blue' } } },
          { name: 'style', value: 'Casual' },
        ],
      },
      { colour: ['Navy blue'], style: ['Casual'] },
    ],
    [
      'Meta',
      { additional_variant_attribute: 'Scent:Fruity,Flavor:Apple', gender: 'unisex' },
      { Scent: ['Fruity'], Flavor: ['Apple'], gender: ['unisex'] },
    ],
    [
      'eBay',
      { 'C:Colour': 'Red', '*C:Brand': 'B', 'C:Features': 'Wifi' },
      { colour: ['Red'], Brand: ['B'], Features: ['Wifi'] },
    ],
    [
      'Wix',
      { productOptionName1: 'Size', productOptionType1: 'DROP_DOWN', productOptionDescription1: 'S;M' },
      { size: ['S', 'M'] },
    ],
    ['Squarespace', { 'Option Name 1': 'Colour', 'Option Value 1': 'Natural' }, { colour: ['Natural'] }],
    [
      'Etsy',
      {
        TAGS: 'cat,warm',
        MATERIALS: 'Cotton',
        'VARIATION 1 TYPE': 'Custom',
        'VARIATION 1 NAME': 'Size',
        'VARIATION 1 VALUES': 'S,M,L',
      },
      { tags: ['cat', 'warm'], material: ['Cotton'], size: ['S', 'M', 'L'] },
    ],
    [
      'schema.org',
      { additionalProperty: [{ '@type': 'PropertyValue', name: 'Sole', value: 'Rubber' }] },
      { Sole: ['Rubber'] },
    ],
    [
      "Shopify's metafields",
      {
        'Color (product.metafields.shopify.color-pattern)': 'red; blue',
        'Fabric care (product.metafields.custom.care)': 'Wash cold',
        'SEO hidden (product.metafields.seo.hidden)': '1',
      },
      { colour: ['red', 'blue'], 'Fabric care': ['Wash cold'] },
    ],
    [
      'an object of names and values',
      { attributes: { colour: 'red', Size: ['S', 'M'] } },
      { colour: ['red'], size: ['S', 'M'] },
    ],
    [
      'German columns',
      { Farbe: 'Rot', Größe: '12,5', Geschlecht: 'Damen', Altersgruppe: 'Erwachsene' },
      { colour: ['Rot'], size: ['12,5'], gender: ['female'], ageGroup: ['adult'] },
    ],
  ])('are read as %s writes them', (_, record, attributes) => {
    expect(read(record).attributes).toEqual(attributes);
  });

  it('has no attributes if the entry names none', () => {
    expect(read({ attributes: [], tags: '', color: 'N/A', options: ['Size'] })).not.toHaveProperty(
      'attributes',
    );
  });

  it('leaves out a value without its standard spelling, and says so', () => {
    const { attributes, told } = read({ gender: 'aliens', age_group: 'adult' });
    expect(attributes).toEqual({ ageGroup: ['adult'] });
    expect(told).toEqual(['has a value of gender that is not known, which was left out: aliens']);
  });

  it('have names of at most 60 characters with a letter, and are at most 100', () => {
    const [longest, longer] = ['x'.repeat(60), 'y'.repeat(61)];
    expect(read({ attributes: { [longest]: 'a', [longer]: 'a', 12: 'a' } }).attributes).toEqual({
      [longest]: ['a'],
    });
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`name ${i}`, 'a']));
    expect(Object.keys(read({ attributes: many }).attributes!)).toEqual(Object.keys(many).slice(0, 100));
  });

  it('take the values of several columns together for tags, and of one for any other', () => {
    expect(read({ tags: 'a', product_tags: 'b', color: 'Red', colour_name: 'Blue' }).attributes).toEqual({
      tags: ['a', 'b'],
      colour: ['Red'],
    });
    expect(read({ attributes: { Colour: 'Red', colour: 'Blue' }, color: 'Green' }).attributes).toEqual({
      colour: ['Red', 'Blue'],
    });
  });

  it('lack the option that stands for none', () => {
    expect(read({ 'Option1 Name': 'Title', 'Option1 Value': 'Default Title' })).not.toHaveProperty(
      'attributes',
    );
    expect(read({ 'Option1 Name': 'Title', 'Option1 Value': 'Large' }).attributes).toEqual({
      Title: ['Large'],
    });
  });
});
