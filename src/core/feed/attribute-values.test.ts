import { describe, expect, it } from 'vitest';
import { standardValue, valuesOf } from './attribute-values.ts';

describe('valuesOf', () => {
  it.each<[string, unknown, string[]]>([
    ['fit', 'Slim', ['Slim']],
    ['fit', '  Slim \u00a0 fit ', ['Slim fit']],
    ['fit', 'Slim;Wide', ['Slim', 'Wide']],
    ['fit', 'Slim|Wide', ['Slim', 'Wide']],
    ['fit', 'Slim\nWide\tRegular\rLong', ['Slim', 'Wide', 'Regular', 'Long']],
    ['fit', 'Slim, Wide', ['Slim', 'Wide']],
    ['fit', 'Slim,Wide', ['Slim,Wide']],
    ['fit', 'Slim\\, wide', ['Slim, wide']],
    ['fit', 'Slim/Wide', ['Slim/Wide']],
    ['tags', 'a,b', ['a', 'b']],
    ['tags', 'a\\,b', ['a,b']],
    ['tags', 'a/b', ['a/b']],
    ['customLabels', 'a, b', ['a', 'b']],
    ['customLabels', 'a,b', ['a,b']],
    ['colour', 'Red,Blue/White', ['Red', 'Blue', 'White']],
    ['material', 'Wool,Silk/Linen', ['Wool', 'Silk', 'Linen']],
    ['pattern', 'Dots,Stripes/Plain', ['Dots', 'Stripes', 'Plain']],
    ['size', 'S,M', ['S', 'M']],
    ['size', '12,5', ['12,5']],
    ['size', '38,M', ['38', 'M']],
    ['size', 'M,38', ['M', '38']],
    ['size', '38, 40', ['38', '40']],
    ['size', '38/40', ['38/40']],
    ['size', 'S\\,M', ['S,M']],
    ['fit', ['Slim', 'Wide; Long'], ['Slim', 'Wide', 'Long']],
    ['fit', [['Slim'], 'Wide'], ['Slim', 'Wide']],
    ['fit', 5, ['5']],
    ['fit', true, ['true']],
    ['fit', { name: 'Slim' }, ['Slim']],
    ['fit', { key: 'slim', label: 'Slim fit' }, ['Slim fit']],
    ['fit', { label: { en: 'Slim', de: 'Schmal' } }, ['Slim']],
    ['fit', [{ name: 'Slim' }, { label: 'Wide' }], ['Slim', 'Wide']],
    ['fit', '["Slim", "Wide"]', ['Slim', 'Wide']],
    ['fit', " ['Slim', 'Wide'] ", ['Slim', 'Wide']],
    ['fit', '["Slim",\n"Wide"]', ['Slim', 'Wide']],
    ['fit', '[Slim]', ['[Slim]']],
    ['fit', '[Slim] only', ['[Slim] only']],
    ['fit', 'only ["Slim"]', ['only ["Slim"]']],
    ['fit', '["Slim"] x', ['["Slim"] x']],
    ['fit', '[]', []],
    ['fit', '<b>Slim</b> &amp; wide', ['Slim & wide']],
    ['fit', 'Slim; slim; SLIM; Wide', ['Slim', 'Wide']],
    ['fit', 'Slim;;-; ;Wide', ['Slim', 'Wide']],
    [
      'fit',
      'n/a; N/A; na; none; null; NaN; undefined; not specified; not applicable; Does not apply; [object Object]',
      [],
    ],
    ['fit', 'none of these; nonexistent; a null', ['none of these', 'nonexistent', 'a null']],
    ['fit', '', []],
    ['fit', null, []],
    ['fit', undefined, []],
    ['fit', '***', []],
    ['fit', '½', ['½']],
    ['fit', 'чёрный', ['чёрный']],
  ])('of %s: %j', (name, value, expected) => {
    expect(valuesOf(value, name)).toEqual(expected);
  });

  it('keeps a sentence whole, though it has commas', () => {
    const sentence = 'Wash it by hand and never in the machine at all, please, or else';
    expect(valuesOf(sentence, 'care')).toEqual([sentence]);
    const [forty, more] = ['x'.repeat(40), 'x'.repeat(41)];
    expect(valuesOf(`${forty}, y`, 'care')).toEqual([forty, 'y']);
    expect(valuesOf(`${more}, y`, 'care')).toEqual([`${more}, y`]);
    // Each line by itself.
    expect(valuesOf(`${more}, y; a, b`, 'care')).toEqual([`${more}, y`, 'a', 'b']);
  });

  it('keeps no value that is a text', () => {
    expect(valuesOf('x'.repeat(120), 'fit')).toEqual(['x'.repeat(120)]);
    expect(valuesOf('x'.repeat(121), 'fit')).toEqual([]);
    expect(valuesOf(`${'x'.repeat(121)};y`, 'fit')).toEqual(['y']);
  });

  it('keeps 200 values', () => {
    const many = Array.from({ length: 300 }, (_, i) => `v${i}`);
    expect(valuesOf(many, 'fit')).toEqual(many.slice(0, 200));
    expect(valuesOf(many.join(';'), 'fit')).toEqual(many.slice(0, 200));
  });

  it('reads lists in lists to a limited depth', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);
    expect([valuesOf(nested(4), 'fit'), valuesOf(nested(5), 'fit')]).toEqual([['x'], []]);
  });

  it('takes a label only from the object itself', () => {
    expect(valuesOf(Object.create({ label: 'Slim' }), 'fit')).toEqual([]);
  });
});

describe('standardValue', () => {
  it('leaves the values of attributes without a standard spelling', () => {
    expect(standardValue('colour', 'Damen')).toBe('Damen');
  });

  it.each([
    ['gender', 'female', 'female'],
    ['gender', "Women's", 'female'],
    ['gender', 'FEMME', 'female'],
    ['gender', 'Mädchen', 'female'],
    ['gender', 'https://schema.org/Male', 'male'],
    ['gender', 'men', 'male'],
    ['gender', 'Men & Boys', undefined],
    ['gender', 'Damen / Herren', 'unisex'],
    ['gender', 'Adult - Unisex', 'unisex'],
    ['gender', 'x', undefined],
    ['condition', 'NewCondition', 'new'],
    ['condition', 'http://schema.org/UsedCondition', 'used'],
    ['condition', 'Pre-Owned', 'used'],
    ['condition', 'Generalüberholt', 'refurbished'],
    ['condition', 'broken', undefined],
    ['ageGroup', 'Erwachsene', 'adult'],
    ['ageGroup', 'kids', 'kids'],
    ['ageGroup', '0-3 months', 'newborn'],
    ['ageGroup', '2 months', 'newborn'],
    ['ageGroup', '3 months', 'infant'],
    ['ageGroup', '6+ months', 'infant'],
    ['ageGroup', '6 m', 'infant'],
    ['ageGroup', '11 Monate', 'infant'],
    ['ageGroup', '12 months', 'toddler'],
    ['ageGroup', '1', 'toddler'],
    ['ageGroup', '1.5 years', 'toddler'],
    ['ageGroup', '0.5 years', 'infant'],
    ['ageGroup', '10.25 y', 'kids'],
    ['ageGroup', '3-5 years', 'toddler'],
    ['ageGroup', '3 - 5 years', 'toddler'],
    ['ageGroup', '3 – 5 years', 'toddler'],
    ['ageGroup', '3 to 5 yrs.', 'toddler'],
    ['ageGroup', '3 bis 5 Jahre', 'toddler'],
    ['ageGroup', '3 à 5 ans', 'toddler'],
    ['ageGroup', '36-48 months', 'toddler'],
    ['ageGroup', 'ages 4-12', 'toddler'],
    ['ageGroup', 'Age 5', 'kids'],
    ['ageGroup', '5+', 'kids'],
    ['ageGroup', '5 + years', 'kids'],
    ['ageGroup', '5 years +', 'kids'],
    ['ageGroup', '8 Jahre', 'kids'],
    ['ageGroup', '8  \n Jahre', 'kids'],
    ['ageGroup', '12 years', 'kids'],
    ['ageGroup', '13 years', 'adult'],
    ['ageGroup', '18+', 'adult'],
    ['ageGroup', '10-12 y', 'kids'],
    ['ageGroup', 'from 5', undefined],
    ['ageGroup', '5 of 6', undefined],
    ['ageGroup', '5 years old', undefined],
    ['ageGroup', '5-', undefined],
    ['ageGroup', 'years', undefined],
    ['ageGroup', '', undefined],
    ['gender', '5 years', undefined],
  ])('of %s: %j is %j', (name, value, expected) => {
    expect(standardValue(name, value)).toBe(expected);
  });
});
