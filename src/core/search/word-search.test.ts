import { stemmer } from '@orama/stemmers/english';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishStem } from './english.ts';
import { bestRows, createWordSearch } from './word-search.ts';

const items = [
  { id: 'knife', title: 'Damascus steel chef’s knife', price: 80 },
  { id: 'guitar', title: 'Rosewood Acoustic Guitar', brand: 'Café Luthier', price: 300 },
  { id: 'case', title: 'Hard case for an acoustic guitar', price: 60 },
  { id: 'bank', title: 'Power bank 10000 mAh', price: 30 },
  { id: 'shelf', title: 'Oak shelf with lace curtain', price: 120 },
];
const search = createWordSearch(items, englishStem(stemmer));
const found = (query: string, typing?: boolean) =>
  bestRows(search(query, typing).scores, 10).map((row) => items[row]!.id);

describe('a search by words', () => {
  it.each([
    ['knives', ['knife']],
    ['shelves', ['shelf']],
    ['acoustic guitar', ['guitar', 'case']],
    ['10000mah powerbank', ['bank']],
    ['asdfgh qwerty', []],
  ])('finds for %j: %j', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });

  it('finds by the start of the last word while the shopper types', () => {
    expect(found('acoustic gui', true)).toEqual(['guitar', 'case']);
    expect(found('guit')).toEqual([]);
    expect(found('guit', true)).toEqual(['guitar', 'case']);
  });

  it('says what share of the words the best item has', () => {
    expect(search('acoustic guitar').coverage).toBeCloseTo(1);
    expect(search('acoustic zebra').coverage).toBeLessThan(0.5);
    expect(search('zebra').coverage).toBe(0);
  });

  it.each([
    ['acustic gitar', 'acoustic guitar'],
    ['Acustic guitar, please', 'acoustic guitar, please'],
    ['rosewod from the cafe luthier', 'rosewood from the cafe luthier'],
    ['acoustic guitar', undefined],
    ['zebra', undefined],
    ['10001 mah', undefined],
  ])('spells %j as %j', (query, corrected) => {
    expect(search(query).corrected).toBe(corrected);
  });

  it('writes a corrected word with its accents', () => {
    const other = createWordSearch([{ id: '1', title: 'Bürostuhl, drehbar' }], (word) => word);
    expect(other('Burostul').corrected).toBe('bürostuhl');
  });

  it('gives shares from 0 to 1 to whatever is asked', () => {
    const word = fc.constantFrom(
      'knife',
      'gitar',
      'for',
      '10000',
      'mah',
      '"',
      '-lace',
      'under 50',
      '東京',
      '',
    );
    const queries = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(queries, fc.boolean(), (query, typing) => {
        const { scores, coverage } = search(query, typing);
        const isShare = (share: number) => share >= 0 && share <= 1.0001;
        expect([...scores, coverage].filter((share) => !isShare(share))).toEqual([]);
        expect(scores.some((score) => score > 0)).toBe(coverage > 0);
      }),
    );
  });
});
