import { describe, expect, it } from 'vitest';
import { missingColumns, unknownColumn } from './column-errors.ts';
import { listed } from './listed.ts';
import { didYouMean, nearest } from './nearest.ts';

describe('nearest', () => {
  const names = ['title', 'price', 'category', 'id'];

  it.each([
    ['titla', 'title'],
    ['titl', 'title'],
    ['tittle', 'title'],
    ['TITLE', 'title'],
    ['pryce', 'price'],
    ['catgory', 'category'],
    ['caetgory', 'category'],
    ['ix', 'id'],
    ['x', undefined],
    ['tea', undefined],
    ['colour', undefined],
    ['', undefined],
  ])('of %j is %j', (name, found) => {
    expect(nearest(name, names)).toBe(found);
  });

  it('is the one with the fewest changes, and the first of equals', () => {
    expect(nearest('colors', ['colours', 'color', 'colors2'])).toBe('colours');
    expect(nearest('kategorie', ['kategorien', 'Kategorie'])).toBe('Kategorie');
  });

  it('allows a third of a name to be changed, and one letter of a short one', () => {
    expect(nearest('abcdef', ['abcdXY'])).toBe('abcdXY');
    expect(nearest('abcdef', ['abcXYZ'])).toBeUndefined();
    expect(nearest('ab', ['ax', 'xy'])).toBe('ax');
    expect(nearest('ab', ['xy'])).toBeUndefined();
  });

  it('compares the first 60 characters of long names', () => {
    const start = 'x'.repeat(60);
    expect(nearest(`${start}abc`, [`${start}${'y'.repeat(500)}`])).toBe(`${start}${'y'.repeat(500)}`);
  });

  it('ends a sentence, or adds nothing', () => {
    expect([didYouMean('titla', names), didYouMean('xyz', names)]).toEqual(['; did you mean title?', '']);
  });
});

describe('listed', () => {
  it('lists names, each shortened, and says how many are left out', () => {
    expect(listed(['a', 'b'])).toBe('a, b');
    expect(listed([])).toBe('');
    expect(listed(new Set(['x'.repeat(60), 'y'.repeat(61)]))).toBe(`${'x'.repeat(60)}, ${'y'.repeat(60)}…`);
    const many = Array.from({ length: 42 }, (_, i) => `n${i}`);
    expect(listed(many.slice(0, 40))).toBe(many.slice(0, 40).join(', '));
    expect(listed(many)).toBe(`${many.slice(0, 40).join(', ')} and 2 more`);
  });
});

describe('an error about columns', () => {
  it('says which columns there are, and which may be meant', () => {
    const error = unknownColumn('Titlo', ['Title', 'SKU'], 'a.csv');
    expect(error.code).toBe('bad-argument');
    expect(error.message).toBe(
      '--columns names the column Titlo, but the columns of a.csv are Title, SKU; did you mean Title?',
    );
    expect(unknownColumn('Foo', ['SKU']).message).toBe(
      '--columns names the column Foo, but the columns are SKU',
    );
  });

  it('says what is missing and how to name it', () => {
    const error = missingColumns('a.csv', ['id'], ['x', 'y']);
    expect(error.code).toBe('bad-catalogue');
    expect(error.message).toBe('a.csv: no column for id among x, y; name it with --columns id=...');
    expect(missingColumns('a.csv', ['id', 'title'], ['x'], 'it looks like orders').message).toBe(
      'a.csv: no column for id and title among x; it looks like orders; or name them with --columns id=...,title=...',
    );
  });
});
