import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from './tokens.ts';

describe('the words of a text', () => {
  it.each([
    ['Crème BRÛLÉE', ['creme', 'brulee']],
    ['Weiße Größe', ['weisse', 'grosse']],
    ['64 GB', ['64gb', '64']],
    ['64gb', ['64gb', '64']],
    ["6' ladder", ['6ft', '6', 'ladder']],
    ['6-foot ladder', ['6ft', '6', 'ladder']],
    ['12” mattress', ['12in', '12', 'mattress']],
    ['10,000 mAh', ['10000mah', '10000']],
    ['1,5 l', ['1.5l', '1.5']],
    ['½ inch', ['1/2in', '1/2']],
    ['11 x 17 paper', ['11x17', 'paper']],
    ['11x17 paper', ['11x17', 'paper']],
    ['pack of 3', ['pack', 'of', '3']],
    ['3 pcs', ['3pack', '3']],
    ['Moto G4 Play', ['moto', 'g4', 'play']],
    ['FUR-CH-10000454', ['fur', 'ch', '10000454']],
    ["women's", ['women', 's']],
    ['滑雪板', ['滑雪', '雪板']],
    ['1/2gallon jug, 1.5 l', ['1/2gal', '1/2', 'jug', '1.5l', '1.5']],
    ['black/white.', ['black', 'white']],
    ['', []],
    ['--- !', []],
  ])('%j is %j', (text, words) => {
    expect(tokensOf(text)).toEqual(words);
  });

  it('are the same in upper case, with other signs for quotes, and whatever lies between them', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$|^\d{1,4}$/);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        fc.constantFrom(' ', ', ', ' – ', '\n', ' | '),
        (words, between) => {
          const plain = tokensOf(words.join(' '));
          expect(tokensOf(words.join(between).toUpperCase())).toEqual(plain);
        },
      ),
    );
  });

  it('are read of any text, each without spaces and not empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const token of tokensOf(text)) expect(token).toMatch(/^\S+$/u);
      }),
      { numRuns: 500 },
    );
  });
});
