import { describe, expect, it } from 'vitest';
import { foundRows } from './found-rows.ts';

const titles = (term: string, ...titles: string[]) => {
  const items = titles.map((title, row) => ({ id: `i${row}`, title }));
  return foundRows(items, term).map((row) => titles[row]);
};

describe('what a search finds by words', () => {
  it.each([
    ['snowboard', 'Snowboard 156 cm', true],
    ['snowboards', 'All-mountain SNOWBOARD', true],
    ['snowboard', 'Ski boots', false],
    ['board', 'Snowboard', false], // in the middle of a word
    ['cafe creme', 'Crème for the café', true],
    ['chairs for offices', 'Office chair', false], // it has no `for`
    ['office chairs', 'Chair for the office', true],
    ['滑雪板', '单板滑雪板', true],
    ['.*', 'Anything', false],
    ['', 'Anything', false],
  ])('%j finds %j: %s', (term, title, finds) => {
    expect(titles(term, title)).toEqual(finds ? [title] : []);
  });

  it('puts titles before brands and categories, and then the rows that sell more', () => {
    const items = [
      { id: 'a', title: 'Boots', category: 'Sports > Snowboard' },
      { id: 'b', title: 'Jacket' },
      { id: 'c', title: 'Snowboard' },
      { id: 'd', title: 'Snowboard bag' },
      { id: 'e', title: 'Bindings', brand: 'Burton', category: 'Sports > Snowboard' },
    ];
    expect(foundRows(items, 'snowboard')).toEqual([2, 3, 0, 4]);
    expect(foundRows(items, 'burton bindings snowboard')).toEqual([4]);
  });

  it('searches for a term once', () => {
    const items = [{ id: 'a', title: 'Snowboard' }];
    expect(foundRows(items, 'snowboard')).toBe(foundRows(items, 'snowboard'));
  });
});
