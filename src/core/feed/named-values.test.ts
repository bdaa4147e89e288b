import { describe, expect, it } from 'vitest';
import { namedValues } from './named-values.ts';

describe('namedValues of a text', () => {
  it.each<[string, [string, string][]]>([
    [
      'colour=Red,size=M',
      [
        ['colour', 'Red'],
        ['size', 'M'],
      ],
    ],
    [
      'colour=Red;size=M',
      [
        ['colour', 'Red'],
        ['size', 'M'],
      ],
    ],
    [
      'colour=Red&size=M',
      [
        ['colour', 'Red'],
        ['size', 'M'],
      ],
    ],
    [
      'colour=Red\nsize=M',
      [
        ['colour', 'Red'],
        ['size', 'M'],
      ],
    ],
    [
      'colour=Red,\n  size=M',
      [
        ['colour', 'Red'],
        ['size', 'M'],
      ],
    ],
    [
      'colour=Red, size=M',
      [
        ['colour', 'Red'],
        ['size', 'M'],
      ],
    ],
    [
      ' colour = Red , size = M ',
      [
        ['colour', 'Red'],
        ['size', 'M'],
      ],
    ],
    [
      'size="S|M",colour=Red',
      [
        ['size', 'S|M'],
        ['colour', 'Red'],
      ],
    ],
    [
      '"size=S, M","colour=Red"',
      [
        ['size', 'S, M'],
        ['colour', 'Red'],
      ],
    ],
    ['size="3"" pipe"', [['size', '3" pipe']]],
    ['size=12" wide', [['size', '12" wide']]],
    [
      'material=Cotton, wool,fit=Slim',
      [
        ['material', 'Cotton, wool'],
        ['fit', 'Slim'],
      ],
    ],
    ['a=,b=2', [['b', '2']]],
    ['a= ,b=2', [['b', '2']]],
    ['a=x=y', [['a', 'x=y']]],
    [
      '[S]Size=Small,[RB]Colour=Red',
      [
        ['Size', 'Small'],
        ['Colour', 'Red'],
      ],
    ],
    ['{not json', []],
    ['Material:Wool', [['Material', 'Wool']]],
    ['Material:Wool:1', [['Material', 'Wool']]],
    [
      'Material:Wool:1:1,Colour:Red:2:0',
      [
        ['Material', 'Wool'],
        ['Colour', 'Red'],
      ],
    ],
    [
      'Material:Wool,Colour:Red',
      [
        ['Material', 'Wool'],
        ['Colour', 'Red'],
      ],
    ],
    [
      'Material: Wool; Colour: Red',
      [
        ['Material', 'Wool'],
        ['Colour', 'Red'],
      ],
    ],
    [
      'Material: Wool | Colour: Red',
      [
        ['Material', 'Wool'],
        ['Colour', 'Red'],
      ],
    ],
    [
      'Material: Wool\nColour: Red',
      [
        ['Material', 'Wool'],
        ['Colour', 'Red'],
      ],
    ],
    [
      'Material: Wool\n\n   Colour: Red',
      [
        ['Material', 'Wool'],
        ['Colour', 'Red'],
      ],
    ],
    [
      'Composition:Cotton, wool:1,Style:Casual:2',
      [
        ['Composition', 'Cotton, wool'],
        ['Style', 'Casual'],
      ],
    ],
    ['Composition:Cotton, wool', [['Composition', 'Cotton, wool']]],
    ['General:Sole:Rubber', [['Sole', 'Rubber']]],
    ['General:Sole:Rubber:1', [['Sole', 'Rubber']]],
    ['Size:12:1', [['Size', '12']]],
    ['Size:12', [['Size', '12']]],
    ['Link:https://a.example', [['Link', 'https']]],
    ['no pairs at all', []],
    ['Material:', []],
    [':Wool', []],
    ['', []],
    [`${'x'.repeat(61)}:y`, []],
    [`${'x'.repeat(60)}:y`, [['x'.repeat(60), 'y']]],
  ])('%j', (text, pairs) => {
    expect(namedValues(text)).toEqual(pairs);
  });

  it('reads JSON', () => {
    expect(namedValues('{"colour":"Red"}')).toEqual([['colour', 'Red']]);
    expect(namedValues(' [{"name":"Colour","value":"Red"}] ')).toEqual([['Colour', 'Red']]);
  });

  it('reads no text that is too long for attributes', () => {
    const long = (length: number) => `a:${'x'.repeat(length - 2)}`;
    expect(namedValues(long(50_000))).toHaveLength(1);
    expect(namedValues(long(50_001))).toEqual([]);
  });
});

describe('namedValues of objects', () => {
  it.each<[unknown, [string, unknown][]]>([
    [{ name: 'Colour', value: 'Red' }, [['Colour', 'Red']]],
    [
      [
        { name: 'Colour', value: 'Red' },
        { name: 'Size', value: 'M' },
      ],
      [
        ['Colour', 'Red'],
        ['Size', 'M'],
      ],
    ],
    [{ name: 'Colour', options: ['Red', 'Blue'] }, [['Colour', ['Red', 'Blue']]]],
    [{ title: 'Colour', content: 'Red' }, [['Colour', 'Red']]],
    [{ id: 7, label: 'Colour', values: ['Red'] }, [['Colour', ['Red']]]],
    [{ name: '', key: 'Colour', value: 'Red' }, [['Colour', 'Red']]],
    [{ name: 'Colour', value: '', option: 'Red' }, [['Colour', 'Red']]],
    [{ name: 'Colour', value: null, options: [], terms: ['Red'] }, [['Colour', ['Red']]]],
    [{ 'g:attribute_name': 'Sole', 'g:attribute_value': 'Rubber' }, [['Sole', 'Rubber']]],
    [{ '@name': 'Weight', '#text': '2', '@unit': 'kg' }, [['Weight', '2 kg']]],
    [{ name: 'Weight', value: '2,5', unit: 'kg' }, [['Weight', '2,5 kg']]],
    [{ name: 'Weight', value: 2, unit: 'kg' }, [['Weight', '2 kg']]],
    [{ name: 'Weight', value: '2 kg', unit: 'kg' }, [['Weight', '2 kg']]],
    [{ name: 'Weight', value: 'about 2', unit: 'kg' }, [['Weight', 'about 2']]],
    [{ name: 'Weight', value: '2' }, [['Weight', '2']]],
    [{ name: 'Weight', value: ['2', '3'], unit: 'kg' }, [['Weight', '2 kg']]],
    [
      { colour: 'red', size: ['S', 'M'] },
      [
        ['colour', 'red'],
        ['size', ['S', 'M']],
      ],
    ],
    [{ colour: 'red', size: '', fit: null, cut: [], tag: undefined }, [['colour', 'red']]],
    [
      { 'g:colour': 'red', fit: 'slim' },
      [
        ['colour', 'red'],
        ['fit', 'slim'],
      ],
    ],
    [{ 'my:g:x': 'red' }, [['my:g:x', 'red']]],
    [
      { general: { colour: 'red' }, more: [{ name: 'Fit', value: 'slim' }] },
      [
        ['colour', 'red'],
        ['Fit', 'slim'],
      ],
    ],
    [{ general: {} }, [['general', {}]]],
    [{ attribute: [{ name: 'Fit', value: 'slim' }] }, [['Fit', 'slim']]],
    [{ edges: [{ node: { name: 'Fit', value: 'slim' } }] }, [['Fit', 'slim']]],
    [{ name: 'Fit' }, [['name', 'Fit']]],
    [{ value: 'slim' }, [['value', 'slim']]],
    [
      ['colour=red', { fit: 'slim' }],
      [
        ['colour', 'red'],
        ['fit', 'slim'],
      ],
    ],
    [5, []],
    [null, []],
    [undefined, []],
    [[], []],
    [{}, []],
  ])('%j', (value, pairs) => {
    expect(namedValues(value)).toEqual(pairs);
  });

  it('takes names only from the object itself', () => {
    expect(namedValues(Object.create({ name: 'Colour', value: 'Red' }))).toEqual([]);
  });

  it('reads lists in lists to a limited depth', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'a=b' : [nested(depth - 1)]);
    expect([namedValues(nested(4)), namedValues(nested(5))]).toEqual([[['a', 'b']], []]);
    const wrapped = (depth: number): unknown => (depth === 0 ? { a: 'b' } : { in: wrapped(depth - 1) });
    expect(namedValues(wrapped(4))).toEqual([['a', 'b']]);
    expect(namedValues(wrapped(6))).not.toEqual([['a', 'b']]);
  });
});
