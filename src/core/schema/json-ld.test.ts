import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonLd } from './json-ld.ts';

const product = { '@type': 'Product', name: 'Stool' };
const json = JSON.stringify(product);

describe('parseJsonLd', () => {
  it.each<[string, unknown, unknown[]]>([
    ['a node', product, [product]],
    ['a list', [product, { '@type': 'Offer' }], [product, { '@type': 'Offer' }]],
    ['lists of lists', [[product], [[product]]], [product, product]],
    ['a graph', { '@context': 'x', '@graph': [product] }, [product]],
    [
      'a node that has a graph',
      { '@type': 'WebPage', '@graph': product },
      [{ '@type': 'WebPage', '@graph': product }, product],
    ],
    ['a graph in a list', [{ '@graph': [product] }], [product]],
    ['an object without a type', { name: 'Stool' }, []],
    ['other values', [null, 5, 'Product', true], []],
    ['null', null, []],
  ])('finds the nodes of %s', (_, value, nodes) => {
    expect(parseJsonLd(JSON.stringify(value))).toEqual(nodes);
  });

  it('does not look for nodes in other fields', () => {
    const page = { '@type': 'WebPage', mainEntity: product };
    expect(parseJsonLd(JSON.stringify(page))).toEqual([page]);
  });

  it.each([
    [`<!-- ${json} -->`],
    [`<!--${json}-->`],
    [`/*<![CDATA[*/ ${json} /*]]>*/`],
    [`//<![CDATA[\n${json}\n//]]>`],
    [`/* ${json} */`],
    [`<![CDATA[${json}]]>`],
    [`${json};`],
    [`  ${json} ; ;\n`],
    [` // ${json} //`],
    [`/**/${json}/**/`],
    ['{"@type":"Product","name":"Stool",}'],
    ['[{"@type":"Product","name":"Stool"} , ]'],
    ['{"@type":\n"Product",\t"name":\n"Stool"\n,\n}'],
    ['\uFEFF{"@type":"Product","name":"Stool"}'],
  ])('reads %j', (text) => {
    expect(parseJsonLd(text)).toEqual([product]);
  });

  it('reads raw line breaks within a text as spaces', () => {
    expect(parseJsonLd('{"@type":"Product","name":"Bar\n\tstool"}')).toEqual([
      { ...product, name: 'Bar stool' },
    ]);
  });

  it('leaves commas and marks within texts that can be read as they are', () => {
    const odd = { '@type': 'Product', name: 'a, ] /* b */ // c ;' };
    expect(parseJsonLd(JSON.stringify(odd))).toEqual([odd]);
    expect(parseJsonLd(`<!-- ${JSON.stringify(odd)} -->`)[0]).toMatchObject({
      name: odd.name.replace(', ]', ' ]'),
    });
  });

  it.each(['', ' ', '{', 'Product', '{"@type":"Product"', '/* */', '}{'])('finds nothing in %j', (text) => {
    expect(parseJsonLd(text)).toEqual([]);
  });

  it('reads no text longer than the limit', () => {
    expect(parseJsonLd(json, json.length)).toEqual([product]);
    expect(parseJsonLd(json, json.length - 1)).toEqual([]);
    expect(parseJsonLd(`${json}${' '.repeat(250_000 - json.length)}`)).toEqual([product]);
    expect(parseJsonLd(`${json}${' '.repeat(250_001 - json.length)}`)).toEqual([]);
  });

  it('finds a limited number of nodes, to a limited depth', () => {
    expect(parseJsonLd(JSON.stringify(Array.from({ length: 5001 }, () => ({ '@type': 'X' }))))).toHaveLength(
      5000,
    );
    const nested = (depth: number) => parseJsonLd(`${'['.repeat(depth)}${json}${']'.repeat(depth)}`);
    expect([nested(16).length, nested(17).length]).toEqual([1, 0]);
    const graphs = (depth: number) =>
      parseJsonLd(`${'{"@graph":'.repeat(depth)}${json}${'}'.repeat(depth)}`).length;
    expect([graphs(16), graphs(17)]).toEqual([1, 0]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => Array.isArray(parseJsonLd(text))));
  });
});
