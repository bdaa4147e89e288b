import { describe, expect, it } from 'vitest';
import { furtherIds, inOrder } from './ids.ts';
import type { NamedValue } from './named-values.ts';
import type { Entry } from './nested.ts';

const EAN = '4006381333931';
const FIELDS = { id: ['id', 'sku'], ids: ['handle'], gtin: ['ean', 'upc'], mpn: ['mpn', 'part'] };

function read(
  record: Entry,
  codes: readonly NamedValue[] = [],
  columns: Record<string, readonly string[]> = FIELDS,
) {
  const told: string[] = [];
  const found = furtherIds(record, columns, '7', codes, (what) => told.push(what));
  return { ...found, told };
}
const ids = (...call: Parameters<typeof read>) => read(...call).ids;

describe('furtherIds', () => {
  it('gives other ids first, then GTIN and MPN, each once, and not the item’s own', () => {
    expect(read({ id: '7', sku: 'S', handle: 'stool', ean: EAN, mpn: 'M' })).toEqual({
      ids: ['S', 'stool', EAN, 'M'],
      gtin: EAN,
      mpn: 'M',
      told: [],
    });
    expect(ids({ id: '7', sku: 'S', handle: 'S', mpn: 'S' })).toEqual(['S']);
    expect(read({ id: '7' })).toEqual({ told: [] });
    expect(read({ id: '7', mpn: '7' })).toEqual({ mpn: '7', told: [] });
  });

  it('takes lists, and a record’s own list of ids', () => {
    expect(ids({ sku: ['A', ['B']], handle: { name: 'C' }, ids: ['D', 'A'] })).toEqual(['A', 'B', 'C', 'D']);
    expect(ids({ sku: 'A', ids: ['D'] }, [], {})).toEqual(['D']);
  });

  it.each([
    '0',
    '-',
    '---',
    'n/a',
    'NA',
    'none',
    'NULL',
    'nan',
    'Does not apply',
    'Nicht zutreffend',
    "ne s'applique pas",
    '',
    null,
  ])('takes %j for no id', (none) => {
    expect(read({ sku: none, mpn: none, ean: none })).toEqual({ told: [] });
  });

  it.each(['00', '-1', 'none5', 'x0', 'x n/a', 'n/a x', 'anull'])('takes %j for an id', (one) => {
    expect(ids({ sku: one })).toEqual([one]);
  });

  it('cuts off a spreadsheet’s mark for text and GraphQL’s address', () => {
    expect(ids({ sku: "'0012", handle: 'gid://shopify/Product/70' })).toEqual(['0012', '70']);
    expect(ids({ sku: "'abc", handle: "a'12" })).toEqual(["'abc", "a'12"]);
    expect(ids({ sku: 'x gid://shopify/Product/70' })).toEqual(['x gid://shopify/Product/70']);
  });

  it('takes no id of more than 200 characters', () => {
    expect(ids({ sku: 'x'.repeat(200), handle: 'y'.repeat(201) })).toEqual(['x'.repeat(200)]);
  });

  it('takes no code that a spreadsheet has rounded, and says so of GTIN and MPN', () => {
    for (const spoiled of ['8.41E+12', '8,41e+12', '8E+12'])
      expect(read({ sku: spoiled, mpn: spoiled })).toEqual({
        told: [`has a code that a spreadsheet has rounded, which was left out: ${spoiled}`],
      });
    for (const one of ['8.41E+1', '18.41E+12', '8.41E+123', 'x8.41E+12', '8.E+12'])
      expect(ids({ sku: one })).toEqual([one]);
  });

  it('takes the first GTIN that is one, wherever it stands', () => {
    expect(read({ ean: '123', upc: EAN })).toMatchObject({ gtin: EAN, told: [] });
    expect(read({ ean: ['123', EAN] })).toMatchObject({ gtin: EAN });
    const among = [
      ['Fit', 'x'],
      ['EAN', EAN],
      ['mpn', 'M'],
    ] as const;
    expect(read({}, among)).toEqual({ ids: [EAN, 'M'], gtin: EAN, mpn: 'M', told: [] });
    expect(read({ ean: '123' }, among).gtin).toBe(EAN);
  });

  it('keeps one form of a GTIN', () => {
    expect(read({ sku: '400-6381-333931', ean: EAN, handle: EAN })).toEqual({
      ids: [EAN],
      gtin: EAN,
      told: [],
    });
    expect(ids({ sku: '400-6381-333931' })).toEqual(['400-6381-333931']);
  });

  it('keeps codes that are no GTIN as ids, and says so of the first', () => {
    expect(read({ sku: 'S', ean: ['123', '456'], mpn: 'M' })).toEqual({
      ids: ['S', '123', '456', 'M'],
      mpn: 'M',
      told: ['has a GTIN with a wrong length or check digit, which was left out: 123'],
    });
    expect(ids({ ean: ['123', EAN] })).toEqual([EAN]);
  });

  it('takes the first MPN', () => {
    expect(read({ mpn: '', part: ['P', 'Q'] })).toMatchObject({ mpn: 'P' });
  });
});

describe('inOrder', () => {
  it('puts GTIN and MPN last', () => {
    expect(inOrder(['M', 'a', 'G', 'b'], { id: 'x', gtin: 'G', mpn: 'M' })).toEqual(['a', 'b', 'G', 'M']);
    expect(inOrder(['a'], { id: 'a' })).toEqual([]);
    expect(inOrder([], { id: 'a', gtin: 'a', mpn: 'm' })).toEqual(['m']);
  });
});
